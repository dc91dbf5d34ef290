#!/usr/bin/python3
"""Writes golden.txt: what Optuna (3.1, Debian's python3-optuna) and W&B (github.com/wandb/sweeps) decide of made-up
learning curves of runs that train four at a time, epoch by epoch.

    PYTHONPATH=sweeps/src python3 golden.py > golden.txt

A line that begins with = names a rule, a goal and the epochs of a whole run. Each other line is one epoch of one run:
its number, the epoch, the reading, and whether the run ends there (1) or not (0).
"""
import random
import sys

import optuna

EPOCHS, RUNS, AT_ONCE = 12, 60, 4


def curve(rng, spoiler):
    """Falls towards a level of its own; coarse, so that readings tie; now and then not a number, or huge."""
    level, speed = rng.choice([0.1, 0.2, 0.5, 0.9]), rng.uniform(0.2, 1.5)
    values = [round(level + 2 * pow(2.7, -speed * e) + rng.gauss(0, 0.05), 1) for e in range(EPOCHS)]
    spoilt = rng.random()
    if spoilt < 0.04:
        values[rng.randrange(EPOCHS):] = [spoiler] * EPOCHS
    elif spoilt < 0.08:
        values[rng.randrange(EPOCHS)] = rng.choice([spoiler, 1e18])
    return values[:EPOCHS]


def trace(rng, spoiler, sign, begin, look, end):
    """Trains RUNS runs, AT_ONCE at once, in an order drawn step by step."""
    waiting, running = list(range(RUNS)), []
    curves = [curve(rng, spoiler) for _ in range(RUNS)]
    while waiting or running:
        while waiting and len(running) < AT_ONCE:
            run = waiting.pop(0)
            begin(run)
            running.append([run, 0])
        at = rng.choice(running)
        at[1] += 1
        value = sign * curves[at[0]][at[1] - 1]
        stop = at[1] < EPOCHS and look(at[0], at[1], value)
        print(at[0], at[1], value, int(stop))
        if stop or at[1] == EPOCHS:
            end(at[0], value, stop)
            running.remove(at)


def optuna_trace(rng, name, goal, pruner):
    study = optuna.create_study(study_name="golden", direction=goal, pruner=pruner,
                                sampler=optuna.samplers.RandomSampler(seed=0))
    trials = {}

    def begin(run):
        trials[run] = study.ask()

    def look(run, epoch, value):
        trials[run].report(value, epoch)
        return trials[run].should_prune()

    def end(run, value, stop):
        if stop:
            study.tell(trials[run], state=optuna.trial.TrialState.PRUNED)
            return
        trials[run].report(value, EPOCHS)
        study.tell(trials[run], 0.0)

    print("=", name, goal, EPOCHS)
    trace(rng, float("nan"), 1 if goal == "minimize" else -1, begin, look, end)


def wandb_trace(rng, name, goal, early):
    from sweeps.hyperband_stopping import hyperband_stop_runs
    from sweeps.run import RunState, SweepRun
    config = {"method": "random", "metric": {"name": "m", "goal": goal}, "early_terminate": early,
              "parameters": {"a": {"min": 0.0, "max": 1.0}}}
    runs = {}

    def begin(run):
        runs[run] = SweepRun(name=str(run), state=RunState.running, history=[])

    def look(run, epoch, value):
        runs[run].history.append({"m": value})
        return any(r.name == str(run) for r in hyperband_stop_runs(list(runs.values()), config))

    def end(run, value, stop):
        if not stop:
            runs[run].history.append({"m": value})
        runs[run].state = RunState.killed if stop else RunState.finished

    print("=", name, goal, EPOCHS)
    # Of what is not a number W&B takes no notice, so that its epochs are others from there on: ours are not.
    trace(rng, 1e18, 1 if goal == "minimize" else -1, begin, look, end)


def main():
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    rng = random.Random(20261124)
    pruners = optuna.pruners
    for goal in ["minimize", "maximize"]:
        optuna_trace(rng, "median:5:1", goal, pruners.MedianPruner(n_startup_trials=5, n_warmup_steps=1))
        optuna_trace(rng, "median:1:4", goal, pruners.MedianPruner(n_startup_trials=1, n_warmup_steps=4))
        optuna_trace(rng, "halving:1:3", goal,
                     pruners.SuccessiveHalvingPruner(min_resource=1, reduction_factor=3))
        optuna_trace(rng, "halving:2:2", goal,
                     pruners.SuccessiveHalvingPruner(min_resource=2, reduction_factor=2))
        optuna_trace(rng, "brackets:1:3", goal,
                     pruners.HyperbandPruner(min_resource=1, max_resource=EPOCHS, reduction_factor=3))
        wandb_trace(rng, "bands:1:3:strict", goal, {"type": "hyperband", "min_iter": 1, "eta": 3})
        wandb_trace(rng, "bands:2:1.5:loose", goal,
                    {"type": "hyperband", "min_iter": 2, "eta": 1.5, "strict": False})


if __name__ == "__main__":
    sys.exit(main())
