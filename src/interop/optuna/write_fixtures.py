"""Writes a database and a journal that src/test reads, by the real library: python write_fixtures.py FOLDER.

Beside them goes what Optuna itself reads: study, trial, state, parameters, values, intermediate values.
"""

import gzip
import json
import math
import pathlib
import shutil
import sys

import optuna
from optuna.storages import JournalStorage, RDBStorage
from optuna.storages.journal import JournalFileBackend

optuna.logging.set_verbosity(optuna.logging.ERROR)


def objective(trial):
    lr = trial.suggest_float("lr", 0.01, 0.1, log=True)
    depth = trial.suggest_int("depth", 1, 5)
    net = trial.suggest_categorical("net", ["small", "large", None, True, 3, 0.5])
    seed = trial.suggest_int("seed", 0, 3)
    trial.set_user_attr("note", {"host": "one"})
    for step in range(3):
        trial.report(lr * depth + step + seed / 100, step)
    if trial.number == 3:
        raise optuna.TrialPruned
    if trial.number == 4:
        raise ValueError("out of memory")
    if trial.number == 5:
        trial.report(math.nan, 3)
        return math.inf
    return lr * depth + (net is None)


target = pathlib.Path(sys.argv[1]) / optuna.__version__
shutil.rmtree(target, ignore_errors=True)
target.mkdir(parents=True)
rows = []
for kind in ("database", "journal"):
    storage = (
        RDBStorage(f"sqlite:///{target}/study.db") if kind == "database"
        else JournalStorage(JournalFileBackend(str(target / "journal.log"))))
    study = optuna.create_study(study_name="one", storage=storage, sampler=optuna.samplers.RandomSampler(seed=1))
    study.optimize(objective, n_trials=6, catch=(ValueError,))
    study.enqueue_trial({"lr": 0.05})
    named = optuna.create_study(study_name="two", storage=storage, directions=["maximize", "minimize"],
                                sampler=optuna.samplers.RandomSampler(seed=1))
    named.set_metric_names(["accuracy", "seconds"])
    named.optimize(lambda trial: (trial.suggest_float("lr", 0, 1), 2.0), n_trials=2)
    plain = optuna.create_study(study_name="three", storage=storage, directions=["maximize", "minimize"])
    plain.add_trial(optuna.trial.create_trial(
        params={"lr": 0.5}, distributions={"lr": optuna.distributions.FloatDistribution(0, 1)}, values=[1.0, 2.0]))
    optuna.create_study(study_name="gone", storage=storage).optimize(lambda trial: 1.0, n_trials=1)
    optuna.delete_study(study_name="gone", storage=storage)
    for study in (study, named, plain):
        for trial in study.get_trials():
            if trial.state.name != "WAITING":
                rows.append([kind, study.study_name, trial.number, trial.state.name, trial.params,
                             [repr(value) for value in trial.values or []],
                             [[step, repr(value)] for step, value in sorted(trial.intermediate_values.items())]])
(target / "expected.json").write_text("[\n" + ",\n".join(json.dumps(row, sort_keys=True) for row in rows) + "\n]\n")
(target / "study.db.gz").write_bytes(gzip.compress((target / "study.db").read_bytes(), mtime=0))
(target / "study.db").unlink()
for left in target.glob("journal.log.*"):
    left.unlink()
