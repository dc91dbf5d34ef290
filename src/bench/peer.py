"""The net that Nightsweep trains by default, written for PyTorch: the peer of the training benchmark.

Trains on random images, of which speed does not depend, in several processes at once, and prints one JSON line: the images
a second of all of them together. Needs a Python with torch (on Debian: python3-torch).
"""
import argparse
import json
import multiprocessing
import time

FILTERS = (96, 256, 384, 384, 256)
KERNELS = (5, 5, 3, 3, 3)
UNITS = 4096
SIDE_AFTER_POOLS = 7


def alexnet28(nn, width, lrn):
    """conv, ReLU, [LRN], pool twice; three times conv, ReLU; three dense layers with dropout before the last two."""
    layers, channels = [], 1
    for stage, (filters, kernel) in enumerate(zip(FILTERS, KERNELS)):
        out = int(filters * width)
        layers += [nn.Conv2d(channels, out, kernel, padding=kernel // 2), nn.ReLU()]
        if stage < 2:
            # PyTorch divides alpha by the number of channels in the window, the paper does not.
            layers += [nn.LocalResponseNorm(5, alpha=5e-4, beta=0.75, k=2)] if lrn else []
            layers += [nn.MaxPool2d(3, 2, padding=1)]
        channels = out
    units = int(UNITS * width)
    inputs = channels * SIDE_AFTER_POOLS ** 2
    return nn.Sequential(
        *layers, nn.Flatten(),
        nn.Linear(inputs, units), nn.ReLU(), nn.Dropout(0.5),
        nn.Linear(units, units), nn.ReLU(), nn.Dropout(0.5),
        nn.Linear(units, 10))


def train(options, together, results):
    import torch
    torch.set_num_threads(1)
    torch.manual_seed(1)
    net = alexnet28(torch.nn, options.width, options.lrn)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9, nesterov=True)
    loss_of = torch.nn.CrossEntropyLoss()
    images = torch.rand(options.batch, 1, 28, 28)
    labels = torch.randint(0, 10, (options.batch,))

    def step():
        optimizer.zero_grad()
        loss = loss_of(net(images), labels)
        loss.backward()
        optimizer.step()
        return loss.item()

    for _ in range(options.warmup):
        step()
    together.wait()
    start = time.perf_counter()
    for _ in range(options.steps):
        step()
    results.put((options.steps * options.batch / (time.perf_counter() - start), torch.__version__))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--width", type=float, required=True)
    parser.add_argument("--batch", type=int, required=True)
    parser.add_argument("--lrn", action="store_true")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--warmup", type=int, default=5)
    options = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    together, results = context.Barrier(options.processes), context.Queue()
    workers = [context.Process(target=train, args=(options, together, results)) for _ in range(options.processes)]
    for worker in workers:
        worker.start()
    rows = [results.get() for _ in workers]
    for worker in workers:
        worker.join()
    print(json.dumps({"images_per_second": sum(speed for speed, _ in rows), "version": rows[0][1]}))


if __name__ == "__main__":
    main()
