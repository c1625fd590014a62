"""`python3 -m unittest test_scenes` in this folder; train.test.ts runs it with the others."""

import unittest

import numpy as np

from crop import face_cells
from scenes import BARS_LUMA, KEPT_SIZE, add_bars, cut_part


class CutPart(unittest.TestCase):
    def test_the_face_is_at_the_sides_that_are_returned(self):
        frame = np.zeros((KEPT_SIZE, KEPT_SIZE, 3), np.uint8)
        frame[40:88, 32:80] = 255
        rng = np.random.default_rng(1)
        moved = set()
        for _ in range(40):
            part, sides = cut_part(frame, (32 / KEPT_SIZE, 40 / KEPT_SIZE, 80 / KEPT_SIZE, 88 / KEPT_SIZE), rng)
            self.assertEqual(part.shape, frame.shape)
            left, top, right, bottom = (side * KEPT_SIZE for side in sides)
            rows, columns = np.nonzero(part[:, :, 0] > 127)
            for found, said in zip((columns.min(), rows.min(), columns.max() + 1, rows.max() + 1), (left, top, right, bottom)):
                self.assertAlmostEqual(found, said, delta=1.5)
            moved.add(round(left))
        self.assertGreater(len(moved), 10)

    def test_a_face_that_leaves_the_frame_is_kept_too(self):
        frame = np.zeros((KEPT_SIZE, KEPT_SIZE, 3), np.uint8)
        part, sides = cut_part(frame, (-0.2, -0.1, 1.1, 1.3), np.random.default_rng(2))
        self.assertEqual(part.shape, frame.shape)
        self.assertTrue((face_cells([sides], 6) > 0.999).all())


class AddBars(unittest.TestCase):
    def test_the_whole_frame_and_its_face_are_between_the_bars(self):
        frame = np.full((KEPT_SIZE, KEPT_SIZE, 3), 100, np.uint8)
        frame[40:88, 32:80] = 255
        rng = np.random.default_rng(3)
        shapes = set()
        for _ in range(40):
            barred, sides = add_bars(frame, (32 / KEPT_SIZE, 40 / KEPT_SIZE, 80 / KEPT_SIZE, 88 / KEPT_SIZE), rng)
            self.assertEqual(barred.shape, frame.shape)
            rows, columns = np.nonzero(barred[:, :, 0] > 200)
            said = [side * KEPT_SIZE for side in sides]
            for found, side in zip((columns.min(), rows.min(), columns.max() + 1, rows.max() + 1), said):
                self.assertAlmostEqual(found, side, delta=2)
            inside = barred[:, :, 0] >= BARS_LUMA
            rows, columns = inside.any(1), inside.any(0)
            # All of one dimension is kept; in the other the bars take at least a tenth.
            self.assertEqual(max(rows.mean(), columns.mean()), 1)
            self.assertLess(min(rows.mean(), columns.mean()), 0.91)
            self.assertTrue(inside[np.ix_(rows, columns)].all())
            shapes.add((rows.sum(), columns.sum()))
        self.assertGreater(len(shapes), 10)


if __name__ == "__main__":
    unittest.main()
