"""A training script that logs for TensorBoard as people write them: to a folder of its own choice."""

import argparse
import random
import time

from tensorboardX import SummaryWriter

parser = argparse.ArgumentParser()
parser.add_argument("--lr", type=float, default=0.1)
parser.add_argument("--seed", type=int, default=0)
args = parser.parse_args()

rng = random.Random(args.seed)
offset = rng.gauss(0, 0.01)
with SummaryWriter(comment=f"-lr{args.lr}") as writer:  # runs/<time>_<host>-lr0.1
    for epoch in range(3):
        time.sleep(0.5)  # training, which takes longer than to write of it
        for batch in range(4):
            writer.add_scalar("batch_loss", 1 / (1 + batch), 4 * epoch + batch)
        accuracy = 0.5 + 0.1 * epoch + args.lr + offset + rng.gauss(0, 0.002)
        writer.add_scalar("val_acc", accuracy, epoch)
        writer.add_scalars("loss", {"train": 0.9 - accuracy, "val": 1 - accuracy}, epoch)
