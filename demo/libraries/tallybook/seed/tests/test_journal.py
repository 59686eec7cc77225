import unittest
from datetime import date

from tallybook import Chart, Journal, Kind, Money, Posting, UnbalancedEntry


def eur(text):
    return Money.parse(text, "EUR")


def small_chart():
    chart = Chart()
    chart.add("assets", "Assets", Kind.ASSET)
    chart.add("assets:bank", "Bank", Kind.ASSET)
    chart.add("assets:cash", "Cash", Kind.ASSET)
    chart.add("expenses:food", "Food", Kind.EXPENSE)
    chart.add("income:salary", "Salary", Kind.INCOME)
    return chart


class ChartTest(unittest.TestCase):
    def test_subtree_is_ordered(self):
        codes = [account.code for account in small_chart().subtree("assets")]
        self.assertEqual(codes, ["assets", "assets:bank", "assets:cash"])

    def test_account_codes_are_unique(self):
        chart = small_chart()
        with self.assertRaises(ValueError):
            chart.add("assets", "Again", Kind.ASSET)

    def test_contains_and_length(self):
        chart = small_chart()
        self.assertIn("assets:bank", chart)
        self.assertNotIn("assets:gold", chart)
        self.assertEqual(len(chart), 5)

    def test_normal_side(self):
        self.assertTrue(Kind.EXPENSE.is_debit_normal)
        self.assertFalse(Kind.INCOME.is_debit_normal)


class JournalTest(unittest.TestCase):
    def setUp(self):
        self.journal = Journal(small_chart())

    def salary(self, on, amount="2000.00", **options):
        return self.journal.post(
            on,
            "Salary",
            [Posting("assets:bank", eur(amount)), Posting("income:salary", -eur(amount))],
            **options
        )

    def test_balance_follows_postings(self):
        self.salary(date(2023, 1, 31))
        self.assertEqual(self.journal.balance("assets:bank", "EUR"), eur("2000.00"))
        self.assertEqual(self.journal.balance("income:salary", "EUR"), eur("-2000.00"))

    def test_unbalanced_entry_is_refused(self):
        with self.assertRaises(UnbalancedEntry) as caught:
            self.journal.post(
                date(2023, 1, 31),
                "Oops",
                [Posting("assets:bank", eur("10.00")), Posting("income:salary", eur("-9.00"))],
            )
        self.assertIn("1.00 EUR", str(caught.exception))
        self.assertEqual(self.journal.entries, [])

    def test_empty_entry_is_refused(self):
        with self.assertRaises(UnbalancedEntry):
            self.journal.post(date(2023, 1, 31), "Nothing", [])

    def test_entries_are_numbered(self):
        numbers = [self.salary(date(2023, month, 28)).number for month in (1, 2, 3)]
        self.assertEqual(numbers, [1, 2, 3])

    def test_subtotal_includes_accounts_below(self):
        self.salary(date(2023, 1, 31))
        self.journal.post(
            date(2023, 2, 1),
            "Cash machine",
            [Posting("assets:cash", eur("50.00")), Posting("assets:bank", eur("-50.00"))],
        )
        self.assertEqual(self.journal.subtotal("assets", "EUR"), eur("2000.00"))

    def test_trial_balance_adds_up_to_zero(self):
        self.salary(date(2023, 1, 31))
        rows = self.journal.trial_balance("EUR")
        self.assertEqual([account.code for account, _ in rows], ["assets:bank", "income:salary"])
        self.assertEqual(sum(money.minor for _, money in rows), 0)

    def test_balance_as_of_an_earlier_day(self):
        self.salary(date(2023, 1, 31))
        self.salary(date(2023, 2, 28))
        self.assertEqual(self.journal.balance("assets:bank", "EUR", as_of=date(2023, 2, 10)), eur("2000.00"))

    def test_tagged(self):
        first = self.salary(date(2023, 1, 31), tags=["fixed"])
        self.salary(date(2023, 2, 28), tags=["bonus"])
        self.assertEqual(self.journal.tagged("fixed"), [first])
