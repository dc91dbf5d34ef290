"""Runs an ablation with Optuna, each trial with its seed as an attribute: python study.py FOLDER small|lrn.

Writes FOLDER/study.db and the same as FOLDER/journal.log.
"""

import pathlib
import sys

import optuna
from optuna.storages import JournalStorage, RDBStorage
from optuna.storages.journal import JournalFileBackend

sys.path.append(str(pathlib.Path(__file__).absolute().parents[1]))
import ablation  # noqa: E402

optuna.logging.set_verbosity(optuna.logging.ERROR)
folder = pathlib.Path(sys.argv[1]).absolute()
folder.mkdir(parents=True, exist_ok=True)
runs = list(ablation.STUDIES[sys.argv[2]]())
choices = {key: sorted({parameters[key] for parameters, _ in runs}) for key in runs[0][0] if key != "seed"}


def objective(trial):
    setting = {key: trial.suggest_categorical(key, values) for key, values in choices.items()}
    setting["seed"] = trial.user_attrs["seed"]
    [epochs] = [epochs for parameters, epochs in runs if parameters == setting]
    for epoch, metrics in enumerate(epochs):
        trial.report(metrics[ablation.METRIC], epoch)
    return epochs[-1][ablation.METRIC]


for storage in (RDBStorage(f"sqlite:///{folder}/study.db"),
                JournalStorage(JournalFileBackend(str(folder / "journal.log")))):
    study = optuna.create_study(study_name="lrn-ablation", storage=storage, direction="maximize")
    for parameters, _ in runs:
        seed = parameters["seed"]
        study.enqueue_trial({key: parameters[key] for key in choices}, user_attrs={"seed": seed})
    study.optimize(objective, n_trials=len(runs))
    ablation.expect(folder, (({**trial.params, **trial.user_attrs}, trial.value) for trial in study.trials))
