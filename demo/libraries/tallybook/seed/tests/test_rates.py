import unittest

from tallybook import Money, RateTable, UnknownCurrency


class RateTableTest(unittest.TestCase):
    def setUp(self):
        self.rates = RateTable("EUR")
        self.rates.set("USD", "1.25")
        self.rates.set("GBP", "0.80")

    def test_from_the_base(self):
        self.assertEqual(self.rates.convert(Money(1000, "EUR"), "USD"), Money(1250, "USD"))

    def test_to_the_base(self):
        self.assertEqual(self.rates.convert(Money(1250, "USD"), "EUR"), Money(1000, "EUR"))

    def test_same_currency_is_untouched(self):
        self.assertEqual(self.rates.convert(Money(333, "USD"), "USD"), Money(333, "USD"))

    def test_unknown_rate(self):
        with self.assertRaises(UnknownCurrency):
            self.rates.convert(Money(1, "EUR"), "SEK")

    def test_rates_are_positive(self):
        with self.assertRaises(ValueError):
            self.rates.set("CHF", 0)
