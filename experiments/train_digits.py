#!/usr/bin/env python3
"""A small PyTorch net on handwritten digits, as experiment 11 trains it: settings come as --name=value, an epoch's
readings go to standard output as one line of JSON. Needs PyTorch (Debian: apt-get install python3-torch)."""
import argparse
import gzip
import json
import os
import time

import torch
from torch import nn


def digits(folder, name):
    """Images or labels of an IDX file."""
    with gzip.open(os.path.join(folder, name + ".gz")) as file:
        raw = bytearray(file.read())
    shape = [int.from_bytes(raw[4 + 4 * i:8 + 4 * i], "big") for i in range(raw[3])]
    return torch.frombuffer(raw, dtype=torch.uint8, offset=4 + 4 * raw[3]).reshape(shape)


def net(hidden, dropout, activation):
    nonlinearity = {"relu": nn.ReLU, "tanh": nn.Tanh}[activation]
    return nn.Sequential(nn.Flatten(), nn.Linear(784, hidden), nonlinearity(), nn.Dropout(dropout),
                         nn.Linear(hidden, 10))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--activation", default="relu")
    parser.add_argument("--data", default="src/main/resources/dev/nightsweep/data/mnist")
    parser.add_argument("--dropout", type=float, default=0.0)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--hidden", type=int, default=64)
    parser.add_argument("--learning_rate", type=float, default=0.1)
    parser.add_argument("--seed", type=int, default=int(os.environ.get("NIGHTSWEEP_SEED", "1")))
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(1)
    images = digits(args.data, "train-images-idx3-ubyte")[:7000].float() / 255
    labels = digits(args.data, "train-labels-idx1-ubyte")[:7000].long()
    model = net(args.hidden, args.dropout, args.activation)
    optimizer = torch.optim.SGD(model.parameters(), args.learning_rate, momentum=0.9)
    for epoch in range(1, args.epochs + 1):
        begun, model = time.time(), model.train()
        for batch in torch.randperm(6000).split(64):
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(images[batch]), labels[batch])
            loss.backward()
            optimizer.step()
        seconds = time.time() - begun
        model.eval()
        with torch.no_grad():
            output = model(images[6000:])
        accuracy = (output.argmax(1) == labels[6000:]).float().mean()
        print(json.dumps({"epoch": epoch, "training_loss": loss.item(), "seconds": seconds,
                          "validation_loss": nn.functional.cross_entropy(output, labels[6000:]).item(),
                          "validation_accuracy": accuracy.item()}), flush=True)


if __name__ == "__main__":
    main()
