"""`python3 -m unittest test_scenes` in this folder; train.test.ts runs it with the others."""

import unittest

import numpy as np

from crop import face_cells
from scenes import KEPT_SIZE, cut_part


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


if __name__ == "__main__":
    unittest.main()
