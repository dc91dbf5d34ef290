"""A script that takes all its parameters from wandb.config, and none from its command line."""

import random

import wandb

wandb.init(config={"lr": 0.5, "opt": {"momentum": 0.0}, "random_state": 1})
config = wandb.config
rng = random.Random(config.random_state)
quality = config.lr * (1 + rng.gauss(0, 0.02)) + config.opt["momentum"] / 10
for step in range(4):
    for batch in range(5):
        wandb.log({"batch_loss": 1 / (1 + batch)})
    wandb.log({"val_acc": quality * (step + 1) / 4})
wandb.summary["best"] = quality
