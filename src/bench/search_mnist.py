"""A real search on MNIST: how many epochs random search trains for what it finds, and random search with halving by
promotion for the same. Prints a row a repeat and, at the end, the ratios over all pairs of repeats.

    search_mnist.py [REPEATS [promotion|bayes]]

The space and the budget were fixed before the first run. A Bayesian search with halving by stopping was tried first
and given up after one repeat (METHODS has it still): it took as many epochs as random search. A repeat's seed decides
its points and how each is trained; both searches are judged by the validation accuracy of runs that were trained to
their end. What was trained in target/bench/search-mnist is not trained again; `make clean` forgets it.
"""
import json
import math
import pathlib
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
NIGHTSWEEP = ROOT / "target/nightsweep/bin/nightsweep"
WORK = ROOT / "target/bench/search-mnist"

EPOCHS, RANDOM_TRIALS, SEARCH_TRIALS = 9, 40, 60  # those 60 have the 40 points of random search first
SPACE = {
    "learning_rate": {"distribution": "log_uniform_values", "min": 0.0001, "max": 1.0},
    "momentum": {"min": 0.0, "max": 0.99},
    "dropout": {"min": 0.0, "max": 0.9},
    "weight_decay": {"distribution": "log_uniform_values", "min": 0.000001, "max": 0.1},
}
METHODS = {  # halving looks after 1, 3 and 9 epochs
    "promotion": ("random", {"type": "successive_halving", "eta": 3, "form": "promote"}),
    "bayes": ("bayes", {"type": "successive_halving", "eta": 3}),
}
FIXED = {"width": 0.0625, "batch_size": 32, "train_size": 2000, "validation_size": 5000, "epochs": EPOCHS}


def spec(name, method, cap, seed, **ours):
    return {"name": name, "method": method, "run_cap": cap,
            "metric": {"name": "validation_accuracy", "goal": "maximize"},
            "parameters": {**SPACE, **{key: {"value": value} for key, value in FIXED.items()}},
            "ablation": {"seeds": [seed], "winner_seeds": 0, **ours}}


def nightsweep(*command):
    done = subprocess.run([NIGHTSWEEP, *map(str, command)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit("nightsweep %s: exit code %d\n%s" % (command[0], done.returncode, done.stderr))
    return done.stdout


def trained(contents):
    """(epochs trained by all runs so far, accuracy) of every run that was trained to its end, in order of its end."""
    results = WORK / contents["name"]
    results.mkdir(parents=True, exist_ok=True)
    path = results.with_suffix(".json")
    path.write_text(json.dumps(contents))
    nightsweep("run", path, "--results", results)
    rows = json.loads(nightsweep(
        "query", "SELECT r.state AS state, r.ended_at AS ended_at,"
        " COUNT(DISTINCT m.epoch) AS epochs, MAX(a.reading) AS accuracy FROM runs r"
        " LEFT JOIN metrics m ON m.run_id = r.run_id"
        " LEFT JOIN readings a ON a.run_id = r.run_id AND a.name = 'validation_accuracy'"
        " WHERE r.ended_at IS NOT NULL GROUP BY r.run_id, r.state, r.ended_at ORDER BY r.ended_at",
        "--results", results, "--format", "json"))
    spent, found = 0, []
    for row in rows:
        row = {key.lower(): value for key, value in row.items()}
        spent += row["epochs"]
        if row["state"] == "COMPLETED":
            found.append((spent, row["accuracy"]))
    return spent, found


def needed(found, accuracy):
    """The epochs trained when that accuracy was first read; infinite if it never was."""
    return next((spent for spent, reading in found if reading >= accuracy), math.inf)


def best(found, epochs):
    return max((reading for spent, reading in found if spent <= epochs), default=math.nan)


def main():
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    name = sys.argv[2] if len(sys.argv) > 2 else "promotion"
    method, pruner = METHODS[name]
    randoms, searches = [], []
    print("repeat  random: epochs  best    search: epochs to the same  best after a third  best of all  minutes", flush=True)
    for seed in range(1, repeats + 1):
        begun = time.monotonic()
        budget, found = trained(spec("random-%d" % seed, "random", RANDOM_TRIALS, seed))
        reached = best(found, math.inf)
        spent, search = trained(spec("%s-%d" % (name, seed), method, SEARCH_TRIALS, seed, pruner=pruner))
        randoms.append((budget, reached, found))
        searches.append((spent, search))
        print("%6d  %14d  %.4f  %26s  %18.4f  %.4f (%d)  %.1f" % (
            seed, budget, reached, needed(search, reached), best(search, budget / 3), best(search, math.inf), spent,
            (time.monotonic() - begun) / 60), flush=True)
    ratios = sorted(budget / needed(search, reached) for budget, reached, _ in randoms for _, search in searches)
    print("epochs of random search for each of the search's, for the same accuracy, over all %d pairs: median %.1f,"
          " quartiles %.1f and %.1f, range %.1f to %.1f; at least 3 in %d, never the same in %d (taken as 0)"
          % (len(ratios), statistics.median(ratios), *quartiles(ratios), ratios[0], ratios[-1],
             sum(ratio >= 3 for ratio in ratios), ratios.count(0)))
    means = statistics.mean(reached for _, reached, _ in randoms), statistics.mean(
        best(search, budget / 3) for (budget, _, _), (_, search) in zip(randoms, searches))
    print("mean best accuracy: random search %.4f; the search after a third of its epochs %.4f" % means)


def quartiles(numbers):
    if len(numbers) < 2:
        return numbers[0], numbers[0]
    first, _, third = statistics.quantiles(numbers, n=4, method="inclusive")
    return first, third


if __name__ == "__main__":
    main()
