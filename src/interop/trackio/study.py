"""Logs a study to Trackio as its users do: python study.py FOLDER small|lrn. Writes FOLDER/lrn-ablation.db."""

import os
import pathlib
import sqlite3
import sys

sys.path.append(str(pathlib.Path(__file__).absolute().parents[1]))
import ablation  # noqa: E402

folder = pathlib.Path(sys.argv[1]).absolute()
folder.mkdir(parents=True, exist_ok=True)
os.environ["TRACKIO_DIR"] = str(folder)

import trackio  # noqa: E402  (reads the variable)
from trackio.sqlite_storage import SQLiteStorage  # noqa: E402

for parameters, epochs in ablation.STUDIES[sys.argv[2]]():
    trackio.init(project="lrn-ablation", name=ablation.name(parameters), embed=False, config=parameters)
    for epoch, metrics in enumerate(epochs):
        trackio.log(metrics, step=epoch)
    trackio.finish()
read = []
for run in trackio.Api().runs("lrn-ablation"):
    config = {key: value for key, value in run.config.items() if not key.startswith("_")}
    logs = SQLiteStorage.get_logs("lrn-ablation", run.name)
    read.append((config, [log[ablation.METRIC] for log in logs][-1]))
ablation.expect(folder, read)
with sqlite3.connect(folder / "lrn-ablation.db") as database:  # whose machine it was is nobody's business
    database.execute("UPDATE configs SET config = json_set(config, '$._Username', 'someone')")
with sqlite3.connect(folder / "lrn-ablation.db") as database:
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
