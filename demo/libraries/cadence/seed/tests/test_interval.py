import unittest
from datetime import datetime

from cadence import Every


class EveryTest(unittest.TestCase):
    def test_before_the_anchor(self):
        anchor = datetime(2023, 9, 1)
        self.assertEqual(Every(anchor, hours=1).next(datetime(2023, 8, 1)), anchor)

    def test_one_step_after_the_anchor(self):
        anchor = datetime(2023, 9, 1)
        self.assertEqual(Every(anchor, minutes=90).next(anchor), datetime(2023, 9, 1, 1, 30))

    def test_step_is_positive(self):
        with self.assertRaises(ValueError):
            Every(datetime(2023, 9, 1), minutes=0)
