"""What a built clone of Nightsweep does, measured through its launcher."""
import datetime
import gzip
import json
import pathlib
import shutil
import statistics
import struct
import subprocess
import time

from measure import ROOT, WORK, Case

MNIST = ROOT / "src/main/resources/dev/nightsweep/data/mnist"
TRAINING_IMAGES, TEST_IMAGES = 8192, 100
EPOCHS, WARMUP_EPOCHS = 4, 2  # the Java VM compiles while it trains: its first epochs are left out
IMAGES = {(0.125, 64): 4096, (0.25, 64): 2048, (0.25, 16): 1536, (0.25, 256): 2048, (1.0, 64): 128}  # an epoch
FACTS = ("cpu", "jdk", "dl4j", "classifier", "blas", "threads", "trainer_revision", "git_commit", "git_dirty")
KERNELS = ("onednn", "openblas", "isa", "kernel")
SPEC_OF_MAKE_RUN = ROOT / "experiments/01-lrn-ablation.yaml"


def digits():
    """A data set with few test images, so that little time goes into what is not measured."""
    folder = WORK / "digits"
    folder.mkdir(parents=True, exist_ok=True)
    for stem, count in (("train", TRAINING_IMAGES), ("t10k", TEST_IMAGES)):
        for kind, header, size in (("images-idx3", 16, 784), ("labels-idx1", 8, 1)):
            with gzip.open(MNIST / f"{stem}-{kind}-ubyte.gz") as file:
                head, body = bytearray(file.read(header)), file.read(count * size)
            head[4:8] = struct.pack(">I", count)
            (folder / f"{stem}-{kind}-ubyte").write_bytes(bytes(head) + body)
    return folder


class Clone:
    """A clone after `make build`."""

    def __init__(self, root=ROOT):
        self.root = pathlib.Path(root).resolve()  # where it runs, so that a run records this clone's commit
        self.nightsweep = self.root / "target/nightsweep/bin/nightsweep"
        self.results = WORK / "results"

    def run(self, spec, *options):
        shutil.rmtree(self.results, ignore_errors=True)
        subprocess.run([self.nightsweep, "run", spec, "--results", self.results, *options], check=True, cwd=self.root,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def sweep(self, case, images, epochs=EPOCHS, workers=2):
        """Trains one run a worker."""
        settings = {"width": case.width, "batch_size": case.batch, "lrn": case.lrn, "train_size": images,
                    "validation_size": 100, "epochs": epochs, "dataset": str(digits())}
        spec = {"name": "bench", "method": "grid",
                "parameters": {name: {"value": value} for name, value in settings.items()}, "ablation": {"seeds": workers}}
        path = WORK / "bench.json"
        path.write_text(json.dumps(spec))
        self.run(path, "--workers", str(workers))

    def query(self, sql):
        answer = subprocess.run([self.nightsweep, "query", "--results", self.results, "--format", "json", sql], check=True,
                                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        return [{name.lower(): value for name, value in row.items()} for row in json.loads(answer.stdout)]

    def training(self, case, workers=2):
        """Images a second of all workers together, warm-up left out, and the largest worker's peak memory."""
        self.sweep(case, IMAGES[case.width, case.batch], workers=workers)
        rows = self.query("SELECT run_id, name, reading FROM metrics"
                          f" WHERE (name = 'images_per_second' AND epoch > {WARMUP_EPOCHS}) OR name = 'peak_memory_bytes'")
        speeds = {}
        for row in rows:
            if row["name"] == "images_per_second":
                speeds.setdefault(row["run_id"], []).append(float(row["reading"]))
        peak = max(float(row["reading"]) for row in rows if row["name"] == "peak_memory_bytes")
        return sum(statistics.median(values) for values in speeds.values()), peak

    def facts(self):
        """What the last sweep's runs record of what computed them."""
        rows = self.query("SELECT DISTINCT name, setting FROM environments ORDER BY name")
        return {row["name"]: row["setting"] for row in rows
                if row["name"] in FACTS or any(word in row["name"] for word in KERNELS)}

    def start_up(self):
        """Seconds from starting a worker's process to the end of its first step and a validation of 100 images."""
        self.sweep(Case(0.25, 64, True), 64, epochs=1, workers=1)
        started = self.query("SELECT started_at FROM attempts")[0]["started_at"]
        journal = next(self.results.glob("*/runs/*/journal.jsonl")).read_text().splitlines()
        first = next(entry for entry in (json.loads(line)["payload"] for line in journal) if "epoch" in entry)
        return (moment(first["at"]) - moment(started)).total_seconds()

    def memory(self, epochs):
        """MiB of a worker at its 5th epoch and at its last."""
        self.sweep(Case(0.25, 64, True), 512, epochs=epochs, workers=1)
        rows = self.query(f"SELECT reading FROM system_metrics WHERE name = 'rss_bytes' AND epoch IN (5, {epochs}) ORDER BY epoch")
        return [float(row["reading"]) / 2**20 for row in rows]

    def make_run(self):
        """Seconds of the sweep that `make run` trains."""
        start = time.perf_counter()
        self.run(SPEC_OF_MAKE_RUN)
        return time.perf_counter() - start


def moment(text):
    """Nanoseconds cut to what Python's dates hold."""
    text = text.replace("Z", "+00:00").replace(" ", "T")
    head, _, rest = text.partition(".")
    decimals, zone = rest[:rest.find("+")], rest[rest.find("+"):]
    return datetime.datetime.fromisoformat(f"{head}.{decimals[:6]:0<6}{zone}")
