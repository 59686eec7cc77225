import unittest

from cadence.errors import CronError
from cadence.fields import DAY_OF_WEEK, HOUR, MINUTE, MONTH, parse_field


class ParseFieldTest(unittest.TestCase):
    def test_star(self):
        self.assertEqual(tuple(parse_field("*", HOUR)), tuple(range(24)))

    def test_list_is_sorted_and_unique(self):
        self.assertEqual(tuple(parse_field("30,0,30", MINUTE)), (0, 30))

    def test_range(self):
        self.assertEqual(tuple(parse_field("9-12", HOUR)), (9, 10, 11, 12))

    def test_step(self):
        self.assertEqual(tuple(parse_field("*/15", MINUTE)), (0, 15, 30, 45))

    def test_range_with_step(self):
        self.assertEqual(tuple(parse_field("8-18/5", HOUR)), (8, 13, 18))

    def test_names(self):
        self.assertEqual(tuple(parse_field("Mon-Fri", DAY_OF_WEEK)), (1, 2, 3, 4, 5))
        self.assertEqual(tuple(parse_field("jan,DEC", MONTH)), (1, 12))

    def test_out_of_range(self):
        with self.assertRaises(CronError) as caught:
            parse_field("60", MINUTE)
        self.assertIn("minute", str(caught.exception))

    def test_backwards(self):
        with self.assertRaises(CronError):
            parse_field("12-9", HOUR)

    def test_bad_steps(self):
        for text in ("*/0", "*/", "*/x"):
            with self.assertRaises(CronError):
                parse_field(text, MINUTE)
