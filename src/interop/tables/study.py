"""Writes a study as tables, as pandas' users do: python study.py FOLDER small|lrn.

Writes FOLDER/epochs.csv with a row for each epoch, runs.csv and runs.json with one for each run, values.csv with
one for each value.
"""

import pathlib
import sys

import pandas

sys.path.append(str(pathlib.Path(__file__).absolute().parents[1]))
import ablation  # noqa: E402

folder = pathlib.Path(sys.argv[1]).absolute()
folder.mkdir(parents=True, exist_ok=True)
rows = pandas.DataFrame([
    {"run": ablation.name(parameters), **parameters, "epoch": epoch, **metrics}
    for parameters, epochs in ablation.STUDIES[sys.argv[2]]() for epoch, metrics in enumerate(epochs)])
keys = [key for key in rows.columns if key not in (ablation.METRIC, "loss", "test_acc")]
last = rows.groupby("run", sort=False).last().reset_index().drop(columns="epoch")
rows.to_csv(folder / "epochs.csv", index=False)
last.to_csv(folder / "runs.csv", index=False)
last.to_json(folder / "runs.json", orient="records", double_precision=15)
rows.melt(id_vars=keys, var_name="metric", value_name="value").to_csv(folder / "values.csv", index=False)
read = pandas.read_csv(folder / "runs.csv", float_precision="round_trip")
parameters = [key for key in keys if key not in ("run", "epoch")]
ablation.expect(folder, (
    ({key: row[key] for key in parameters}, row[ablation.METRIC]) for row in read.astype(object).to_dict("records")))
