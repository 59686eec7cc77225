"""The chart of accounts: a tree whose branches are written with colons, like 'assets:bank:savings'."""

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    ASSET = "asset"
    LIABILITY = "liability"
    EQUITY = "equity"
    INCOME = "income"
    EXPENSE = "expense"

    @property
    def is_debit_normal(self):
        return self in (Kind.ASSET, Kind.EXPENSE)


@dataclass(frozen=True)
class Account:
    code: str
    name: str
    kind: Kind


class Chart:
    def __init__(self):
        self._accounts = {}

    def add(self, code, name, kind):
        if code in self._accounts:
            raise ValueError("account exists: {}".format(code))
        account = Account(code, name, kind)
        self._accounts[code] = account
        return account

    def get(self, code):
        return self._accounts[code]

    def subtree(self, code):
        """The account itself and everything below it, ordered by code."""
        below = code + ":"
        return [self._accounts[c] for c in sorted(self._accounts) if c == code or c.startswith(below)]

    def __contains__(self, code):
        return code in self._accounts

    def __iter__(self):
        return iter(self._accounts[code] for code in sorted(self._accounts))

    def __len__(self):
        return len(self._accounts)
