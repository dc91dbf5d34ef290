"""Writes the files that src/test reads, by the real library: python write_fixtures.py FOLDER."""

import json
import math
import os
import pathlib
import shutil
import subprocess
import sys

SETTINGS = {
    "WANDB_MODE": "offline",
    "WANDB_CONSOLE": "off",
    "WANDB_DISABLE_GIT": "true",
    "WANDB_DISABLE_CODE": "true",
    "WANDB__DISABLE_META": "true",
    "WANDB__DISABLE_STATS": "true",
    "WANDB__DISABLE_MACHINE_INFO": "true",
    "WANDB__SAVE_REQUIREMENTS": "false",
    "WANDB_HOST": "host",
}


def short(run):
    run.config.update({"depth": 3, "opt": {"lr": 0.1}, "names": ["a", None]})
    rows = []
    for epoch in range(3):
        row = {"epoch": epoch, "loss": 1 / (epoch + 1), "val": {"acc": 0.5 + epoch / 10}}
        run.log({**row, "note": "text", "flag": True, "empty": None}, commit=False)
        run.log({"side": float("nan") if epoch == 1 else epoch})
        rows.append({"epoch": epoch, "loss": row["loss"], "val.acc": row["val"]["acc"],
                     "side": "NaN" if epoch == 1 else epoch})
    run.summary["best"] = 0.75
    return rows


def long(run):
    rows = []
    for step in range(50):
        row = {f"metric/{name}": math.sin(step + name) * 10.0 ** (name - 3) for name in range(8)}
        if step == 20:
            row["note"] = "x" * 40_000  # over two of the file's blocks
        run.log(row)
        row.pop("note", None)
        rows.append(row)
    return rows


def crashed(run):
    rows = [{"acc": 0.25}]
    run.log(rows[0])
    raise RuntimeError("out of memory")


if len(sys.argv) == 3:  # one run, in a process of its own
    name, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    import wandb

    with wandb.init(project="fixtures", id=name, name=name) as begun:
        rows = globals()[name](begun)
        (folder / f"{name}.json").write_text(json.dumps(rows, indent=0) + "\n")
else:
    target = pathlib.Path(sys.argv[1])
    for name in ("short", "long", "crashed"):
        folder = target / f"made-{name}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        subprocess.run([sys.executable, __file__, name, str(folder)], cwd=folder,
                       env={**os.environ, **SETTINGS, "WANDB_DIR": str(folder)},
                       check=name != "crashed", stderr=subprocess.DEVNULL)
        made = next(folder.glob("wandb/offline-run-*/run-*.wandb"))
        shutil.copy(made, target / f"{name}.wandb")
        if (folder / f"{name}.json").exists():
            shutil.copy(folder / f"{name}.json", target / f"{name}.json")
        shutil.rmtree(folder)
