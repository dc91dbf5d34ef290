"""Writes the event files that src/test reads, by the real libraries: python write_fixtures.py FOLDER [LIBRARY ...].

Beside each folder of logs goes what TensorBoard itself reads from it: folder, tag, step, value.
LIBRARY is tensorboardX, tensorflow or torch (that of Debian's python3-torch will do).
"""

import json
import math
import pathlib
import shutil
import sys


def tensorboardx(folder):
    from tensorboardX import SummaryWriter

    with SummaryWriter(str(folder)) as writer:
        for epoch in range(3):
            writer.add_scalar("val/acc", 0.5 + epoch / 10, epoch)
            writer.add_scalars("loss", {"train": 1 / (epoch + 1), "val": 2 / (epoch + 1)}, epoch)
        writer.add_scalar("side", math.nan, 0)
        writer.add_text("note", "some text", 0)
        writer.add_histogram("weights", [0.1, 0.2, 0.3], 0)
        writer.add_hparams({"lr": 0.1, "depth": 3, "net": "a b", "lrn": True}, {"best": 0.7}, name="1764500000.5")


def torch(folder):
    from torch.utils.tensorboard import SummaryWriter

    with SummaryWriter(str(folder)) as writer:
        for epoch in range(3):
            writer.add_scalar("val/acc", 0.5 + epoch / 10, epoch)
            writer.add_scalar("double", 0.1 * epoch, epoch, new_style=True, double_precision=True)
            writer.add_scalar("tensor", 0.1 * epoch, epoch, new_style=True)
            writer.add_scalars("loss", {"train": 1 / (epoch + 1), "val": 2 / (epoch + 1)}, epoch)
        writer.add_hparams({"lr": 0.1, "depth": 3, "net": "a b", "lrn": True}, {"best": 0.7}, run_name="1764500000.5")


def tensorflow(folder):
    import tensorflow as tf

    for part in ("train", "validation"):
        writer = tf.summary.create_file_writer(str(folder / part))
        with writer.as_default():
            for epoch in range(3):
                tf.summary.scalar("epoch_accuracy", 0.5 + epoch / 10, step=epoch)
                tf.summary.scalar("samples", 10 * epoch, step=epoch)
                tf.summary.histogram("weights", [0.1, 0.2], step=epoch)
        writer.close()


def read(folder):
    from tensorboard.backend.event_processing import event_accumulator
    from tensorboard.util import tensor_util

    rows = []
    for log in sorted({file.parent for file in folder.rglob("*tfevents*")}):
        told = event_accumulator.EventAccumulator(str(log), size_guidance={"scalars": 0, "tensors": 0})
        told.Reload()
        name = "" if log == folder else log.relative_to(folder).as_posix()
        for tag in told.Tags()["scalars"]:
            rows += [[name, tag, e.step, e.value] for e in told.Scalars(tag)]
        for tag in told.Tags()["tensors"]:
            if told.SummaryMetadata(tag).plugin_data.plugin_name == "scalars":
                rows += [[name, tag, e.step, tensor_util.make_ndarray(e.tensor_proto).item()] for e in told.Tensors(tag)]
    return [[*row[:3], repr(row[3])] for row in rows]


target = pathlib.Path(sys.argv[1])
for library in sys.argv[2:] or ("tensorboardX", "tensorflow"):
    folder = target / library
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    globals()[library.lower()](folder)
    for file in folder.rglob("*tfevents*"):  # no name of a machine in the repository
        parts = file.name.split(".")
        kept = [part for part in parts[4:] if part.isdigit() or part == "v2"]
        file.rename(file.with_name(".".join(["events.out.tfevents.1764500000.host", *kept])))
    (target / f"{library}.json").write_text(
        "[\n" + ",\n".join(json.dumps(row) for row in read(folder)) + "\n]\n")
