"""Cron schedules."""

from datetime import datetime, timedelta

from . import fields
from .errors import CronError, NoNextRun

_ALIASES = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
    "@yearly": "0 0 1 1 *",
}


class CronSchedule:
    """'minute hour day-of-month month day-of-week', or one of @hourly, @daily, @weekly, @monthly, @yearly."""

    def __init__(self, expression):
        self.expression = expression
        parts = _ALIASES.get(expression.strip().lower(), expression).split()
        if len(parts) != 5:
            raise CronError("expected 5 fields, found {}: {!r}".format(len(parts), expression))
        self.minutes = fields.parse_field(parts[0], fields.MINUTE)
        self.hours = fields.parse_field(parts[1], fields.HOUR)
        self.days = fields.parse_field(parts[2], fields.DAY_OF_MONTH)
        self.months = fields.parse_field(parts[3], fields.MONTH)
        self.weekdays = fields.parse_field(parts[4], fields.DAY_OF_WEEK)

    def matches(self, moment):
        return moment.minute in self.minutes and moment.hour in self.hours and self._day_matches(moment)

    def next(self, after):
        """The first matching minute strictly after the moment. Raises NoNextRun if there is none."""
        earliest = after.replace(second=0, microsecond=0) + timedelta(minutes=1)
        for offset in range(366):
            day = earliest.date() + timedelta(days=offset)
            if self._day_matches(day):
                for candidate in self._moments(day, after.tzinfo):
                    if candidate >= earliest:
                        return candidate
        raise NoNextRun("{} has no run after {}".format(self.expression, after))

    def upcoming(self, after, count):
        """The next `count` moments, ascending."""
        moments = []
        while len(moments) < count:
            after = self.next(after)
            moments.append(after)
        return moments

    def _day_matches(self, day):
        weekday = day.isoweekday() % 7
        return day.month in self.months and day.day in self.days and weekday in self.weekdays

    def _moments(self, day, zone):
        for hour in self.hours:
            for minute in self.minutes:
                yield datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)

    def __repr__(self):
        return "CronSchedule({!r})".format(self.expression)
