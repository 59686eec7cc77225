import unittest
from datetime import date

from tallybook import Chart, Journal, Kind, Money, Posting, StatementError, match, parse_statement

STATEMENT = """date,text,amount,balance
2023-03-01,Rent March,-750.00,1250.00
2023-03-02,"Miller, Bakery",-4.20,1245.80

2023-03-31,Salary,2000.00,3245.80
"""


class ParseStatementTest(unittest.TestCase):
    def test_reads_lines(self):
        lines = parse_statement(STATEMENT, "EUR")
        self.assertEqual([line.money.minor for line in lines], [-75000, -420, 200000])
        self.assertEqual(lines[0].date, date(2023, 3, 1))
        self.assertEqual(lines[1].text, "Miller, Bakery")

    def test_keeps_line_numbers(self):
        self.assertEqual([line.line for line in parse_statement(STATEMENT, "EUR")], [2, 3, 5])

    def test_columns_in_any_order(self):
        lines = parse_statement("Amount,Date,Text\n1.00,2023-03-01,x\n", "EUR")
        self.assertEqual(lines[0].money, Money(100, "EUR"))

    def test_missing_column(self):
        with self.assertRaises(StatementError) as caught:
            parse_statement("date,amount\n", "EUR")
        self.assertIn("text", str(caught.exception))

    def test_bad_line_is_named(self):
        with self.assertRaises(StatementError) as caught:
            parse_statement("date,text,amount\n2023-03-01,ok,1.00\n2023-13-01,bad,1.00\n", "EUR")
        self.assertTrue(str(caught.exception).startswith("line 3"))

    def test_empty_text(self):
        with self.assertRaises(StatementError):
            parse_statement("", "EUR")


class MatchTest(unittest.TestCase):
    def setUp(self):
        chart = Chart()
        chart.add("bank", "Bank", Kind.ASSET)
        chart.add("rent", "Rent", Kind.EXPENSE)
        self.journal = Journal(chart)

    def rent(self, on):
        amount = Money(75000, "EUR")
        return self.journal.post(on, "Rent", [Posting("rent", amount), Posting("bank", -amount)])

    def test_nearest_date_wins(self):
        self.rent(date(2023, 2, 26))
        near = self.rent(date(2023, 3, 2))
        pairs, unmatched = match(parse_statement(STATEMENT, "EUR"), self.journal, "bank")
        self.assertEqual([(line.line, entry) for line, entry in pairs], [(2, near)])
        self.assertEqual([line.line for line in unmatched], [3, 5])

    def test_too_far_apart(self):
        self.rent(date(2023, 2, 20))
        pairs, _ = match(parse_statement(STATEMENT, "EUR"), self.journal, "bank")
        self.assertEqual(pairs, [])
