"""A training script that logs to MLflow as people write them: it knows nothing of Nightsweep."""

import argparse
import random

import mlflow

parser = argparse.ArgumentParser()
parser.add_argument("--lr", type=float, default=0.1)
parser.add_argument("--seed", type=int, default=0)
args = parser.parse_args()

mlflow.set_experiment("interop")
with mlflow.start_run():
    mlflow.log_params(vars(args))
    rng = random.Random(args.seed)
    offset = rng.gauss(0, 0.01)
    for epoch in range(3):
        for batch in range(4):
            mlflow.log_metric("batch_loss", 1 / (1 + batch), step=4 * epoch + batch)
        accuracy = 0.5 + 0.1 * epoch + args.lr + offset + rng.gauss(0, 0.002)
        mlflow.log_metrics({"val_acc": accuracy, "val_loss": 1 - accuracy}, step=epoch)
    mlflow.log_metric("test_acc", accuracy - 0.01)
