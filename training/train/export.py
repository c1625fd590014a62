"""Writes trained branches as one topology (JSON) and one binary of 8-bit weights for src/vision/runtime.

Layers are in the order of execution. The binary holds kernel and bias of each in that order, without gaps: a kernel as one
half-precision factor for each output, then 8-bit whole numbers; a bias in half precision. Little-endian.
"""

import argparse
import json
import os

import numpy as np
import torch

from batches import MEAN, STD
from crop import face_cells, face_sides
from net import LivenessNet

#: Seeds of the synthetic pictures whose answers the browser must reproduce before it judges a person.
KNOWN_ANSWERS = (1, 2, 3)


#: Kernels with at least this many weights hold most of the bytes. Rounded to fewer values they compress better, and scores change
#: as little (by 0.004 on average); small kernels, above all depthwise ones, lose too much.
LARGE = 12_000
LARGEST_NUMBER = {"small": 127, "large": 40}


def round_kernel(kernel):
    """kernel: outputs x ... Returns half-precision factors (outputs x 1) and whole numbers in the shape of the kernel."""
    flat = kernel.reshape(len(kernel), -1)
    largest = LARGEST_NUMBER["small" if kernel.numel() < LARGE else "large"]
    # At least the smallest normal number of half precision: the weights of some outputs are all 0.
    factors = (flat.abs().amax(dim=1, keepdim=True) / largest).clamp(min=2**-14).half()
    return factors, torch.round(flat / factors.float()).clamp(-largest, largest).reshape(kernel.shape)


def layers_of(net):
    """(unit, index of the layer whose output is added) of every convolution, in the order of execution."""
    layers = [(net.stem, None)]
    for block in net.blocks:
        before = len(layers) - 1
        *inner, last = block.units
        layers += [(unit, None) for unit in inner]
        layers.append((last, before if block.residual else None))
    return [*layers, (net.features, None)]


class Exporter:
    """Writes a net and rounds it in place, so that its answers are those of the weights that ship."""

    def __init__(self):
        self.layers, self.data = [], b""

    def kernel(self, kernel, order):
        """order: the axes (PyTorch's OIHW) in the order of the file, outputs last. Returns the kernel as rounded in the file."""
        factors, numbers = round_kernel(kernel)
        self.data += factors.numpy().astype("<f2").tobytes()
        self.data += np.ascontiguousarray(numbers.permute(*order).numpy()).astype("i1").tobytes()
        return (numbers.reshape(len(kernel), -1) * factors.float()).reshape(kernel.shape)

    def bias(self, bias):
        self.data += bias.numpy().astype("<f2").tobytes()
        return bias.half().float()

    def unit(self, unit, add):
        kernel, bias = unit.folded()
        shape = [*kernel.shape[2:], kernel.shape[0] if unit.depthwise else kernel.shape[1], 1 if unit.depthwise else kernel.shape[0]]
        layer = {
            "op": "depthwise" if unit.depthwise else "conv",
            "shape": shape,
            "stride": unit.stride,
            "pad": "same",
            "activation": unit.activation,
        }
        self.layers.append(layer if add is None else {**layer, "add": add})
        unit.conv.weight.copy_(self.kernel(kernel, (2, 3, 0, 1) if unit.depthwise else (2, 3, 1, 0)))
        unit.norm.weight.copy_(torch.sqrt(unit.norm.running_var + unit.norm.eps))
        unit.norm.bias.copy_(self.bias(bias))
        unit.norm.running_mean.zero_()

    def net(self, net):
        *trunk, (features, _) = layers_of(net)
        for unit, add in trunk:
            self.unit(unit, add)
        if net.whole:
            self.layers += [{"op": "face"}, {"op": "concat", "x": len(trunk) - 1, "add": len(trunk)}]
        self.unit(features, None)
        last = len(self.layers) - 1
        self.layers.append({"op": "mean"})
        if net.whole:
            self.layers += [{"op": "mean", "x": last, "over": "face"}, {"op": "concat", "x": last + 1, "add": last + 2}]
        # With one output, each input has a factor, which is one for each weight.
        weight = net.classifier.weight
        self.layers.append({"op": "dense", "shape": [weight.shape[1], 1], "activation": "linear"})
        weight.copy_(self.kernel(weight.t(), (0, 1)).t())
        net.classifier.bias.copy_(self.bias(net.classifier.bias))


def synthetic(size, seed):
    """The picture of src/vision/runtime/self-test.ts: whole numbers only, so that every machine draws the same."""
    row, column, channel = np.meshgrid(np.arange(size), np.arange(size), np.arange(3), indexing="ij")
    return (((column * (2 + seed) + row * (3 + 2 * seed) + channel * 11) % 64) / 63).astype(np.float32)


def synthetic_inputs(spec, seed):
    """The net's inputs for the synthetic picture; the face is that of src/vision/runtime/self-test.ts."""
    picture = torch.from_numpy(synthetic(spec["size"], seed)).permute(2, 0, 1)[None]
    x = (picture - MEAN) / STD
    if "cells" not in spec:
        return (x,)
    sides = face_sides((45, 55, 20), np.empty((100, 100)))
    return x, torch.from_numpy(face_cells([sides], spec["cells"]))


def load_net(path):
    """Loads a branch that train.py saved. Returns the net and the spec of its crop."""
    saved = torch.load(path)
    net = LivenessNet(whole="cells" in saved["spec"])
    net.load_state_dict(saved["state"])
    return net.eval(), saved["spec"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--branches", required=True, help="NAME.pt as written by train.py (comma)")
    parser.add_argument("--weights", required=True, help="of each branch's logit in the score (comma)")
    parser.add_argument("--calibration", default="", help="SCALE,BIAS of the joined logit; none leaves it as it is")
    parser.add_argument("--out", required=True, help="path without extension")
    args = parser.parse_args()
    topology = {"format": 1, "dtype": "int8", "branches": []}
    data, nets = b"", []
    with torch.no_grad():
        for path, weight in zip(args.branches.split(","), map(float, args.weights.split(","))):
            net, spec = load_net(path)
            exporter = Exporter()
            exporter.net(net)
            data += exporter.data
            nets.append((net, spec))
            name = os.path.splitext(os.path.basename(path))[0]
            branch = {"name": name, "weight": weight, "crop": spec, "mean": MEAN, "std": STD, "layers": exporter.layers}
            topology["branches"].append(branch)
        answers = []
        for seed in KNOWN_ANSWERS:
            logits = [round(net(*synthetic_inputs(spec, seed)).item(), 5) for net, spec in nets]
            answers.append({"seed": seed, "logits": logits})
    if args.calibration:
        topology["calibration"] = dict(zip(("scale", "bias"), map(float, args.calibration.split(","))))
    topology["knownAnswers"] = answers
    with open(args.out + ".bin", "wb") as file:
        file.write(data)
    with open(args.out + ".json", "w") as file:
        json.dump(topology, file, separators=(",", ":"))
        file.write("\n")
    print(f"{len(data)} bytes of weights, {len(topology['branches'])} branches, answers {answers}")


if __name__ == "__main__":
    main()
