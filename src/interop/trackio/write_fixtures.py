"""Writes a database that src/test reads, by the real library: python write_fixtures.py FOLDER.

Beside it goes what was logged: run, metric, step, value.
"""

import gzip
import importlib.metadata
import json
import math
import os
import pathlib
import shutil
import sqlite3
import sys

version = importlib.metadata.version("trackio")
target = pathlib.Path(sys.argv[1]).absolute() / version
shutil.rmtree(target, ignore_errors=True)
target.mkdir(parents=True)
os.environ["TRACKIO_DIR"] = str(target / "made")

import trackio  # noqa: E402  (reads the variable)

rows = []
for seed in range(2):
    for lr in (0.1, 0.01):
        name = f"lr{lr}-seed{seed}"
        trackio.init(project="fixtures", name=name, group="first", embed=False,
                     config={"lr": lr, "seed": seed, "net": "a b", "lrn": True, "opt": {"momentum": 0.9}})
        for epoch in range(3):
            values = {"val_acc": 0.5 + epoch / 10 + lr, "loss": math.nan if epoch == 1 else 1 / (epoch + 1)}
            trackio.log({**values, "note": "some text"}, step=epoch)
            rows += [[name, metric, epoch, repr(value)] for metric, value in values.items()]
        trackio.finish()
made = target / "made" / "fixtures.db"
with sqlite3.connect(made) as database:  # whose machine it was is nobody's business
    database.execute("UPDATE configs SET config = json_set(config, '$._Username', 'someone')")
with sqlite3.connect(made) as database:
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
(target / "fixtures.db.gz").write_bytes(gzip.compress(made.read_bytes(), mtime=0))
shutil.rmtree(target / "made")
(target / "expected.json").write_text("[\n" + ",\n".join(json.dumps(row) for row in sorted(rows)) + "\n]\n")
