import unittest
from datetime import datetime, timedelta

from cadence import DuplicateJob, Every, Runner

START = datetime(2023, 9, 1, 8, 0)


class RunnerTest(unittest.TestCase):
    def setUp(self):
        self.now = START
        self.calls = []
        self.runner = Runner(clock=lambda: self.now)

    def add(self, name, **step):
        return self.runner.add(name, Every(START, **step), lambda: self.calls.append(name))

    def after(self, **delta):
        self.now = START + timedelta(**delta)
        return self.runner.run_pending()

    def test_nothing_is_due(self):
        self.add("a", minutes=10)
        self.assertEqual(self.after(minutes=9), [])
        self.assertEqual(self.calls, [])

    def test_runs_what_is_due(self):
        job = self.add("a", minutes=10)
        self.assertEqual(self.after(minutes=10), ["a"])
        self.assertEqual(self.calls, ["a"])
        self.assertEqual(job.runs, 1)

    def test_longest_overdue_first(self):
        self.add("slow", minutes=30)
        self.add("fast", minutes=10)
        self.assertEqual(self.after(minutes=31), ["fast", "slow"])

    def test_runs_again(self):
        self.add("a", minutes=10)
        self.after(minutes=10)
        self.assertEqual(self.after(minutes=20), ["a"])

    def test_cancelled_jobs_do_not_run(self):
        self.add("a", minutes=10)
        self.assertTrue(self.runner.cancel("a"))
        self.assertFalse(self.runner.cancel("a"))
        self.assertEqual(self.after(minutes=10), [])

    def test_names_are_unique(self):
        self.add("a", minutes=10)
        with self.assertRaises(DuplicateJob):
            self.add("a", minutes=20)

    def test_next_due(self):
        self.assertIsNone(self.runner.next_due())
        self.add("slow", minutes=30)
        self.add("fast", minutes=10)
        self.assertEqual(self.runner.next_due(), START + timedelta(minutes=10))
