"""Writes trained branches as one topology (JSON) and one binary of half-precision weights for src/vision/runtime.

Layers are in the order of execution and the binary holds kernel and bias of each in that order, without gaps.
"""

import argparse
import json
import os

import numpy as np
import torch

from batches import MEAN, STD
from net import LivenessNet

#: Seeds of the synthetic pictures whose answers the browser must reproduce before it judges anybody.
KNOWN_ANSWERS = (1, 2, 3)


class Exporter:
    """Collects one branch. `add` names the layer whose output is added: -1 is the branch's input."""

    def __init__(self):
        self.layers, self.blobs = [], []

    def weights(self, kernel, bias):
        for tensor in (kernel, bias):
            self.blobs.append(np.ascontiguousarray(tensor.numpy()).astype("<f2"))

    def conv(self, unit, add=None):
        kernel, bias = unit.folded()
        kernel = kernel.permute(2, 3, 0, 1) if unit.depthwise else kernel.permute(2, 3, 1, 0)
        layer = {
            "op": "depthwise" if unit.depthwise else "conv",
            "shape": list(kernel.shape),
            "stride": unit.stride,
            "pad": unit.padding,
            "activation": unit.activation,
        }
        if add is not None:
            layer["add"] = add
        self.layers.append(layer)
        self.weights(kernel, bias)

    def net(self, net, shares):
        for unit in net.stem:
            self.conv(unit)
        for block in net.blocks:
            before = len(self.layers) - 1
            *inner, last = block.units()
            for unit in inner:
                self.conv(unit)
            self.conv(last, add=before if block.residual else None)
        # The heads side by side are one layer, and their shares go into the last weights.
        folded = [head.features.folded() for head in net.heads.values()]
        kernel = torch.cat([kernel for kernel, _ in folded]).permute(2, 3, 1, 0)
        shape = list(kernel.shape)
        self.layers.append({"op": "conv", "shape": shape, "stride": 1, "pad": 0, "activation": "relu6"})
        self.weights(kernel, torch.cat([bias for _, bias in folded]))
        self.layers.append({"op": "mean"})
        kernel = torch.cat([shares[name] * head.classifier.weight for name, head in net.heads.items()], dim=1).t()
        self.layers.append({"op": "dense", "shape": list(kernel.shape), "activation": "linear"})
        self.weights(kernel, sum(shares[name] * head.classifier.bias for name, head in net.heads.items()))


def synthetic(size, seed):
    """The picture of src/vision/runtime/self-test.ts: whole numbers only, so that every machine draws the same."""
    row, column, channel = np.meshgrid(np.arange(size), np.arange(size), np.arange(3), indexing="ij")
    return (((column * (2 + seed) + row * (3 + 2 * seed) + channel * 11) % 64) / 63).astype(np.float32)


def quantise(net, shares):
    """The answers must be those of the weights that ship."""
    for unit in net.modules():
        if hasattr(unit, "folded"):
            kernel, bias = unit.folded()
            conv, norm = unit[0], unit[1]
            conv.weight.copy_(kernel.half().float())
            norm.weight.copy_(torch.sqrt(norm.running_var + norm.eps))
            norm.bias.copy_(bias.half().float())
            norm.running_mean.zero_()
    for name, head in net.heads.items():
        head.classifier.weight.copy_((head.classifier.weight * shares[name]).half().float() / shares[name])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--branches", required=True, help="NAME.pt as written by train.py (comma)")
    parser.add_argument("--weights", required=True, help="of each branch's logit in the score (comma)")
    parser.add_argument("--calibration", default="", help="SCALE,BIAS of the joined logit; none leaves it as it is")
    parser.add_argument("--out", required=True, help="path without extension")
    args = parser.parse_args()
    topology = {"format": 1, "dtype": "float16", "branches": []}
    blobs, nets = [], []
    with torch.no_grad():
        for path, weight in zip(args.branches.split(","), map(float, args.weights.split(","))):
            saved = torch.load(path)
            net = LivenessNet(saved["heads"])
            net.load_state_dict(saved["state"])
            net.eval()
            exporter = Exporter()
            exporter.net(net, saved["heads"])
            blobs += exporter.blobs
            quantise(net, saved["heads"])
            nets.append((net, saved))
            name = os.path.splitext(os.path.basename(path))[0]
            branch = {"name": name, "weight": weight, "crop": saved["spec"], "mean": MEAN, "std": STD}
            branch["layers"] = exporter.layers
            topology["branches"].append(branch)
        answers = []
        for seed in KNOWN_ANSWERS:
            logits = []
            for net, saved in nets:
                picture = torch.from_numpy(synthetic(saved["spec"]["size"], seed)).permute(2, 0, 1)[None]
                heads = net((picture - MEAN) / STD)
                logits.append(round(sum(saved["heads"][name] * logit.item() for name, logit in heads.items()), 5))
            answers.append({"seed": seed, "logits": logits})
    if args.calibration:
        topology["calibration"] = dict(zip(("scale", "bias"), map(float, args.calibration.split(","))))
    topology["knownAnswers"] = answers
    data = b"".join(blob.tobytes() for blob in blobs)
    with open(args.out + ".bin", "wb") as file:
        file.write(data)
    with open(args.out + ".json", "w") as file:
        json.dump(topology, file, separators=(",", ":"))
        file.write("\n")
    print(f"{len(data)} bytes of weights, {len(topology['branches'])} branches, answers {answers}")


if __name__ == "__main__":
    main()
