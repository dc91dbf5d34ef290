"""Writes the databases, or the folders, that src/test reads, by the real library: python write_fixtures.py FOLDER.

MLflow 3.7 and later write a database, MLflow 2 writes folders here, which later ones refuse.
Beside it goes what MLflow's own client reads: run, metric, step, value.
"""

import getpass
import gzip
import json
import math
import os
import pathlib
import shutil
import sqlite3
import sys
import zipfile

import mlflow
from mlflow import MlflowClient

target = pathlib.Path(sys.argv[1]).absolute()
folder = target / mlflow.__version__
shutil.rmtree(folder, ignore_errors=True)
folder.mkdir(parents=True)
os.chdir(folder)
old = mlflow.__version__.startswith("2.")
mlflow.set_tracking_uri((folder / "mlruns").as_uri() if old else f"sqlite:///{folder}/mlflow.db")
mlflow.set_experiment("fixtures")
for seed in range(2):
    for lr in (0.1, 0.01):
        with mlflow.start_run(run_name=f"lr{lr}-seed{seed}"):
            mlflow.log_params({"lr": lr, "seed": seed, "net": "a b", "lrn": True})
            for epoch in range(3):
                mlflow.log_metrics({"val_acc": 0.5 + epoch / 10 + lr, "loss": 1 / (epoch + 1)}, step=epoch)
            mlflow.log_metric("side", math.nan)
            mlflow.log_metric("top", math.inf)
try:
    with mlflow.start_run(run_name="failed"):
        mlflow.log_metric("val_acc", 0.25)
        raise RuntimeError("out of memory")
except RuntimeError:
    pass
with mlflow.start_run(run_name="deleted") as run:
    mlflow.log_metric("val_acc", 0.75)
mlflow.delete_run(run.info.run_id)
client = MlflowClient()
experiment = client.get_experiment_by_name("fixtures").experiment_id
rows = []
for run in client.search_runs([experiment]):
    for metric in sorted(run.data.metrics):
        for value in client.get_metric_history(run.info.run_id, metric):
            rows.append([run.info.run_name, run.info.status, metric, value.step, repr(value.value)])
(folder / "expected.json").write_text("[\n" + ",\n".join(json.dumps(row) for row in sorted(rows)) + "\n]\n")
if old:
    with zipfile.ZipFile(folder / "mlruns.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(path for path in (folder / "mlruns").rglob("*") if path.is_file()):
            text = file.read_text().replace((folder / "mlruns").as_uri(), "file:///mlruns")
            text = "someone" if file.name == "mlflow.user" else text.replace(getpass.getuser(), "someone")
            packed.writestr(zipfile.ZipInfo(file.relative_to(folder).as_posix()), text)
else:
    with sqlite3.connect(folder / "mlflow.db") as database:  # whose machine it was is nobody's business
        database.execute("UPDATE tags SET value = 'someone' WHERE key = 'mlflow.user'")
        database.execute("UPDATE tags SET value = 'train.py' WHERE key = 'mlflow.source.name'")
        database.execute("UPDATE runs SET user_id = 'someone', artifact_uri = ''")
        database.execute("UPDATE experiments SET artifact_location = ''")
    sqlite3.connect(folder / "mlflow.db").execute("VACUUM").close()
    (folder / "mlflow.db.gz").write_bytes(gzip.compress((folder / "mlflow.db").read_bytes(), mtime=0))
    (folder / "mlflow.db").unlink()
for left in folder.iterdir():
    if left.is_dir():
        shutil.rmtree(left)
