"""Logs a study to W&B, offline, as its users do: python study.py FOLDER small|lrn. Writes FOLDER/wandb."""

import os
import pathlib
import sys

sys.path.append(str(pathlib.Path(__file__).absolute().parents[1]))
import ablation  # noqa: E402

folder = pathlib.Path(sys.argv[1]).absolute()
folder.mkdir(parents=True, exist_ok=True)
os.environ.update({
    "WANDB_MODE": "offline", "WANDB_DIR": str(folder), "WANDB_SILENT": "true", "WANDB_CONSOLE": "off",
    "WANDB_DISABLE_GIT": "true", "WANDB_DISABLE_CODE": "true", "WANDB__DISABLE_META": "true",  # whose machine it was
    "WANDB__DISABLE_STATS": "true", "WANDB__DISABLE_MACHINE_INFO": "true", "WANDB__SAVE_REQUIREMENTS": "false",
    "WANDB_HOST": "host"})

import wandb  # noqa: E402  (reads the variables)

read = []
for parameters, epochs in ablation.STUDIES[sys.argv[2]]():
    with wandb.init(project="lrn-ablation", name=ablation.name(parameters), config=parameters) as run:
        for metrics in epochs:
            run.log(metrics)
        read.append((dict(run.config), run.summary[ablation.METRIC]))
ablation.expect(folder, read)
