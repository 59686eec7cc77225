import unittest
from datetime import date, datetime

from cadence import BusinessDays, Calendar, CalendarError, CronSchedule, load_calendar
from cadence.check import problems


class CalendarTest(unittest.TestCase):
    def setUp(self):
        self.calendar = load_calendar("harbour")

    def test_open_and_closed(self):
        self.assertTrue(self.calendar.is_open(date(2023, 10, 2)))
        self.assertFalse(self.calendar.is_open(date(2023, 10, 3)))
        self.assertFalse(self.calendar.is_open(date(2023, 10, 7)))

    def test_open_day_stays(self):
        self.assertEqual(self.calendar.roll(date(2023, 10, 2)), date(2023, 10, 2))

    def test_following(self):
        self.assertEqual(self.calendar.roll(date(2023, 12, 23)), date(2023, 12, 27))

    def test_preceding(self):
        self.assertEqual(self.calendar.roll(date(2023, 12, 26), "preceding"), date(2023, 12, 22))

    def test_modified_within_the_month(self):
        self.assertEqual(self.calendar.roll(date(2023, 10, 3), "modified"), date(2023, 10, 4))

    def test_unknown_rule(self):
        with self.assertRaises(ValueError):
            self.calendar.roll(date(2023, 10, 3), "nearest")

    def test_add_open_days(self):
        self.assertEqual(self.calendar.add(date(2023, 12, 22), 2), date(2023, 12, 28))
        self.assertEqual(self.calendar.add(date(2023, 12, 27), -1), date(2023, 12, 22))

    def test_unknown_calendar(self):
        with self.assertRaises(CalendarError):
            load_calendar("lunar")

    def test_week_without_an_open_day(self):
        with self.assertRaises(CalendarError):
            Calendar("never", [], weekend=range(7))


class BusinessDaysTest(unittest.TestCase):
    def test_moved_to_the_next_open_day(self):
        schedule = BusinessDays(CronSchedule("0 7 25 * *"), load_calendar("harbour"))
        self.assertEqual(schedule.next(datetime(2023, 12, 1)), datetime(2023, 12, 27, 7, 0))


class CheckTest(unittest.TestCase):
    def test_good_data(self):
        self.assertEqual(problems({"a": {"closed": ["2023-01-01", "2023-01-02"]}}), [])

    def test_bad_date(self):
        self.assertEqual(problems({"a": {"closed": ["2023-02-30"]}}), ["a: 2023-02-30 is not a date"])

    def test_order(self):
        self.assertEqual(problems({"a": {"closed": ["2023-01-02", "2023-01-01"]}}), ["a: dates are not ascending"])
