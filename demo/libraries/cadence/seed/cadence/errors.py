"""The errors of this package."""


class CadenceError(Exception):
    """Base class."""


class CronError(CadenceError, ValueError):
    """A cron expression that cannot be read; names the field."""


class NoNextRun(CadenceError):
    """A schedule that has no moment left."""


class CalendarError(CadenceError, ValueError):
    """A calendar that does not exist or has bad dates."""


class DuplicateJob(CadenceError):
    """A job name that is taken."""
