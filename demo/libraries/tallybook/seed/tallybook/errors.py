"""Everything tallybook raises on bad input derives from LedgerError."""


class LedgerError(Exception):
    """Base class of the errors of this package."""


class UnknownCurrency(LedgerError):
    """A currency code that is not registered."""


class CurrencyMismatch(LedgerError):
    """Two amounts in different currencies were combined."""


class InvalidAmount(LedgerError, ValueError):
    """A text that is not an amount of its currency."""


class UnbalancedEntry(LedgerError):
    """The postings of an entry do not add up to zero."""


class StatementError(LedgerError):
    """A bank statement that cannot be read; names the line."""
