"""What rounding weights may change: `python3 -m unittest test_rounded` in this folder."""

import copy
import unittest

import torch

from net import ConvUnit, LivenessNet
from rounded import ROUNDINGS, round_net, to_int8


def used_net():
    """With batch norms that have seen pictures, as a trained net's."""
    torch.manual_seed(1)
    net = LivenessNet(["frames", "made"])
    with torch.no_grad():
        for _ in range(5):
            net(torch.randn(8, 3, 96, 96))
    return net.eval()


def change(net, name):
    other = copy.deepcopy(net)
    round_net(other, ROUNDINGS[name])
    x = torch.randn(4, 3, 96, 96, generator=torch.Generator().manual_seed(2))
    with torch.no_grad():
        before, after = net(x), other(x)
    return max((before[head] - after[head]).abs().max().item() for head in before)


class Rounded(unittest.TestCase):
    def test_folding_alone_changes_nothing(self):
        self.assertLess(change(used_net(), "float32"), 1e-4)

    def test_fewer_bits_change_more(self):
        net = used_net()
        self.assertGreater(change(net, "float16"), 0)
        self.assertGreater(change(net, "int8"), change(net, "float16"))

    def test_whole_numbers_with_a_factor_for_each_output(self):
        kernel = torch.randn(3, 4, 3, 3) * torch.tensor([0.01, 1.0, 100.0]).reshape(3, 1, 1, 1)
        rounded = to_int8(kernel)
        for output, before in zip(rounded, kernel):
            step = before.abs().max() / 127
            self.assertLess((output / step - torch.round(output / step)).abs().max().item(), 1e-3)
            self.assertLess((output - before).abs().max().item(), step.item() / 2 * 1.001)

    def test_every_convolution_is_rounded(self):
        net = used_net()
        round_net(net, torch.zeros_like)
        units = [unit for unit in net.modules() if isinstance(unit, ConvUnit)]
        self.assertGreater(len(units), 20)
        self.assertTrue(all((unit.folded()[0] == 0).all() for unit in units))


if __name__ == "__main__":
    unittest.main()
