"""Checks the calendars that come with the package: python3 -m cadence.check"""

import sys
from datetime import date

from .calendars import read_data


def problems(calendars):
    """What is wrong with the data, one line each; empty if nothing is."""
    found = []
    for name, calendar in sorted(calendars.items()):
        closed = calendar.get("closed", [])
        for text in closed:
            try:
                date.fromisoformat(text)
            except ValueError:
                found.append("{}: {} is not a date".format(name, text))
        if closed != sorted(set(closed)):
            found.append("{}: dates are not ascending".format(name))
    return found


def main():
    found = problems(read_data())
    for problem in found:
        print("calendars.json: " + problem, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
