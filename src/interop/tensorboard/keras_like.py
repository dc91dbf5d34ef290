"""A training script that logs with TensorFlow as Keras' callback does: to logs/…/train and validation."""

import argparse
import datetime
import random

import tensorflow as tf

parser = argparse.ArgumentParser()
parser.add_argument("--lr", type=float, default=0.1)
parser.add_argument("--seed", type=int, default=0)
args = parser.parse_args()

rng = random.Random(args.seed)
offset = rng.gauss(0, 0.01)
logs = "logs/fit/" + datetime.datetime.now().strftime("%Y%m%d-%H%M%S")
parts = {part: tf.summary.create_file_writer(f"{logs}/{part}") for part in ("train", "validation")}
for epoch in range(3):
    accuracy = 0.5 + 0.1 * epoch + args.lr + offset + rng.gauss(0, 0.002)
    for part, writer in parts.items():
        with writer.as_default():
            tf.summary.scalar("epoch_accuracy", accuracy + (part == "train"), step=epoch)
