"""Holds forecasts against what sweeps took: each is planned in an empty folder, so that its kinds of runs are timed
anew, and then run. Prints a row a sweep and, at the end, what share lay inside the 80 % interval."""
import argparse
import json
import pathlib
import random
import shutil
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
NIGHTSWEEP = ROOT / "target/nightsweep/bin/nightsweep"
WORK = ROOT / "target/bench/forecast"


def draw(chance, number):
    """A sweep of about a minute or two: any width, batch, optimizer, number of arms, seeds and epochs."""
    width = chance.choice([0.0625, 0.125, 0.1875, 0.25, 0.375])
    factor = chance.choice([{"lrn": {"values": [False, True]}},
                            {"learning_rate": {"values": [0.003, 0.01, 0.02]}},
                            {"dropout": {"values": [0, 0.5]}},
                            {"conv1.kernel": {"values": [3, 5]}, "lrn": {"values": [False, True]}},
                            {"optimizer": {"values": ["sgd", "nesterov", "adam"]}},
                            {"augmentation": {"values": ["none", "shift"]}}])
    arms = 1
    for parameter in factor.values():
        arms *= len(parameter["values"])
    seeds = chance.choice([2, 3])
    epochs = chance.choice([2, 3, 4])
    speed = 1084 * (0.25 / width) ** 1.5  # images a second, about
    seconds = chance.uniform(40, 90)
    images = int(max(256, min(20_000, (seconds * speed / (arms * seeds) - 3_500) / epochs)))
    parameters = {"width": {"value": width}, "batch_size": {"value": chance.choice([16, 32, 64, 128])},
                  "epochs": {"value": epochs}, "train_size": {"value": images},
                  "validation_size": {"value": chance.choice([500, 1000, 2000])}, **factor}
    return {"name": f"forecast-{number}", "method": "grid", "parameters": parameters, "ablation": {"seeds": seeds}}


def answer(*command):
    return subprocess.run([NIGHTSWEEP, *map(str, command)], check=True, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, text=True).stdout


def hold(spec, workers):
    results = WORK / "results"
    shutil.rmtree(results, ignore_errors=True)
    path = WORK / "spec.json"
    path.write_text(json.dumps(spec))
    plan = json.loads(answer("plan", path, "--results", results, "--workers", workers, "--json"))
    begun = time.monotonic()
    answer("run", path, "--results", results, "--workers", workers, "--no-calibrate")
    return plan, time.monotonic() - begun


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sweeps", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    chance = random.Random(options.seed)
    print("| sweep | runs | workers | forecast, s | 80 % interval, s | took, s | error |\n|---|---|---|---|---|---|---|")
    errors, widths, inside = [], [], 0
    for number in range(1, options.sweeps + 1):
        spec, workers = draw(chance, number), chance.choice([1, 2, 2])
        plan, took = hold(spec, workers)
        told = plan["forecast"]
        expected, low, high = (told[f"{name}_seconds"] for name in ("expected", "low", "high"))
        errors.append(took / expected - 1)
        widths.append(max(high / expected - 1, 1 - low / expected))
        inside += low <= took <= high
        print(f"| {number} | {len(plan['runs'])} | {workers} | {expected:.0f} | {low:.0f}–{high:.0f} | {took:.0f} | "
              f"{100 * errors[-1]:+.0f} % |", flush=True)
    print(f"\n{inside} of {options.sweeps} sweeps inside the interval; error at the median "
          f"{100 * statistics.median(map(abs, errors)):.0f} %, mean {100 * statistics.mean(errors):+.0f} %; "
          f"intervals at most ±{100 * max(widths):.0f} %")
    (WORK / "forecast.json").write_text(json.dumps({"errors": errors, "inside": inside, "widths": widths}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
