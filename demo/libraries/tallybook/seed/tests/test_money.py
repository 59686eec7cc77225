import unittest

from tallybook import CurrencyMismatch, InvalidAmount, Money, UnknownCurrency


class ParseTest(unittest.TestCase):
    def test_whole_amount(self):
        self.assertEqual(Money.parse("12", "EUR"), Money(1200, "EUR"))

    def test_one_decimal(self):
        self.assertEqual(Money.parse("12.5", "EUR"), Money(1250, "EUR"))

    def test_thousands_separator(self):
        self.assertEqual(Money.parse("1,234.56", "USD"), Money(123456, "USD"))

    def test_negative_amount(self):
        self.assertEqual(Money.parse("-12.34", "GBP"), Money(-1234, "GBP"))

    def test_surrounding_space(self):
        self.assertEqual(Money.parse(" 7.00 ", "CHF"), Money(700, "CHF"))

    def test_too_many_decimals(self):
        with self.assertRaises(InvalidAmount):
            Money.parse("1.005", "EUR")

    def test_not_an_amount(self):
        for text in ("", "abc", "1.2.3", "--1", "1e3"):
            with self.assertRaises(InvalidAmount):
                Money.parse(text, "EUR")

    def test_unknown_currency(self):
        with self.assertRaises(UnknownCurrency):
            Money.parse("1.00", "XXX")


class FormatTest(unittest.TestCase):
    def test_code_after_the_amount(self):
        self.assertEqual(Money(123450, "EUR").format(), "1,234.50 EUR")

    def test_symbol_before_the_amount(self):
        self.assertEqual(Money(-995, "USD").format(symbol=True), "-$9.95")

    def test_str_is_format(self):
        self.assertEqual(str(Money(5, "SEK")), "0.05 SEK")


class ArithmeticTest(unittest.TestCase):
    def test_sum_and_difference(self):
        self.assertEqual(Money(150, "EUR") + Money(50, "EUR"), Money(200, "EUR"))
        self.assertEqual(Money(150, "EUR") - Money(200, "EUR"), Money(-50, "EUR"))

    def test_currencies_do_not_mix(self):
        with self.assertRaises(CurrencyMismatch):
            Money(1, "EUR") + Money(1, "USD")
        with self.assertRaises(CurrencyMismatch):
            Money(1, "EUR") < Money(1, "USD")

    def test_whole_multiples(self):
        self.assertEqual(3 * Money(25, "USD"), Money(75, "USD"))
        with self.assertRaises(TypeError):
            Money(25, "USD") * 1.5

    def test_order_and_truth(self):
        self.assertLess(Money(1, "EUR"), Money(2, "EUR"))
        self.assertTrue(Money(-1, "EUR"))
        self.assertFalse(Money.zero("EUR"))

    def test_is_immutable(self):
        with self.assertRaises(AttributeError):
            Money(1, "EUR").minor = 2

    def test_floats_are_refused(self):
        with self.assertRaises(InvalidAmount):
            Money(1.5, "EUR")


class AllocateTest(unittest.TestCase):
    def test_even_split(self):
        self.assertEqual(Money(900, "EUR").allocate([1, 1, 1]), [Money(300, "EUR")] * 3)

    def test_remainder_goes_to_the_first(self):
        self.assertEqual([m.minor for m in Money(100, "EUR").allocate([1, 1, 1])], [34, 33, 33])

    def test_weights(self):
        self.assertEqual([m.minor for m in Money(1000, "EUR").allocate([70, 20, 10])], [700, 200, 100])

    def test_bad_weights(self):
        for weights in ([], [0, 0], [1, -1]):
            with self.assertRaises(ValueError):
                Money(100, "EUR").allocate(weights)
