"""Cron expressions, intervals, business days, and a runner for jobs."""

from .calendars import BusinessDays, Calendar, load_calendar
from .cron import CronSchedule
from .errors import CadenceError, CalendarError, CronError, DuplicateJob, NoNextRun
from .interval import Every
from .runner import Job, Runner

__all__ = [
    "BusinessDays",
    "CadenceError",
    "Calendar",
    "CalendarError",
    "CronError",
    "CronSchedule",
    "DuplicateJob",
    "Every",
    "Job",
    "NoNextRun",
    "Runner",
    "load_calendar",
]
