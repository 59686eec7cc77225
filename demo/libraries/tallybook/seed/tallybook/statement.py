"""Bank statements: reading the CSV file, and pairing its lines with a journal."""

import csv
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .errors import StatementError
from .money import Money

_COLUMNS = ("date", "text", "amount")


@dataclass(frozen=True)
class StatementLine:
    line: int
    date: date
    text: str
    money: Money


def parse_statement(text, code):
    """Reads a CSV text with the columns date (ISO), text and amount, in any order; others are ignored."""
    reader = csv.reader(text.splitlines())
    header = [name.strip().lower() for name in next(reader, [])]
    missing = [name for name in _COLUMNS if name not in header]
    if missing:
        raise StatementError("missing columns: {}".format(", ".join(missing)))
    lines = []
    for row in reader:
        if not row:
            continue
        cells = dict(zip(header, row))
        try:
            on = datetime.strptime(cells["date"].strip(), "%Y-%m-%d").date()
            money = Money.parse(cells["amount"], code)
        except (KeyError, ValueError) as error:
            raise StatementError("line {}: {}".format(reader.line_num, error)) from error
        lines.append(StatementLine(reader.line_num, on, cells["text"].strip(), money))
    return lines


def match(lines, journal, account, days=3):
    """Pairs statement lines with entries of the same amount at most `days` apart, the nearest date first.

    Returns (pairs, unmatched lines); an entry is used at most once.
    """
    used = set()
    pairs = []
    unmatched = []
    for line in lines:
        candidates = [
            (abs(entry.date - line.date), entry.number, entry)
            for entry in journal.entries
            if entry.number not in used
            and abs(entry.date - line.date) <= timedelta(days=days)
            and any(p.account == account and p.money == line.money for p in entry.postings)
        ]
        if candidates:
            entry = min(candidates, key=lambda candidate: candidate[:2])[2]
            used.add(entry.number)
            pairs.append((line, entry))
        else:
            unmatched.append(line)
    return pairs, unmatched
