"""The journal: dated entries whose postings add up to zero."""

from collections import OrderedDict, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import List, Tuple

from .currency import currency
from .errors import UnbalancedEntry
from .money import Money


@dataclass(frozen=True)
class Posting:
    """A positive amount is a debit, a negative one a credit."""

    account: str
    money: Money


@dataclass(frozen=True)
class Entry:
    number: int
    date: date
    description: str
    postings: Tuple[Posting, ...]
    tags: List[str] = field(default_factory=list)

    def imbalance(self):
        """What is missing to zero, for each currency that does not balance."""
        sums = OrderedDict()
        for posting in self.postings:
            code = posting.money.currency.code
            sums[code] = sums.get(code, Money.zero(code)) + posting.money
        return [money for money in sums.values() if money]


class Journal:
    def __init__(self, chart):
        self.chart = chart
        self.entries = []
        self._balances = defaultdict(int)

    def post(self, on, description, postings, tags=[]):
        """Adds an entry and returns it. Raises UnbalancedEntry if its postings do not add up to zero."""
        entry = Entry(len(self.entries) + 1, on, description, tuple(postings), tags)
        imbalance = entry.imbalance()
        if imbalance or not entry.postings:
            raise UnbalancedEntry(", ".join(str(money) for money in imbalance) or "no postings")
        for posting in entry.postings:
            account = self.chart.get(posting.account)
            self._balances[account.code, posting.money.currency.code] += posting.money.minor
        self.entries.append(entry)
        return entry

    def balance(self, account, code, as_of=None):
        """The balance of one account in one currency, today or at the end of a day."""
        code = currency(code).code
        if as_of is None:
            return Money(self._balances.get((account, code), 0), code)
        total = Money.zero(code)
        for entry in self.entries:
            if entry.date < as_of:
                for posting in entry.postings:
                    if posting.account == account and posting.money.currency.code == code:
                        total += posting.money
        return total

    def subtotal(self, account, code):
        """The balance of an account and of all accounts below it."""
        total = Money.zero(code)
        for member in self.chart.subtree(account):
            total += self.balance(member.code, code)
        return total

    def trial_balance(self, code):
        """(account, balance) for every account that moved, ordered by account code. The balances add up to zero."""
        rows = []
        for account in self.chart:
            money = self.balance(account.code, code)
            if money:
                rows.append((account, money))
        return rows

    def tagged(self, tag):
        return [entry for entry in self.entries if tag in entry.tags]
