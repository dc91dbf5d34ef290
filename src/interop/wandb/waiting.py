"""Logs an epoch, and goes on once somebody has read it."""

import os
import pathlib
import time

import wandb

run = wandb.init()
run.log({"epoch": 1, "acc": run.config.lr})
journal = pathlib.Path(os.environ["NIGHTSWEEP_RUN_DIR"]) / "journal.jsonl"
for _ in range(600):
    if '"epoch":1' in journal.read_text():
        break
    time.sleep(0.1)
else:
    raise SystemExit("nobody has read what was logged")
run.log({"epoch": 2, "acc": run.config.lr + run.config.seed / 100})
