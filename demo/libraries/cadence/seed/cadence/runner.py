"""Runs jobs when they are due."""

import heapq
import threading
from datetime import datetime

from .errors import DuplicateJob


class Job:
    def __init__(self, name, schedule, action, due):
        self.name = name
        self.schedule = schedule
        self.action = action
        self.due = due
        self.runs = 0
        self.is_cancelled = False

    def __repr__(self):
        return "Job({!r}, due={})".format(self.name, self.due)


class Runner:
    """Keeps jobs ordered by the moment they are due. It does not sleep: call run_pending as often as you like."""

    def __init__(self, clock=datetime.now):
        self._clock = clock
        self._lock = threading.Lock()
        self._jobs = {}
        self._heap = []

    def add(self, name, schedule, action):
        with self._lock:
            if name in self._jobs:
                raise DuplicateJob("a job named {!r} exists".format(name))
            job = Job(name, schedule, action, schedule.next(self._clock()))
            self._jobs[name] = job
            heapq.heappush(self._heap, (job.due, job))
            return job

    def cancel(self, name):
        """True if there was such a job. It does not run again."""
        with self._lock:
            job = self._jobs.pop(name, None)
            if job is None:
                return False
            job.is_cancelled = True
            return True

    def next_due(self):
        """The moment of the next job, or None."""
        with self._lock:
            return min((job.due for job in self._jobs.values()), default=None)

    def run_pending(self):
        """Runs every job that is due, once, the longest overdue first. Returns their names."""
        now = self._clock()
        ran = []
        with self._lock:
            while self._heap and self._heap[0][0] <= now:
                _, job = heapq.heappop(self._heap)
                if job.is_cancelled:
                    continue
                job.action()
                job.runs += 1
                ran.append(job.name)
                job.due = job.schedule.next(now)
                heapq.heappush(self._heap, (job.due, job))
        return ran
