"""The net that Nightsweep trains by default, written for PyTorch: the peer of the training benchmark.

Trains on random images, of which speed does not depend, or infers from them, in one thread. Says `ready` when it is warm,
begins at the next line of standard input, and prints one JSON line. Needs a Python with torch 2.
"""
import argparse
import json
import sys
import time

FILTERS = (96, 256, 384, 384, 256)
KERNELS = (5, 5, 3, 3, 3)
UNITS = 4096
SIDE_AFTER_POOLS = 7
MIN_STEPS = 4
WARM_UP_STEPS, WARM_UP_SECONDS = 3, 0.5


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


def training(torch, net, run, images, fused):
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9, nesterov=True, fused=fused or None)
    loss_of = torch.nn.CrossEntropyLoss()
    labels = torch.randint(0, 10, (len(images),))

    def step():
        optimizer.zero_grad()
        loss = loss_of(run(images), labels)
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


def inference(torch, net, run, images):
    net.eval()

    def step():
        with torch.inference_mode():
            return run(images).softmax(1).numpy()

    return step


def steps_a_second(step, seconds, at_least):
    start, steps, taken = time.perf_counter(), 0, 0
    while steps < at_least or taken < seconds:
        step()
        steps += 1
        taken = time.perf_counter() - start
    return steps / taken


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", choices=["train", "infer"])
    parser.add_argument("--width", type=float, required=True)
    parser.add_argument("--batch", type=int, required=True)
    parser.add_argument("--lrn", action="store_true")
    parser.add_argument("--mode", default="eager", help="words of: eager, channels_last, fused, compile, freeze")
    parser.add_argument("--seconds", type=float, required=True)
    options = parser.parse_args()
    mode = options.mode.split()

    import torch
    torch.set_num_threads(1)
    torch.manual_seed(1)
    net = alexnet28(torch.nn, options.width, options.lrn)
    images = torch.rand(options.batch, 1, 28, 28)
    if "channels_last" in mode:
        net = net.to(memory_format=torch.channels_last)
        images = images.to(memory_format=torch.channels_last)
    if "freeze" in mode:
        import torch._inductor.config
        torch._inductor.config.freezing = True  # weights become constants in the compiler's own layouts
    run = torch.compile(net) if "compile" in mode else net
    work = inference(torch, net, run, images) if options.work == "infer" else \
        training(torch, net, run, images, "fused" in mode)

    steps_a_second(work, WARM_UP_SECONDS, WARM_UP_STEPS)
    print("ready", flush=True)
    sys.stdin.readline()
    speed = options.batch * steps_a_second(work, options.seconds, MIN_STEPS)
    print(json.dumps({"images_per_second": speed, "version": f"PyTorch {torch.__version__}",
                      "capability": torch.backends.cpu.get_cpu_capability(),
                      "built_with": [line.strip(" -") for line in torch.__config__.show().splitlines()
                                     if "Math Kernel" in line or "MKL-DNN" in line or "capability" in line]}), flush=True)


if __name__ == "__main__":
    main()
