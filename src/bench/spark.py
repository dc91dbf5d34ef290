"""Measures the Spark engine on this machine: what a second executor is worth, what scheduling costs, and, by a
discrete-event simulation driven by those costs, from how many executors on the driver is what limits a sweep."""
import argparse
import csv
import datetime
import heapq
import io
import json
import os
import pathlib
import random
import shutil
import signal
import statistics
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BUILD = ROOT / "target/spark"
NIGHTSWEEP = BUILD / "bin/nightsweep"
WORK = ROOT / "target/bench/spark"
PORT = 17077
PARTS = ["scaling", "scheduling", "limit"]
MASTER = "spark://127.0.0.1:%d" % PORT
OPENS = ["--add-opens=java.base/%s=ALL-UNNAMED" % package for package in (
    "java.lang", "java.lang.invoke", "java.lang.reflect", "java.io", "java.net", "java.nio", "java.util",
    "java.util.concurrent", "java.util.concurrent.atomic", "sun.nio.ch", "sun.nio.cs", "sun.security.action",
    "sun.util.calendar")]
ENVIRONMENT = {**os.environ, "SPARK_HOME": str(BUILD / "spark"), "SPARK_SCALA_VERSION": "2.13",
               "SPARK_LOCAL_IP": "127.0.0.1"}


def cluster():
    """A master and two workers with a core each: alone, one would else compile and collect on the other's core."""
    java = ["java", "-Xmx400m", *OPENS, "-cp", "%s/*" % (BUILD / "spark/jars")]
    commands = [[*java, "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", str(PORT),
                 "--webui-port", "0"]]
    commands += [[*java, "org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "--webui-port", "0",
                  "--cores", "1", "--memory", "1g", "--work-dir", str(WORK / ("work%d" % i)), MASTER] for i in (1, 2)]
    cores = sorted(os.sched_getaffinity(0))
    processes = []
    for number, command in enumerate(commands):
        log = open(WORK / ("cluster%d.log" % number), "w")
        processes.append(subprocess.Popen(command, env=ENVIRONMENT, stdout=log, stderr=log, start_new_session=True))
        if number > 0 and len(cores) > 1:
            os.sched_setaffinity(processes[-1].pid, {cores[number - 1]})
        time.sleep(4)
    return processes


def sweep(name, parameters, seeds, workers, program="simulated"):
    """Runs a sweep on the cluster; (seconds from its start to the end of each run, CPU seconds of the driver, its peak memory in bytes)."""
    results = WORK / name
    shutil.rmtree(results, ignore_errors=True)
    spec = WORK / (name + ".json")
    spec.write_text(json.dumps({"name": name, "program": program, "method": "grid",
                                "parameters": {key: {"value": value} for key, value in parameters.items()},
                                "ablation": {"seeds": seeds}}))
    command = [NIGHTSWEEP, "run", spec, "--engine", "spark", "--master", MASTER, "--workers", workers,
               "--spark-conf", "spark.cores.max=%d" % workers, "--results", results]
    with open(WORK / (name + ".log"), "w") as log:
        process = subprocess.Popen([str(word) for word in command], env=ENVIRONMENT, stdout=log, stderr=log)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit("%s ended with exit code %d: see %s" % (name, os.waitstatus_to_exitcode(status), log.name))
    answer = subprocess.run([NIGHTSWEEP, "query", "SELECT started_at, ended_at FROM attempts", "--format", "csv",
                             "--results", results], env=ENVIRONMENT, check=True, stdout=subprocess.PIPE,
                            stderr=subprocess.DEVNULL, text=True).stdout
    attempts = [[seconds(stamp) for stamp in row] for row in list(csv.reader(io.StringIO(answer)))[1:]]
    begun = min(start for start, _ in attempts)
    ends = sorted(end - begun for _, end in attempts)
    return ends, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def seconds(stamp):
    text = stamp.strip().replace(" ", "T").replace("Z", "+00:00")
    if "+" in text and len(text.rsplit("+", 1)[1]) == 2:
        text += ":00"
    head, _, tail = text.partition(".")
    if tail:
        digits, plus, zone = tail.partition("+")
        text = head + "." + digits[:6].ljust(6, "0") + plus + zone
    return datetime.datetime.fromisoformat(text).timestamp()


