import unittest
from datetime import datetime, timezone

from cadence import CronError, CronSchedule


class CronScheduleTest(unittest.TestCase):
    def test_later_the_same_day(self):
        self.assertEqual(
            CronSchedule("30 8 * * *").next(datetime(2023, 9, 1, 6, 0)), datetime(2023, 9, 1, 8, 30)
        )

    def test_strictly_after(self):
        self.assertEqual(
            CronSchedule("30 8 * * *").next(datetime(2023, 9, 1, 8, 30)), datetime(2023, 9, 2, 8, 30)
        )

    def test_seconds_are_rounded_up(self):
        self.assertEqual(
            CronSchedule("* * * * *").next(datetime(2023, 9, 1, 8, 30, 59)), datetime(2023, 9, 1, 8, 31)
        )

    def test_weekdays(self):
        self.assertEqual(
            CronSchedule("0 9 * * mon-fri").next(datetime(2023, 9, 1, 12, 0)), datetime(2023, 9, 4, 9, 0)
        )

    def test_month_and_year_turn(self):
        self.assertEqual(
            CronSchedule("0 0 1 jan *").next(datetime(2023, 9, 1)), datetime(2024, 1, 1)
        )

    def test_alias(self):
        self.assertEqual(CronSchedule("@Hourly").next(datetime(2023, 9, 1, 12, 5)), datetime(2023, 9, 1, 13, 0))

    def test_upcoming(self):
        self.assertEqual(
            CronSchedule("0 */12 * * *").upcoming(datetime(2023, 9, 1, 1, 0), 3),
            [datetime(2023, 9, 1, 12, 0), datetime(2023, 9, 2, 0, 0), datetime(2023, 9, 2, 12, 0)],
        )

    def test_matches(self):
        schedule = CronSchedule("0 9 * * mon")
        self.assertTrue(schedule.matches(datetime(2023, 9, 4, 9, 0)))
        self.assertFalse(schedule.matches(datetime(2023, 9, 5, 9, 0)))

    def test_aware_in_aware_out(self):
        after = datetime(2023, 9, 1, 6, 0, tzinfo=timezone.utc)
        self.assertEqual(CronSchedule("@daily").next(after), datetime(2023, 9, 2, tzinfo=timezone.utc))

    def test_number_of_fields(self):
        with self.assertRaises(CronError):
            CronSchedule("* * * *")
