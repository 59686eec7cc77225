"""Business-day calendars."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path

from .errors import CalendarError

_DATA = Path(__file__).parent / "data" / "calendars.json"
_RULES = ("following", "preceding", "modified")


class Calendar:
    def __init__(self, name, closed, weekend=(5, 6)):
        self.name = name
        self.closed = frozenset(closed)
        self.weekend = frozenset(weekend)
        if len(self.weekend) > 6:
            raise CalendarError("{}: a week without an open day".format(name))

    def is_open(self, day):
        return day.weekday() not in self.weekend and day not in self.closed

    def roll(self, day, rule="following"):
        """The day itself if it is open, else the nearest open day that the rule allows.

        following: the next open day. preceding: the one before. modified: the next one, unless that is in another
        month; then the one before.
        """
        if rule not in _RULES:
            raise ValueError("rule must be one of {}".format(", ".join(_RULES)))
        if rule == "preceding":
            return self._walk(day, -1)
        rolled = self._walk(day, 1)
        if rule == "modified" and rolled.month != day.month:
            return rolled - timedelta(days=1)
        return rolled

    def add(self, day, count):
        """The open day that is `count` open days after the day (before it, if negative)."""
        step = 1 if count >= 0 else -1
        for _ in range(abs(count)):
            day = self._walk(day + timedelta(days=step), step)
        return day

    def _walk(self, day, step):
        while not self.is_open(day):
            day += timedelta(days=step)
        return day


class BusinessDays:
    """Another schedule, with moments on closed days moved to an open day at the same time of day."""

    def __init__(self, schedule, calendar, rule="following"):
        self.schedule = schedule
        self.calendar = calendar
        self.rule = rule

    def next(self, after):
        moment = self.schedule.next(after)
        day = self.calendar.roll(moment.date(), self.rule)
        return datetime.combine(day, moment.timetz())


def load_calendar(name):
    """One of the calendars that come with the package."""
    calendars = read_data()
    if name not in calendars:
        raise CalendarError("no calendar {!r}, only {}".format(name, ", ".join(sorted(calendars))))
    return Calendar(name, [date.fromisoformat(text) for text in calendars[name]["closed"]])


def read_data():
    return json.loads(_DATA.read_text(encoding="utf-8"))
