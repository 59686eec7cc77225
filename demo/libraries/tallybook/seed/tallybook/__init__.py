"""Exact money and a small double-entry ledger."""

from .accounts import Account, Chart, Kind
from .currency import Currency, currency, register
from .errors import (
    CurrencyMismatch,
    InvalidAmount,
    LedgerError,
    StatementError,
    UnbalancedEntry,
    UnknownCurrency,
)
from .journal import Entry, Journal, Posting
from .money import Money
from .rates import RateTable
from .statement import StatementLine, match, parse_statement

__all__ = [
    "Account",
    "Chart",
    "Currency",
    "CurrencyMismatch",
    "Entry",
    "InvalidAmount",
    "Journal",
    "Kind",
    "LedgerError",
    "Money",
    "Posting",
    "RateTable",
    "StatementError",
    "StatementLine",
    "UnbalancedEntry",
    "UnknownCurrency",
    "currency",
    "match",
    "parse_statement",
    "register",
]
