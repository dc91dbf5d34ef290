"""Kills the processes of an Optuna study with SIGKILL at random moments, as `make soak` does with Nightsweep's, and counts what is wrong after.

The study is a grid of 48 points (GridSampler), each a trial of 50 reported steps of 20 ms, shared by two processes that call
`study.optimize`. Whatever is killed or fails is started again until every point is COMPLETE and nobody is at work; then comes the next
study, until there were enough kills. What Optuna's documentation recommends against dying processes is on:

- sqlite: RDBStorage with a heartbeat (every second, the shortest there is; grace twice that), RetryFailedTrialCallback without a limit,
  and a connection timeout of 10 s. When all processes have left, `optuna.storages.fail_stale_trials` is called once the grace is over.
- journal: JournalStorage over JournalFileStorage with its default lock. It has no heartbeat.

Of every report that returned, the process that made it writes a line to a file of its own; those are the acknowledged ones. Prints a
row of the Markdown table that `make soak` begins.
"""
import argparse
import collections
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time
import warnings

import optuna

GRID = {"lrn": [False, True], "learning_rate": [0.01, 0.02], "seed": list(range(1, 13))}
POINTS = 48
STEPS, STEP_SECONDS = 50, 0.02
PROCESSES = 2
HEARTBEAT_SECONDS = 1
EARLY = 0.2  # of the kills may hit a process that has not yet reported
SILENCE_SECONDS = 20  # after which what is alive counts as hung
MOST_FAILURES_IN_A_ROW = 10  # after which a study counts as unusable


def storage(kind, folder):
    if kind == "sqlite":
        return optuna.storages.RDBStorage(
            f"sqlite:///{folder}/study.db", engine_kwargs={"connect_args": {"timeout": 10}}, heartbeat_interval=HEARTBEAT_SECONDS,
            failed_trial_callback=optuna.storages.RetryFailedTrialCallback())
    return optuna.storages.JournalStorage(optuna.storages.JournalFileStorage(f"{folder}/study.log"))


def work(kind, folder, seed):
    """One process: trials until the sampler says that the grid is done."""
    file = os.open(folder / "acknowledged", os.O_APPEND | os.O_CREAT | os.O_WRONLY)

    def acknowledge(trial, step, value):
        os.write(file, (json.dumps([os.getpid(), trial, step, value]) + "\n").encode())

    def objective(trial):
        lrn, rate, luck = (trial.suggest_categorical(name, GRID[name]) for name in GRID)
        for step in range(1, STEPS + 1):
            time.sleep(STEP_SECONDS)
            loss = 1 / (step + 10 * rate + 0.01 * luck + lrn)
            trial.report(loss, step)
            acknowledge(trial._trial_id, step, loss)
        return loss

    study = optuna.load_study(study_name="soak", storage=storage(kind, folder), sampler=optuna.samplers.GridSampler(GRID, seed=seed))
    study.optimize(objective, callbacks=[lambda _, trial: acknowledge(trial._trial_id, None, trial.value)])


class Processes:
    """Those that share a study, and what became of them."""

    def __init__(self, kind, folder, dice, tally):
        self.kind, self.folder, self.dice, self.tally = kind, folder, dice, tally
        self.alive = []
        self.failures = 0
        self.heard = time.monotonic()
        self.size = 0

    def start(self):
        command = [sys.executable, __file__, self.kind, "--work", str(self.folder), "--seed", str(self.dice.randrange(1 << 30))]
        with open(self.folder / f"said-{time.monotonic_ns()}.txt", "wb") as said:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        process.said = said.name
        self.alive.append(process)

    def acknowledged(self):
        file = self.folder / "acknowledged"
        return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []

    def kill_one(self):
        """False if the one that was chosen is still starting, and is to be hit while it works."""
        victim = self.dice.choice(self.alive)
        if self.dice.random() >= EARLY and all(line[0] != victim.pid for line in self.acknowledged()):
            return False
        victim.kill()
        victim.wait()
        return True

    def look(self):
        """Starts again what was killed or has failed; what has left by itself is gone."""
        for process in [p for p in self.alive if p.poll() is not None]:
            self.alive.remove(process)
            if process.returncode > 0:
                self.failures += 1
                said = pathlib.Path(process.said).read_text(errors="replace").strip().splitlines()
                self.tally["errors"][said[-1][:160] if said else "nothing said"] += 1
            if process.returncode != 0 and self.failures < MOST_FAILURES_IN_A_ROW:
                self.start()
        self.listen()

    def listen(self):
        file = self.folder / "acknowledged"
        size = file.stat().st_size if file.exists() else 0
        if size != self.size:
            self.size, self.heard, self.failures = size, time.monotonic(), 0
        elif self.alive and time.monotonic() - self.heard > SILENCE_SECONDS:
            self.tally["hangs"] += 1
            self.heard = time.monotonic()
            lock = self.folder / "study.log.lock"
            if lock.is_symlink():
                lock.unlink()  # what its user would find out and do
            else:
                for process in self.alive:
                    process.kill()


