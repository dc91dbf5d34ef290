#!/usr/bin/python3
"""The peer of the search benchmark: Optuna (Debian's python3-optuna) on the tables in src/bench/taskset.

    optuna_search.py stops [ORDERS]    which runs its pruners end, and when, over that many orders of runs a table
    optuna_search.py tpe [REPEATS]     what its TPE sampler finds, over that many seeds a table

The first reading of a table is of an untrained net and left out.
"""
import csv
import functools
import glob
import gzip
import math
import multiprocessing
import os
import random
import sys

import numpy
import optuna
from optuna.samplers._tpe import _truncnorm

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "taskset")
EPOCHS, RUNS, STARTUP, TRIALS = 50, 100, 10, [16, 32, 64]
FEW = 50  # seeds a table where no more are asked of the comparison
optuna.logging.set_verbosity(optuna.logging.ERROR)


def tables():
    for path in sorted(glob.glob(os.path.join(FOLDER, "*.csv.gz"))):
        with gzip.open(path, "rt") as file:
            rows = list(csv.reader(file))
        hp = sum(not name.startswith("e") or name == "epsilon" or name == "exponential_decay" for name in rows[0])
        numbers = numpy.array([[float(x) for x in row] for row in rows[1:]])
        yield os.path.basename(path)[:-len(".csv.gz")], numbers[:, :hp], numbers[:, hp + 1:]


def pruners():
    of = optuna.pruners
    return {
        "median:5:5": of.MedianPruner(5, 5),
        "halving:1:4": of.SuccessiveHalvingPruner(1, 4),
        "halving:1:3": of.SuccessiveHalvingPruner(1, 3),
        "halving:5:3": of.SuccessiveHalvingPruner(5, 3),
        "hyperband:1:3": of.HyperbandPruner(1, EPOCHS, 3),
    }


def stops(orders):
    """Lines of table, pruner, order, runs in that order, and the epoch each was ended at (0: not)."""
    for table, _, curves in tables():
        for order in range(orders):
            runs = list(range(len(curves)))
            random.Random(order).shuffle(runs)
            runs = runs[:RUNS]
            for name, pruner in pruners().items():
                ended = [ended_at for ended_at in ends(pruner, runs, curves)]
                print(table, name, order, ",".join(map(str, runs)), ",".join(map(str, ended)), flush=True)


def ends(pruner, runs, curves):
    study = optuna.create_study(study_name="bench", pruner=pruner, sampler=optuna.samplers.RandomSampler(seed=0))
    for run in runs:
        trial = study.ask()
        ended = 0
        for epoch in range(1, EPOCHS + 1):
            trial.report(curves[run][epoch - 1], epoch)
            if epoch < EPOCHS and trial.should_prune():
                ended = epoch
                break
        state = optuna.trial.TrialState
        study.tell(trial, None if ended else 0.0, state=state.PRUNED if ended else state.COMPLETE)
        yield ended


def cube(hp):
    """Settings in [0, 1], on the scale that they were drawn on: logarithmic, of 1 - beta for the betas."""
    columns = []
    for column, values in enumerate(hp.T):
        scaled = numpy.log10(1 - values) if column < 2 else numpy.log10(values)
        columns.append((scaled - scaled.min()) / (scaled.max() - scaled.min()))
    return numpy.array(columns).T


def tpe(repeats):
    """Lines of sampler, version, table, seed, the rows it starts from and the regret after 16, 32 and 64 trials."""
    cells = [(*form, table, seed) for form in FORMS for table in range(len(list(tables())))
             for seed in range(repeats if form == FORMS[0] else min(repeats, FEW))]
    with multiprocessing.Pool() as pool:
        for line in pool.imap(cell, cells, chunksize=4):
            print(*line, flush=True)


# As released, 3.1 leaves the width out of a normal's density (its issue 5109, mended in 3.5); mended: put right here.
FORMS = [("independent", "mended"), ("multivariate", "mended"), ("independent", "released"), ("multivariate", "released")]
FORGETFUL = _truncnorm.logpdf


def cell(key):
    form, version, number, seed = key
    _truncnorm.logpdf = mended if version == "mended" else FORGETFUL
    table, points, losses = looked_up(number)
    best, middle = losses.min(), numpy.median(losses)
    start = random.Random(seed).sample(range(len(points)), STARTUP)
    sampler = optuna.samplers.TPESampler(seed=seed, multivariate=form == "multivariate", n_startup_trials=STARTUP)
    regrets = searched(sampler, points, losses, start)
    rows = ",".join(map(str, start))
    return [form, version, table, seed, rows, *[repr((regrets[t] - best) / (middle - best)) for t in TRIALS]]


def mended(x, a, b, loc=0, scale=1):
    return FORGETFUL(x, a, b, loc, scale) - numpy.log(scale)


@functools.lru_cache(maxsize=None)
def looked_up(number):
    table, hp, curves = list(tables())[number]
    return table, cube(hp), numpy.where(numpy.isfinite(curves[:, -1]), curves[:, -1], math.inf)


def searched(sampler, points, losses, start):
    study = optuna.create_study(sampler=sampler)
    for row in start:
        study.enqueue_trial({"u%d" % axis: float(u) for axis, u in enumerate(points[row])})
    best, found = math.inf, {}
    for number in range(1, max(TRIALS) + 1):
        trial = study.ask()
        point = numpy.array([trial.suggest_float("u%d" % axis, 0, 1) for axis in range(points.shape[1])])
        loss = losses[((points - point) ** 2).sum(axis=1).argmin()]
        study.tell(trial, min(loss, 1e30))
        best = min(best, loss)
        if number in TRIALS:
            found[number] = best
    return found


if __name__ == "__main__":
    print("#", "Optuna", optuna.__version__, flush=True)
    {"stops": stops, "tpe": tpe}[sys.argv[1]](int(sys.argv[2]))
