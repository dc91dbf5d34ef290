"""A training script of a W&B sweep as people write them: it knows nothing of Nightsweep."""

import argparse
import random

import wandb


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--lr", type=float, default=0.1)
    parser.add_argument("--optimizer", default="sgd")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    with wandb.init(project="interop", config=vars(args)):
        rng = random.Random(args.seed)
        offset = rng.gauss(0, 0.01)
        for epoch in range(3):
            accuracy = 0.5 + 0.1 * epoch + args.lr + offset + rng.gauss(0, 0.002)
            wandb.log({"epoch": epoch, "loss": 1 - accuracy, "val": {"acc": accuracy}})


main()
