"""Prints what MLflow's own client finds on a server, so that it can be compared bit by bit."""
import struct
import sys

from mlflow.tracking import MlflowClient


def bits(number):
    return "nan" if number != number else struct.pack(">d", number).hex()


client = MlflowClient(sys.argv[1])
for experiment in client.search_experiments():
    for run in client.search_runs([experiment.experiment_id], max_results=1000):
        ours = run.data.tags.get("nightsweep.run")
        print("run", ours, experiment.name, run.info.status, run.info.run_name, sep="\t")
        for key, value in sorted(run.data.tags.items()):
            print("tag", ours, key, value.replace("\n", " "), sep="\t")
        for key, value in sorted(run.data.params.items()):
            print("param", ours, key, value, sep="\t")
        for key in sorted(run.data.metrics):
            for point in client.get_metric_history(run.info.run_id, key):
                print("metric", ours, point.step, key, bits(point.value), sep="\t")
