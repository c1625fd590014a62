"""What coarser weights cost: scores the pictures that the nets of a cross-validation were kept from once more, with rounded weights.

`python3 training/train/rounded.py --data DIR --records FILE --runs RUNS --to int8 --out OTHER`, then `npm run pad:loso` on
OTHER. FILE is the data folder's `records-*.jsonl` in `.cache/pad`; RUNS what `npm run pad:train -- --leave-out RUNS` wrote.
"""

import argparse
import glob
import json
import os
import shutil

import torch

from net import LivenessNet
from records import read_records
from train import score, write_scores


def to_float16(weights):
    return weights.half().float()


def to_int8(weights):
    """Whole numbers from -127 to 127 with a factor for each output (the first axis), as usual for weights alone."""
    flat = weights.reshape(len(weights), -1)
    step = flat.abs().amax(dim=1, keepdim=True).clamp(min=1e-12) / 127
    return (torch.round(flat / step) * step).reshape(weights.shape)


#: To what weights may be rounded. The first leaves them: reference.
ROUNDINGS = {"float32": lambda weights: weights, "float16": to_float16, "int8": to_int8}


def round_net(net, rounding):
    """In place, with the batch norm folded in first as export.py does. Biases are few: they stay."""
    with torch.no_grad():
        for unit in net.modules():
            if hasattr(unit, "folded"):
                kernel, bias = unit.folded()
                conv, norm = unit[0], unit[1]
                conv.weight.copy_(rounding(kernel))
                norm.weight.copy_(torch.sqrt(norm.running_var + norm.eps))
                norm.bias.copy_(bias)
                norm.running_mean.zero_()
        for head in net.heads.values():
            head.classifier.weight.copy_(rounding(head.classifier.weight))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--records", required=True)
    parser.add_argument("--runs", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--to", choices=tuple(ROUNDINGS), required=True)
    args = parser.parse_args()
    torch.set_num_threads(1)
    by_path = {row["path"]: row for row in read_records(args.data, args.records)}
    os.makedirs(args.out, exist_ok=True)
    shutil.copy(os.path.join(args.runs, "run.json"), args.out)
    for file in sorted(glob.glob(os.path.join(args.runs, "seed-*", "*", "*.pt"))):
        saved = torch.load(file)
        net = LivenessNet(saved["heads"])
        net.load_state_dict(saved["state"])
        round_net(net.eval(), ROUNDINGS[args.to])
        with open(file.replace(".pt", ".scores.jsonl")) as lines:
            records = [by_path[json.loads(line)["path"]] for line in lines]
        out = os.path.join(args.out, os.path.relpath(os.path.dirname(file), args.runs))
        os.makedirs(out, exist_ok=True)
        name = os.path.splitext(os.path.basename(file))[0]
        write_scores(os.path.join(out, f"{name}.scores.jsonl"), records, score(net, records, saved["spec"]), saved["heads"])


if __name__ == "__main__":
    main()
