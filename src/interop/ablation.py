"""The studies that the scripts study.py log, each by its tracker's library, and what must come out by every route."""

import json
import math
import pathlib

METRIC = "val_acc"
BASELINE = "without"  # LRN; "none" might be Python's None


def small():
    """Two switches, five seeds, three epochs: the parameters of each run and its metrics by epoch."""
    for seed in range(5):
        for lr in (0.1, 0.01):
            for lrn in (False, True):
                final = 0.9 + 0.01 * lrn + 0.02 * (lr == 0.1) + math.sin(7 * seed + 3 * lrn + lr) / 200
                epochs = [{METRIC: final - 0.1 * (2 - epoch), "loss": 1.5 - final - epoch / 4} for epoch in range(3)]
                yield {"lrn": lrn, "lr": lr, "seed": seed}, epochs


def lrn():
    """The last readings of the runs that the published LRN study compares."""
    file = pathlib.Path(__file__).absolute().parents[2] / "results" / "lrn-study" / "lrn-study.json"
    for run in json.loads(file.read_text())["runs"]:
        if run["phase"] == "COMPARISON":
            readings = run["readings"]
            arm = run["label"].split(" at ")[0].replace("none", BASELINE)
            yield ({"arm": arm, "seed": run["seed"]},
                   [{METRIC: readings["validation_accuracy"], "test_acc": readings["test_accuracy"]}])


def name(parameters):
    return "-".join(f"{key}{value}" for key, value in parameters.items())


def contrasts(runs):
    """Of parameters and last values: every level against the first, within each seed and each cell of the others."""
    factors = sorted({name for parameters, _ in runs for name in parameters} - {"seed"})
    found = []
    for factor in factors:
        levels = sorted({parameters[factor] for parameters, _ in runs}, key=lambda level: (level != BASELINE, level))
        for level in levels[1:]:
            by_seed = {}
            for parameters, value in runs:
                if parameters[factor] == level:
                    other = {**parameters, factor: levels[0]}
                    [baseline] = [value for parameters, value in runs if parameters == other]
                    by_seed.setdefault(parameters["seed"], []).append(value - baseline)
            means = [math.fsum(differences) / len(differences) for differences in by_seed.values()]
            found.append({"factor": factor, "level": str(level).lower(), "baseline": str(levels[0]).lower(),
                          "pairs": len(means), "difference": math.fsum(means) / len(means)})
    return found


def expect(folder, runs):
    """Keeps what the source's own library reads: of each run the parameters, as numbers and booleans, and the last value."""
    runs = list(runs)
    lines = [json.dumps(run) for run in sorted(runs, key=lambda run: json.dumps(run[0]))]
    comparisons = [json.dumps(contrast) for contrast in contrasts(runs)]
    (pathlib.Path(folder) / "expected.json").write_text(
        '{"runs": [\n' + ",\n".join(lines) + '\n], "contrasts": [\n' + ",\n".join(comparisons) + "\n]}\n")


def typed(text):
    """A parameter of a library that keeps texts."""
    return {"True": True, "False": False}.get(text) if text in ("True", "False") else (
        int(text) if text.isdigit() else float(text) if text.replace(".", "", 1).isdigit() else text)


STUDIES = {"small": small, "lrn": lrn}
