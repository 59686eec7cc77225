"""Exchange rates against one base currency."""

from .currency import currency
from .errors import UnknownCurrency
from .money import Money


class RateTable:
    """One unit of the base currency buys `rate` units of another."""

    def __init__(self, base):
        self.base = currency(base)
        self._rates = {self.base.code: 1}

    def set(self, code, rate):
        if float(rate) <= 0:
            raise ValueError("a rate must be positive")
        self._rates[currency(code).code] = float(rate)

    def rate(self, source, target):
        """Units of target for one unit of source."""
        return self._of(target) / self._of(source)

    def convert(self, money, target):
        target = currency(target)
        if money.currency == target:
            return money
        return Money(int(money.minor * self.rate(money.currency, target)), target)

    def _of(self, code):
        found = self._rates.get(currency(code).code)
        if found is None:
            raise UnknownCurrency("no rate for {} against {}".format(currency(code).code, self.base.code))
        return found
