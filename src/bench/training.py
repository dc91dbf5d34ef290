"""Measures training on this machine: speed beside PyTorch, start-up, memory, and what a second worker gains.

Every comparison alternates between the two sides, and prints the median of the pairs' ratios with their range. The table is
Markdown; all numbers also go to target/bench/training.json.
"""
import argparse
import datetime
import gzip
import json
import os
import pathlib
import shutil
import statistics
import struct
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
NIGHTSWEEP = ROOT / "target/nightsweep/bin/nightsweep"
MNIST = ROOT / "src/main/resources/dev/nightsweep/data/mnist"
WORK = ROOT / "target/bench"
TRAINING_IMAGES, TEST_IMAGES = 8192, 100
EPOCHS, WARMUP_EPOCHS = 4, 2  # the Java VM compiles while it trains: its first epochs are left out


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


def sweep(settings, workers, runs):
    """Trains `runs` runs of one setting and returns the results folder."""
    results = WORK / "results"
    shutil.rmtree(results, ignore_errors=True)
    spec = {"name": "bench", "method": "grid", "parameters": {name: {"value": value} for name, value in settings.items()},
            "ablation": {"seeds": runs}}
    path = WORK / "bench.json"
    path.write_text(json.dumps(spec))
    subprocess.run([NIGHTSWEEP, "run", path, "--results", results, "--workers", str(workers)], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return results


def query(results, sql):
    answer = subprocess.run([NIGHTSWEEP, "query", "--results", results, "--format", "json", sql], check=True,
                            stdout=subprocess.PIPE, text=True)
    return [{name.lower(): value for name, value in row.items()} for row in json.loads(answer.stdout)]


def settings(width, batch, lrn, images, epochs=EPOCHS):
    return {"width": width, "batch_size": batch, "lrn": lrn, "train_size": images, "validation_size": 100, "epochs": epochs,
            "dataset": str(digits())}


def ours(width, batch, lrn, images, workers=2):
    """Images a second of all workers together, warm-up left out, and the largest worker's peak memory."""
    results = sweep(settings(width, batch, lrn, images), workers, workers)
    rows = query(results, f"SELECT run_id, name, reading FROM metrics WHERE (name = 'images_per_second' AND epoch > {WARMUP_EPOCHS})"
                          " OR name = 'peak_memory_bytes'")
    speeds = {}
    for row in rows:
        if row["name"] == "images_per_second":
            speeds.setdefault(row["run_id"], []).append(float(row["reading"]))
    peak = max(float(row["reading"]) for row in rows if row["name"] == "peak_memory_bytes")
    return sum(statistics.median(values) for values in speeds.values()), peak


def peer(width, batch, lrn, images):
    command = [sys.executable, HERE / "peer.py", "--width", str(width), "--batch", str(batch),
               "--steps", str(max(4, (EPOCHS - WARMUP_EPOCHS) * images // batch))] + (["--lrn"] if lrn else [])
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True,
                            env={**os.environ, "OMP_NUM_THREADS": "1"})
    return json.loads(answer.stdout)


def spread(values, form="{:.2f}"):
    return f"{form.format(statistics.median(values))} ({form.format(min(values))}–{form.format(max(values))})"


def beside_pytorch(pairs, cases):
    print("| width | batch | LRN | Nightsweep, images/s | PyTorch, images/s | ratio | peak memory of a worker |")
    print("|---|---|---|---|---|---|---|")
    rows = []
    for width, batch, images in cases:
        for lrn in (False, True):
            a, b, peaks, version = [], [], [], None
            for _ in range(pairs):
                speed, peak = ours(width, batch, lrn, images)
                a.append(speed)
                peaks.append(peak)
                if has_torch():
                    answer = peer(width, batch, lrn, images)
                    b.append(answer["images_per_second"])
                    version = answer["version"]
            ratios = [x / y for x, y in zip(a, b)]
            print(f"| {width} | {batch} | {'yes' if lrn else 'no'} | {spread(a, '{:.0f}')} | "
                  f"{spread(b, '{:.0f}') if b else '–'} | {spread(ratios) if b else '–'} | {max(peaks) / 2**20:.0f} MiB |",
                  flush=True)
            rows.append({"width": width, "batch": batch, "lrn": lrn, "nightsweep": a, "pytorch": b, "ratios": ratios,
                         "peak_memory_bytes": max(peaks), "pytorch_version": version})
    return rows


def two_workers(pairs):
    """Both together against one alone."""
    ratios = [ours(0.25, 64, False, 1024, 2)[0] / ours(0.25, 64, False, 1024, 1)[0] for _ in range(pairs)]
    print(f"\nTwo workers together, against one alone (width 0.25, batch 64): {spread(ratios)} times")
    return ratios


def start_up(times):
    """From starting a worker's process to the end of its first step and a validation of 100 images."""
    seconds = []
    for _ in range(times):
        results = sweep(settings(0.25, 64, True, 64, 1), 1, 1)
        started = query(results, "SELECT started_at FROM attempts")[0]["started_at"]
        journal = next(results.glob("*/runs/*/journal.jsonl")).read_text().splitlines()
        first = next(entry for entry in map(payload, journal) if "epoch" in entry)
        seconds.append((moment(first["at"]) - moment(started)).total_seconds())
    print(f"From a worker's start to its first step taken (width 0.25, batch 64, LRN; 100 images validated too): "
          f"{spread(seconds)} s")
    return seconds


def payload(line):
    return json.loads(line)["payload"]


def moment(text):
    """Nanoseconds cut to what Python's dates hold."""
    text = text.replace("Z", "+00:00").replace(" ", "T")
    head, _, rest = text.partition(".")
    digits_, zone = rest[:rest.find("+")], rest[rest.find("+"):]
    return datetime.datetime.fromisoformat(f"{head}.{digits_[:6]:0<6}{zone}")


def memory(epochs):
    """A worker's memory at its 5th epoch and at its last."""
    results = sweep(settings(0.25, 64, True, 512, epochs), 1, 1)
    rows = query(results, f"SELECT epoch, reading FROM system_metrics WHERE name = 'rss_bytes' AND epoch IN (5, {epochs})"
                          " ORDER BY epoch")
    early, late = (float(row["reading"]) / 2**20 for row in rows)
    print(f"Memory of a worker after 5 and after {epochs} epochs (width 0.25, batch 64, LRN): {early:.0f} and {late:.0f} MiB")
    return [early, late]


def has_torch():
    try:
        import torch  # noqa: F401
        return True
    except ImportError:
        return False


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=5, help="alternating pairs a comparison (default 5)")
    parser.add_argument("--quick", action="store_true", help="width 0.25, batch 64, and nothing else")
    options = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    if not has_torch():
        print("No Python with torch here, so no comparison (on Debian: apt install python3-torch libopenblas0-pthread).\n")
    print(f"Two processes of one thread each, {datetime.date.today()}; median (range) of {options.pairs} alternating pairs\n")
    main_case = (0.25, 64, 1536)
    if options.quick:
        beside_pytorch(options.pairs, [main_case])
        return
    cases = [main_case, (0.25, 16, 768), (0.25, 256, 1280), (0.125, 64, 2048), (1.0, 64, 128)]
    report = {"date": str(datetime.date.today()), "speed": beside_pytorch(options.pairs, cases),
              "two_workers_to_one": two_workers(options.pairs), "start_up_seconds": start_up(options.pairs),
              "memory_mib": memory(50)}
    (WORK / "training.json").write_text(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
