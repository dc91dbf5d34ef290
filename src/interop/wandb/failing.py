"""Fails in its second epoch."""

import wandb

run = wandb.init()
run.log({"epoch": 1, "acc": run.config.lr + run.config.seed / 100})
raise RuntimeError("out of memory")
