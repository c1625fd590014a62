"""How much of a crop the picture has: `python3 -m unittest test_crop` in this folder."""

import unittest

from crop import share_inside

FRAME = (480, 640, 3)


class ShareInside(unittest.TestCase):
    def test_all_of_it(self):
        self.assertEqual(share_inside(FRAME, (320, 240, 20, 0), extent=6, drop=0.2), 1)

    def test_half_across(self):
        self.assertAlmostEqual(share_inside(FRAME, (0, 240, 20, 0), extent=6, drop=0), 0.5)

    def test_the_drop_is_towards_the_chin(self):
        # Rows 10 to 90 of 80 that there are.
        self.assertAlmostEqual(share_inside((80, 640), (320, 40, 20, 0), extent=4, drop=0.5), 70 / 80)

    def test_a_head_alone(self):
        self.assertAlmostEqual(share_inside((256, 256), (128, 128, 96, 0), extent=6, drop=0), (256 / 576) ** 2)

    def test_none_of_it(self):
        self.assertEqual(share_inside(FRAME, (-500, 240, 20, 0), extent=6, drop=0), 0)


if __name__ == "__main__":
    unittest.main()
