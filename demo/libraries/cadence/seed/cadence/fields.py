"""The five fields of a cron expression."""

from dataclasses import dataclass
from typing import Tuple

from .errors import CronError


@dataclass(frozen=True)
class Spec:
    name: str
    low: int
    high: int
    names: Tuple[str, ...] = ()


MINUTE = Spec("minute", 0, 59)
HOUR = Spec("hour", 0, 23)
DAY_OF_MONTH = Spec("day of month", 1, 31)
MONTH = Spec(
    "month",
    1,
    12,
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
)
DAY_OF_WEEK = Spec("day of week", 0, 6, ("sun", "mon", "tue", "wed", "thu", "fri", "sat"))


def parse_field(text, spec):
    """The values a field selects, ascending. Lists, ranges, steps and names: '1-5', '*/15', 'mon-fri', '0,30'."""
    values = set()
    for part in text.lower().split(","):
        span, slash, step = part.partition("/")
        low, high = _span(span, spec)
        values.update(range(low, high + 1, _step(step, spec) if slash else 1))
    return tuple(sorted(values))


def _span(text, spec):
    if text == "*":
        return spec.low, spec.high
    first, dash, last = text.partition("-")
    low = _value(first, spec)
    high = _value(last, spec) if dash else low
    if high < low:
        raise CronError("{}: range runs backwards: {}".format(spec.name, text))
    return low, high


def _step(text, spec):
    if not text.isdigit() or int(text) == 0:
        raise CronError("{}: bad step: {!r}".format(spec.name, text))
    return int(text)


def _value(text, spec):
    if text in spec.names:
        return spec.low + spec.names.index(text)
    if not text.isdigit():
        raise CronError("{}: not a value: {!r}".format(spec.name, text))
    value = int(text)
    if not spec.low <= value <= spec.high:
        raise CronError("{}: {} is not within {}-{}".format(spec.name, value, spec.low, spec.high))
    return value
