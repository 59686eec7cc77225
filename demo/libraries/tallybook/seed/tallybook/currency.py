"""Currencies and the number of decimal places of their amounts (ISO 4217)."""

from dataclasses import dataclass

from .errors import UnknownCurrency


@dataclass(frozen=True)
class Currency:
    code: str
    exponent: int
    symbol: str

    @property
    def minor_per_major(self):
        return 10 ** self.exponent


_REGISTRY = {}


def register(code, exponent, symbol=""):
    """Adds a currency, or replaces the one with the same code."""
    added = Currency(code.upper(), exponent, symbol or code.upper())
    _REGISTRY[added.code] = added
    return added


def currency(code):
    """The currency with this ISO code; a Currency is returned as it is."""
    if isinstance(code, Currency):
        return code
    try:
        return _REGISTRY[code.upper()]
    except KeyError:
        raise UnknownCurrency("unknown currency: {}".format(code)) from None


for _code, _exponent, _symbol in (
    ("CHF", 2, "CHF"),
    ("EUR", 2, "€"),
    ("GBP", 2, "£"),
    ("JPY", 0, "¥"),
    ("KWD", 3, "KD"),
    ("SEK", 2, "kr"),
    ("USD", 2, "$"),
):
    register(_code, _exponent, _symbol)
