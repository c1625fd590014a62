"""Trains one branch of the liveness net on a pool of crops and scores what it never saw.

In two stages. The first sees attacks that were made of portraits and nothing else, so that it serves every fold of a
cross-validation; the second adds frames of cameras. Without portraits there is one stage, with attacks made of frames.
Run by `npm run pad:train`, which finds Python, locates the faces and draws the pool.
"""

import argparse
import copy
import json
import math
import os
import time

import cv2
import numpy as np
import torch
from torch import nn

from batches import MEAN, STD, Pool, vary
from crop import crop_face
from groups import SourceWeights
from net import LivenessNet
from records import read_picture, read_records

#: Crops in a step for each head, and what its loss counts.
BATCHES = {"frames": 32, "made": 24}
COUNTS = {"frames": 1.0, "made": 0.7}
WEIGHT_DECAY = 0.05
WARM_UP = 60
EMA = 0.995


def train(net, pools, args, rng):
    """pools: one for each head that is to learn. Returns the running average of the weights."""
    average = copy.deepcopy(net).eval()
    groups = [
        {"params": [p for p in net.parameters() if p.ndim > 1], "weight_decay": WEIGHT_DECAY},
        {"params": [p for p in net.parameters() if p.ndim == 1], "weight_decay": 0.0},
    ]
    device = next(net.parameters()).device
    # What was made of portraits has one source, and nothing to balance.
    robust = {"frames": SourceWeights(pools["frames"].sources)} if args.balance == "robust" and "frames" in pools else {}
    optimizer = torch.optim.AdamW(groups, lr=args.rate)
    started, total = time.time(), 0.0
    for step in range(args.steps):
        for group in optimizer.param_groups:
            group["lr"] = args.rate * min(1.0, (step + 1) / WARM_UP) * 0.5 * (1 + math.cos(math.pi * step / args.steps))
        drawn = {head: pool.draw(BATCHES[head], rng) for head, pool in pools.items()}
        x = torch.cat([(vary(crops, rng) - MEAN) / STD for crops, _, _ in drawn.values()])
        # All in one batch, because its statistics are those of the trunk.
        features = net.trunk(x.contiguous(memory_format=torch.channels_last).to(device))
        loss = 0.0
        for head, part in zip(drawn, features.split([BATCHES[head] for head in drawn])):
            _, targets, sources = drawn[head]
            losses = nn.functional.binary_cross_entropy_with_logits(
                net.heads[head](part), targets.to(device), reduction="none"
            )
            if head in robust:
                losses = losses * robust[head].weigh(losses, sources).to(device)
            loss = loss + COUNTS[head] * losses.mean()
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 5.0)
        optimizer.step()
        follow(average, net, min(EMA, (1 + step) / (10 + step)))
        total += loss.item()
        if (step + 1) % 500 == 0 or step + 1 == args.steps:
            print(f"{args.name}: step {step + 1} of {args.steps}, loss {total / (step % 500 + 1):.4f}, "
                  f"{time.time() - started:.0f} s", flush=True)
            total = 0.0
    return average


def follow(average, net, decay):
    with torch.no_grad():
        for kept, value in zip(average.state_dict().values(), net.state_dict().values()):
            if value.dtype.is_floating_point:
                kept.lerp_(value, 1 - decay)
            else:
                kept.copy_(value)


def score(net, records, spec):
    """Logits of the pictures as they are, by head."""
    logits = []
    with torch.no_grad():
        for start in range(0, len(records), 128):
            crops = [crop_face(read_picture(row), row["face"], **spec) for row in records[start : start + 128]]
            x = torch.from_numpy(np.stack(crops)).permute(0, 3, 1, 2)
            heads = net((x.contiguous(memory_format=torch.channels_last) - MEAN) / STD)
            logits += [dict(zip(heads, row)) for row in zip(*(column.tolist() for column in heads.values()))]
    return logits


def write_scores(path, records, scores, shares):
    """scores: for each record its logits by head; shares: of each head in the joined logit."""
    with open(path, "w") as file:
        for row, logits in zip(records, scores):
            logit = sum(shares[name] * value for name, value in logits.items())
            logits = {name: round(value, 5) for name, value in logits.items()}
            file.write(json.dumps({"path": row["path"], "logit": round(logit, 5), "heads": logits}) + "\n")


def start(args, heads, device):
    """A new net, or one that goes on from the first stage, whose one head both start from."""
    torch.manual_seed(args.seed)
    net = LivenessNet(heads)
    if args.start:
        state = torch.load(args.start)["state"]
        copies = {key.replace(".made.", f".{name}.", 1): value for key, value in state.items() for name in heads}
        net.load_state_dict(copies)
    # Channels last: faster on a CPU.
    return net.to(device, memory_format=torch.channels_last)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--records", required=True, help="of the data folder; see records.py")
    parser.add_argument("--pool", required=True, help="as drawn by pool.py")
    parser.add_argument("--out", required=True, help="folder for NAME.pt and, after the second stage, NAME.scores.jsonl")
    parser.add_argument("--name", required=True, help="of the branch")
    parser.add_argument("--crop", required=True, help="name of its crops in the pool")
    parser.add_argument("--spec", required=True, help="crop as JSON: size, extent, drop")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--stage", choices=("portraits", "frames"), required=True)
    parser.add_argument("--start", default="", help="NAME.pt of the first stage")
    parser.add_argument("--heads", required=True, help='JSON: name ("frames", "made") to its share in the logit')
    parser.add_argument("--balance", choices=("even", "robust"), default="even", help="between sources; see groups.py")
    parser.add_argument("--hold-out", default="[]", help="JSON: sources to leave out and score; without any, split val")
    args = parser.parse_args()
    torch.set_num_threads(1)
    cv2.setNumThreads(0)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    records = read_records(args.data, args.records)

    held = set(json.loads(args.hold_out))

    def is_held(row):
        return row["source"] in held if held else row["split"] == "val"

    def draws(way):
        return Pool(args.pool, args.crop, lambda row: row["way"] == way and (way == "portrait" or not is_held(row)))

    first = args.stage == "portraits"
    heads = {"made": 1.0} if first else json.loads(args.heads)
    # Portraits show many more people than any data folder, and none of its rooms.
    ways = {"frames": "camera", "made": "portrait" if first or args.start else "made"}
    pools = {head: draws(ways[head]) for head in heads}
    net = train(start(args, heads, device), pools, args, np.random.default_rng(args.seed)).to("cpu")
    os.makedirs(args.out, exist_ok=True)
    spec = json.loads(args.spec)
    torch.save({"state": net.state_dict(), "spec": spec, "heads": heads}, os.path.join(args.out, f"{args.name}.pt"))
    if first:
        return
    unseen = [row for row in records if is_held(row)]
    write_scores(os.path.join(args.out, f"{args.name}.scores.jsonl"), unseen, score(net, unseen, spec), heads)


if __name__ == "__main__":
    main()
