"""Logs a study for TensorBoard as its users do: python study.py FOLDER small|lrn. Writes FOLDER/runs.

The parameters are those of add_hparams, which writes them to a numbered folder below the run's.
"""

import pathlib
import sys

from tensorboard.backend.event_processing import event_accumulator
from tensorboardX import SummaryWriter

sys.path.append(str(pathlib.Path(__file__).absolute().parents[1]))
import ablation  # noqa: E402

folder = pathlib.Path(sys.argv[1]).absolute()
read = []
for number, (parameters, epochs) in enumerate(ablation.STUDIES[sys.argv[2]]()):
    logs = folder / "runs" / f"run-{number:02}"
    with SummaryWriter(str(logs)) as writer:
        for epoch, metrics in enumerate(epochs):
            for metric, value in metrics.items():
                writer.add_scalar(metric, value, epoch)
        writer.add_hparams(parameters, {"hparam/final": epochs[-1][ablation.METRIC]}, name=f"1764500{number:03}.5")
    told = event_accumulator.EventAccumulator(str(logs))
    told.Reload()
    read.append((parameters, told.Scalars(ablation.METRIC)[-1].value))
ablation.expect(folder, read)
