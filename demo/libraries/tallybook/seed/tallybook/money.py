"""An exact amount of money: a whole number of minor units and a currency."""

import re
from functools import total_ordering

from .currency import currency
from .errors import CurrencyMismatch, InvalidAmount

_AMOUNT = re.compile(r"^([+-]?\d[\d,]*)(?:\.(\d+))?$")


@total_ordering
class Money:
    """Immutable. Amounts of different currencies never mix: that raises CurrencyMismatch."""

    __slots__ = ("minor", "currency")

    def __init__(self, minor, code):
        if not isinstance(minor, int) or isinstance(minor, bool):
            raise InvalidAmount("minor units must be an int, not {!r}".format(minor))
        object.__setattr__(self, "minor", minor)
        object.__setattr__(self, "currency", currency(code))

    def __setattr__(self, name, value):
        raise AttributeError("Money is immutable")

    @classmethod
    def zero(cls, code):
        return cls(0, code)

    @classmethod
    def parse(cls, text, code):
        """Reads '1,234.50'. Raises InvalidAmount on anything else, and on more decimals than the currency has."""
        found = _AMOUNT.match(text.strip())
        if not found:
            raise InvalidAmount("not an amount: {!r}".format(text))
        major = int(found.group(1).replace(",", ""))
        fraction = found.group(2) or ""
        if len(fraction) > 2:
            raise InvalidAmount("too many decimals: {!r}".format(text))
        minor = int((fraction + "00")[:2])
        if major < 0:
            minor = -minor
        return cls(major * 100 + minor, code)

    def format(self, symbol=False):
        """'1,234.50 EUR', or '€1,234.50' with symbol=True."""
        sign = "-" if self.minor < 0 else ""
        major, minor = divmod(abs(self.minor), 100)
        digits = "{:,}.{:02d}".format(major, minor)
        if symbol:
            return sign + self.currency.symbol + digits
        return "{}{} {}".format(sign, digits, self.currency.code)

    def allocate(self, weights):
        """Splits the amount in proportion to the weights, without losing or inventing a minor unit."""
        weights = list(weights)
        if not weights or any(weight < 0 for weight in weights) or sum(weights) == 0:
            raise ValueError("weights must be non-negative and not all zero")
        total = sum(weights)
        shares = [int(self.minor * weight / total) for weight in weights]
        remainder = self.minor - sum(shares)
        for index in range(remainder):
            shares[index] += 1
        return [Money(share, self.currency) for share in shares]

    def _same_currency(self, other):
        if self.currency != other.currency:
            raise CurrencyMismatch("{} and {}".format(self.currency.code, other.currency.code))

    def __add__(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        self._same_currency(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        return self + -other

    def __neg__(self):
        return Money(-self.minor, self.currency)

    def __abs__(self):
        return Money(abs(self.minor), self.currency)

    def __mul__(self, factor):
        if not isinstance(factor, int):
            return NotImplemented
        return Money(self.minor * factor, self.currency)

    __rmul__ = __mul__

    def __eq__(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        return (self.minor, self.currency) == (other.minor, other.currency)

    def __lt__(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        self._same_currency(other)
        return self.minor < other.minor

    def __hash__(self):
        return hash((self.minor, self.currency))

    def __bool__(self):
        return self.minor != 0

    def __repr__(self):
        return "Money({}, {!r})".format(self.minor, self.currency.code)

    __str__ = format