def scaling(pairs, runs):
    """A place gets faster for a dozen runs, while its JVM compiles: so beside as many runs, as many runs a place."""
    net = {"width": 0.125, "batch_size": 64, "train_size": 3000, "validation_size": 500, "epochs": 3}
    same, each = [], []
    for pair in range(pairs):
        ends = {workers: sweep("scale-%d-%d" % (pair, workers), net, runs, workers, "alexnet")[0] for workers in (1, 2)}
        same.append(ends[1][-1] / ends[2][-1])
        each.append(2 * ends[1][runs // 2 - 1] / ends[2][-1])
    for ratios, what in ((same, "of %d runs" % runs), (each, "of %d runs each" % (runs // 2))):
        print("two one-core executors do %.2f (%.2f–%.2f) times what one does, %s: %d pairs, AlexNets of width 0.125"
              % (statistics.median(ratios), min(ratios), max(ratios), what, pairs), flush=True)


def scheduling(runs, length):
    ends, cpu, memory = sweep("schedule", {"epochs": 1, "simulate.seconds_per_epoch": length}, runs, 2)
    wall = ends[-1]
    apart = 2 * wall / runs - length
    print("%d runs of %.1f s on two executors: %.0f s, %.1f %% more than the runs alone, %.0f ms from run to run; driver %.0f MiB, %.1f ms of CPU a run"
          % (runs, length, wall, 100 * apart / length, 1000 * apart, memory / 2 ** 20, 1000 * cpu / runs), flush=True)


def costs(many):
    """CPU seconds of the driver for a run and for an epoch; its start is left out."""
    few = many // 5
    base = sweep("few", {"epochs": 1}, few, 2)[1]
    more = sweep("many", {"epochs": 1}, many, 2)[1]
    longer = sweep("long", {"epochs": 21}, many, 2)[1]
    run, epoch = (more - base) / (many - few), max(0.0, (longer - more) / (many * 20))
    print("the driver takes %.1f ms of CPU for a run and %.2f ms for an epoch" % (1000 * run, 1000 * epoch), flush=True)
    return run, epoch


def sync():
    """Wall seconds of bringing a line to the disk, which the driver waits for before it answers."""
    path = WORK / "line"
    times = []
    with open(path, "ab", buffering=0) as file:
        for _ in range(200):
            begun = time.monotonic()
            file.write(b"x" * 400)
            os.fsync(file.fileno())
            times.append(time.monotonic() - begun)
    return statistics.median(times)


def simulate(executors, length, epochs, run_cost, epoch_cost, runs_each=20):
    """The share of time that executors wait, with one driver that does one thing after the other."""
    chance = random.Random(1)
    events, free, end = [], 0.0, 0.0
    left = executors * runs_each
    trained = 0.0
    for executor in range(executors):
        heapq.heappush(events, (0.0, executor, 0, 0.0))
    while events:
        at, executor, epoch, span = heapq.heappop(events)
        begin = max(at, free)
        free = begin + (epoch_cost if epoch > 1 else run_cost)
        end = max(end, at)
        if epoch > 1:  # a line of an epoch: the executor does not wait for it
            heapq.heappush(events, (at + span, executor, epoch - 1, span))
        elif left > 0:  # an end, and a start: the executor waits for both
            left -= 1
            whole = length * chance.uniform(0.9, 1.1)
            trained += whole
            heapq.heappush(events, (free + whole / epochs, executor, epochs, whole / epochs))
    return 1 - trained / (executors * end)


def limit(run, epoch, disk):
    print("a line is on the disk in %.2f ms; a run has one in each journal at its start and end" % (1000 * disk))
    print("executors that wait for the driver, by a simulation with those costs, 10 epochs a run:")
    counts = [10, 30, 100, 300, 1000]
    print("%-12s" % "run length", *["%7d" % n for n in counts])
    for length in (10, 60, 600):
        waits = [simulate(n, length, 10, run + 4 * disk, epoch + disk) for n in counts]
        print("%10d s" % length, *["%6.1f%%" % (100 * wait) for wait in waits], flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10_000, help="of the scheduling part, of --length seconds each")
    parser.add_argument("--length", type=float, default=1.0)
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--quick", action="store_true", help="fewer of everything")
    given = parser.parse_args()
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    processes = cluster()
    try:
        if "scaling" in given.parts:
            scaling(*(1, 6) if given.quick else (given.pairs, 16))
        if "scheduling" in given.parts:
            scheduling(400 if given.quick else given.runs, given.length)
        if "limit" in given.parts:
            limit(*costs(500 if given.quick else 2000), sync())
    finally:
        for process in processes:
            os.killpg(process.pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
