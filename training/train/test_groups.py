"""What group-robust weights promise: `python3 -m unittest test_groups` in this folder."""

import unittest

import torch

from groups import BOUNDS, SourceWeights

SOURCES = ["hard", "easy", "hard", "easy"]
LOSSES = torch.tensor([2.0, 0.1, 2.0, 0.1])


class Groups(unittest.TestCase):
    def test_all_count_alike_while_their_losses_are_alike(self):
        weights = SourceWeights(SOURCES).weigh(torch.ones(4), SOURCES)
        self.assertTrue(torch.allclose(weights, torch.ones(4), atol=1e-5))

    def test_a_hard_source_counts_more_and_an_easy_one_less(self):
        groups = SourceWeights(SOURCES)
        for _ in range(5):
            weights = groups.weigh(LOSSES, SOURCES)
        self.assertGreater(weights[0].item(), 1.1)
        self.assertLess(weights[1].item(), 0.9)
        self.assertEqual(weights[0].item(), weights[2].item())

    def test_none_counts_for_nothing_or_for_all(self):
        names = [*"abcdefgh", "hard"]
        groups = SourceWeights(names)
        for _ in range(500):
            weights = groups.weigh(torch.tensor([0.01] * 8 + [3.0]), names)
        self.assertAlmostEqual(weights.min().item(), BOUNDS[0], places=5)
        self.assertAlmostEqual(weights.max().item(), BOUNDS[1], places=5)

    def test_weights_are_no_way_for_gradients(self):
        losses = torch.ones(4, requires_grad=True)
        self.assertFalse(SourceWeights(SOURCES).weigh(losses, SOURCES).requires_grad)


if __name__ == "__main__":
    unittest.main()
