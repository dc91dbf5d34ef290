"""Logs a study to MLflow as its users do: python study.py FOLDER small|lrn.

MLflow 3.7 and later write FOLDER/mlflow.db, MLflow 2 writes FOLDER/mlruns.
"""

import pathlib
import sys

import mlflow

sys.path.append(str(pathlib.Path(__file__).absolute().parents[1]))
import ablation  # noqa: E402

folder = pathlib.Path(sys.argv[1]).absolute()
folder.mkdir(parents=True, exist_ok=True)
mlflow.set_tracking_uri(
    (folder / "mlruns").as_uri() if mlflow.__version__.startswith("2.") else f"sqlite:///{folder}/mlflow.db")
mlflow.set_experiment("lrn-ablation")
for parameters, epochs in ablation.STUDIES[sys.argv[2]]():
    with mlflow.start_run(run_name=ablation.name(parameters)):
        mlflow.log_params(parameters)
        mlflow.set_tag("note", "for the paper")
        for epoch, metrics in enumerate(epochs):
            mlflow.log_metrics(metrics, step=epoch)
ablation.expect(folder, (
    ({key: ablation.typed(value) for key, value in run.data.params.items()}, run.data.metrics[ablation.METRIC])
    for run in mlflow.MlflowClient().search_runs([mlflow.get_experiment_by_name("lrn-ablation").experiment_id])))