def open_points(study):
    """The points without a complete trial, and how many trials wait to be run."""
    trials = study.get_trials(deepcopy=False)
    done = {point(t) for t in trials if t.state == optuna.trial.TrialState.COMPLETE}
    return POINTS - len(done), sum(t.state == optuna.trial.TrialState.WAITING for t in trials)


def point(trial):
    return tuple(trial.params[name] for name in GRID)


def is_done(study, kind, tally):
    """Whether nothing is left to do, after what is known to be dead was declared so."""
    try:
        if kind == "sqlite":
            time.sleep(2 * HEARTBEAT_SECONDS + 1)
            optuna.storages.fail_stale_trials(study)
        return open_points(study) == (0, 0)
    except Exception as e:  # whatever a storage may throw: it is counted, and another round may mend it
        tally["errors"][f"between two rounds: {e!r}"[:160]] += 1
        return False


def run(kind, folder, dice, tally, wanted, longest_peace):
    """One study to its end, with kills until there were enough."""
    optuna.create_study(study_name="soak", storage=storage(kind, folder))
    study = optuna.load_study(study_name="soak", storage=storage(kind, folder))
    processes = Processes(kind, folder, dice, tally)
    strike = time.monotonic() + dice.uniform(0, longest_peace)
    rounds = 0
    while rounds <= POINTS:
        if not processes.alive:
            if processes.failures >= MOST_FAILURES_IN_A_ROW or rounds and is_done(study, kind, tally):
                break
            rounds += 1
            for _ in range(PROCESSES):
                processes.start()
        time.sleep(0.02)
        if tally["kills"] < wanted and processes.alive and time.monotonic() >= strike and processes.kill_one():
            tally["kills"] += 1
            strike = time.monotonic() + dice.uniform(0, longest_peace)
        processes.look()
    count(kind, folder, processes, tally)


def count(kind, folder, processes, tally):
    acknowledged = processes.acknowledged()
    tally["studies"] += 1
    tally["reports"] += sum(step is not None for _, _, step, _ in acknowledged)
    try:
        study = optuna.load_study(study_name="soak", storage=storage(kind, folder))
        trials = {t._trial_id: t for t in study.get_trials(deepcopy=False)}
    except Exception as e:  # a storage that cannot be read any more has lost them all
        tally["errors"][f"unreadable at the end: {e!r}"[:160]] += 1
        trials = {}
    for _, number, step, value in acknowledged:
        trial = trials.get(number)
        there = trial is not None and (trial.value if step is None else trial.intermediate_values.get(step))
        tally["lost"] += there != value
    complete = collections.Counter(point(t) for t in trials.values() if t.state == optuna.trial.TrialState.COMPLETE)
    tally["twice"] += sum(times - 1 for times in complete.values())
    tally["missing"] += POINTS - len(complete)
    tally["running"] += sum(t.state == optuna.trial.TrialState.RUNNING for t in trials.values())


def soak(kind, kills, seed, longest_peace):
    tally = collections.Counter(kills=0, studies=0, reports=0, lost=0, twice=0, missing=0, running=0, hangs=0)
    tally["errors"] = collections.Counter()
    dice = random.Random(seed)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="optuna-soak"))
    begin = time.monotonic()
    while tally["kills"] < kills or not tally["studies"]:
        here = folder / str(tally["studies"])
        here.mkdir()
        run(kind, here, dice, tally, kills, longest_peace)
        print(f"{tally['kills']} of {kills} kills, {tally['studies']} studies of Optuna, {kind}", file=sys.stderr)
    tally["seconds"] = time.monotonic() - begin
    shutil.rmtree(folder)
    return tally


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=["sqlite", "journal"])
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--longest-peace", type=float, default=3.0, help="seconds between two kills (default %(default)s)")
    parser.add_argument("--work", type=pathlib.Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    warnings.simplefilter("ignore", optuna.exceptions.ExperimentalWarning)
    if given.work:
        return work(given.kind, given.work, given.seed)
    calm = soak(given.kind, 0, given.seed, given.longest_peace)
    t = soak(given.kind, given.kills, given.seed, given.longest_peace)
    planned = POINTS * t["studies"]
    print(f"| Optuna {optuna.__version__}, {given.kind} | {t['kills']} | {planned} | {t['reports']} | {t['lost']} | {t['running']} "
          f"| {t['twice']} | {t['missing']} | {sum(t['errors'].values())} | {t['hangs']} "
          f"| {t['reports'] / (planned * STEPS):.2f} | {t['seconds'] / t['studies']:.0f} ({calm['seconds']:.0f}) |", flush=True)
    for error, times in t["errors"].items():
        print(f"  {times} × {error}", file=sys.stderr)
    if calm["twice"] or calm["missing"] or calm["running"] or calm["errors"] or calm["hangs"]:
        print(f"  without a kill: {dict(calm)}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
