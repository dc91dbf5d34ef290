"""Measures training on this machine beside today's peers: speed, evaluation, start-up, memory, a second worker's gain.

Two processes of one thread each. Every comparison alternates between the sides and prints the median of the pairs' ratios with
their range. All modes of the peers are screened once a row; the two fastest, and DJL, take part in the pairs, and the one with
the highest median is the best peer. Tables are Markdown; all numbers also go to target/bench/training.json, as they come.
"""
import argparse
import datetime
import json
import os
import statistics

import ours
import peers
from measure import WORK, Case, Unavailable, java, multiply_adds, peak, ratios, speed, spread, together, verdict

TO_REACH = {Case(0.125, 64): 1.3, Case(0.125, 64, True): 2.2, Case(0.25, 64): 1.4, Case(0.25, 64, True): 2.2,
            Case(0.25, 16): 1.3, Case(0.25, 256): 1.3, Case(1.0, 64): 1.2, Case(1.0, 64, True): 1.4}
MAIN = Case(0.25, 64)
MAX_LRN_SHARE, MIN_TWO_WORKERS, MAX_START_UP, MIN_EVALUATION, MAX_OF_MAKE_RUN = 0.08, 1.8, 1.5, 1.3, 0.6
EVALUATED = Case(0.25, 125)  # the product's own batch
PARTS = ("rows", "evaluation", "workers", "start-up", "memory")
LONG_RUN = 50  # epochs
START_UP = "From a worker's start to its first step taken (width 0.25, batch 64, LRN; 100 images validated too)"
ISA = {"avx2": {"ONEDNN_MAX_CPU_ISA": "AVX2", "DNNL_MAX_CPU_ISA": "AVX2", "OPENBLAS_CORETYPE": "HASWELL",
                "ATEN_CPU_CAPABILITY": "avx2", "MKL_ENABLE_INSTRUCTIONS": "AVX2", "JAVA_TOOL_OPTIONS": "-XX:UseAVX=2"}}


class Report(dict):
    """All numbers, in a file as soon as they are there."""

    def put(self, name, value):
        self[name] = value
        (WORK / "training.json").write_text(json.dumps(self, indent=1))


def head(*columns):
    print("| " + " | ".join(columns) + " |\n" + "|---" * len(columns) + "|", flush=True)


def rows(clone, rivals, options, report):
    """Training speed, row by row; nets that differ by LRN alone take turns."""
    limit = peak()
    report.put("peak", limit)
    print(f"Matrix peak of two processes: {limit['gflops']:.0f} GFLOPS ({limit['version']}, {limit['isa']}, {limit['kernel']})\n")
    head("width", "batch", "LRN", "Nightsweep, images/s", "best peer, images/s", "which", "ratio", "to reach", "reached",
         "of the peak (border counted)", "peak memory of a worker")
    measured = []
    for shape in dict.fromkeys((case.width, case.batch) for case in options.rows):
        group = [case for case in options.rows if (case.width, case.batch) == shape]
        for row in shape_rows(clone, rivals, group, options.pairs):
            case = Case(*row["case"])
            share = [2 * multiply_adds(case.width, border) * statistics.median(row["nightsweep"]) / limit["gflops"] / 1e9
                     for border in (False, True)]
            row["of_the_peak"], row["of_the_peak_border_counted"] = share
            print(f"{case.cells} {spread(row['nightsweep'], '{:.0f}')} | {beside(row, TO_REACH.get(case))} | "
                  f"{share[0]:.0%} ({share[1]:.0%}) | {max(row['peak_memory_bytes']) / 2**20:.0f} MiB |", flush=True)
            measured.append(row)
            report.put("rows", measured)
    screened(measured)
    lrn_share(measured, report)


def shape_rows(clone, rivals, group, pairs):
    found = [{"case": case, "nightsweep": [], "peak_memory_bytes": [], "screening": rivals.screen("train", case)}
             for case in group]
    for row in found:
        row["peers"] = {peer: [] for peer in peers.contenders(row["screening"])}
    for _ in range(pairs):
        for row in found:
            images, memory = clone.training(row["case"])
            row["nightsweep"].append(images)
            row["peak_memory_bytes"].append(memory)
            measure_peers(rivals, "train", row)
    return found


def measure_peers(rivals, work, row):
    for peer, speeds in list(row["peers"].items()):
        try:
            speeds.append(rivals.measure(peer, work, row["case"]))
        except Unavailable as problem:  # after it worked once: its row goes on without it
            del row["peers"][peer]
            row["screening"][peer] = f"broke off: {problem}"


def beside(row, to_reach):
    """The cells from the best peer's speed to whether the target is reached."""
    row["best_peer"] = peers.best(row["peers"])
    if row["best_peer"] is None:
        return f"– | – | – | {to_reach or '–'} | –"
    theirs = row["peers"][row["best_peer"]]
    row["ratios"], row["to_reach"] = ratios(row["nightsweep"], theirs), to_reach
    reached = verdict(statistics.median(row["ratios"]) >= to_reach) if to_reach else "–"
    return (f"{spread(theirs, '{:.0f}')} | {peers.label(row['best_peer'])} | {spread(row['ratios'])} | "
            f"{'≥ %s' % to_reach if to_reach else '–'} | {reached}")


def screened(measured):
    """All peers, measured once and shortly."""
    names = list(dict.fromkeys(peer for row in measured for peer in row["screening"]))
    print("\nAll peers, screened once, images/s:\n")
    head("width", "batch", "LRN", *map(peers.label, names))
    for row in measured:
        cells = (row["screening"].get(name, "–") for name in names)
        print(Case(*row["case"]).cells, " | ".join(cell if isinstance(cell, str) else f"{cell:.0f}" for cell in cells), "|")
    print(flush=True)


def lrn_share(measured, report):
    speeds = {Case(*row["case"]): row["nightsweep"] for row in measured}
    if MAIN in speeds and MAIN._replace(lrn=True) in speeds:
        shares = [a / b - 1 for a, b in zip(speeds[MAIN], speeds[MAIN._replace(lrn=True)])]
        report.put("lrn_share", shares)
        print(f"LRN adds to a step (width 0.25, batch 64): {spread(shares, '{:.1%}')}; to reach ≤ {MAX_LRN_SHARE:.0%}: "
              f"{verdict(statistics.median(shares) <= MAX_LRN_SHARE)}\n", flush=True)


def evaluation(rivals, options, report):
    row = {"case": EVALUATED, "nightsweep": [], "screening": rivals.screen("infer", EVALUATED)}
    row["peers"] = {peer: [] for peer in peers.contenders(row["screening"])}
    command = java("dev.nightsweep.train.dl4j.EvaluationBench", EVALUATED.width, str(EVALUATED.lrn).lower(), peers.SECONDS)
    for _ in range(options.pairs):
        row["nightsweep"].append(speed(together(command)))
        measure_peers(rivals, "infer", row)
    cells = f"{EVALUATED.cells} {spread(row['nightsweep'], '{:.0f}')} | {beside(row, MIN_EVALUATION)} |"
    report.put("evaluation", row)
    print("Evaluation:\n")
    head("width", "batch", "LRN", "Nightsweep, images/s", "best peer, images/s", "which", "ratio", "to reach", "reached")
    print(cells)
    screened([row])


def workers(clone, options, report):
    gains = [clone.training(MAIN)[0] / clone.training(MAIN, workers=1)[0] for _ in range(options.pairs)]
    report.put("two_workers_to_one", gains)
    print(f"Two workers together, against one alone (width 0.25, batch 64): {spread(gains)} times; to reach ≥ {MIN_TWO_WORKERS}: "
          f"{verdict(statistics.median(gains) >= MIN_TWO_WORKERS)}", flush=True)


def start_up(clone, options, report):
    seconds = [clone.start_up() for _ in range(options.pairs)]
    report.put("start_up_seconds", seconds)
    print(f"{START_UP}: {spread(seconds)} s; to reach ≤ {MAX_START_UP}: "
          f"{verdict(statistics.median(seconds) <= MAX_START_UP)}", flush=True)


def memory(clone, report, name=""):
    early, late = clone.memory(LONG_RUN)
    report.put(f"memory_mib{name}", [early, late])
    print(f"Memory of a worker{name.replace('_', ' ')} after 5 and after {LONG_RUN} epochs (width 0.25, batch 64, LRN): "
          f"{early:.0f} and {late:.0f} MiB", flush=True)


def against(clone, before, options, report):
    """This clone beside one of an older commit."""
    head("width", "batch", "LRN", "now, images/s", "before, images/s", "ratio", "no slower", "peak memory of a worker, now",
         "before")
    measured = []
    for case in options.rows:
        pairs = [(clone.training(case), before.training(case)) for _ in range(options.pairs)]
        (now, then), (now_peak, then_peak) = ([[pair[side][what] for pair in pairs] for side in (0, 1)] for what in (0, 1))
        times = ratios(now, then)
        measured.append({"case": case, "now": now, "before": then, "ratios": times, "peak_memory_bytes": [now_peak, then_peak]})
        print(f"{case.cells} {spread(now, '{:.0f}')} | {spread(then, '{:.0f}')} | {spread(times)} | "
              f"{verdict(statistics.median(times) >= 1)} | {max(now_peak) / 2**20:.0f} MiB | {max(then_peak) / 2**20:.0f} MiB |",
              flush=True)
        report.put("rows", measured)
    print()
    starts = {"now": [], "before": []}
    for _ in range(options.pairs):
        for name, side in (("now", clone), ("before", before)):
            starts[name].append(side.start_up())
            report.put(f"environment_{name}", side.facts())
    report.put("start_up_seconds", starts)
    print(f"{START_UP}: {spread(starts['now'])} s now, {spread(starts['before'])} s before", flush=True)
    if "memory" in options.parts:
        memory(clone, report, "_now")
        memory(before, report, "_before")
    make_run(clone, before, options, report)
    used({f"Nightsweep {name}": report[f"environment_{name}"] for name in starts})


def make_run(clone, before, options, report):
    """The sweep of `make run`, in turns."""
    pairs = [(clone.make_run(), before.make_run()) for _ in range(options.sweeps)]
    if pairs:
        now, then = zip(*pairs)
        shares = ratios(now, then)
        report.put("make_run_seconds", {"now": now, "before": then})
        print(f"The sweep of `make run`: {spread(now, '{:.0f}')} s now, {spread(then, '{:.0f}')} s before, "
              f"{spread(shares, '{:.0%}')}; to reach ≤ {MAX_OF_MAKE_RUN:.0%}: "
              f"{verdict(statistics.median(shares) <= MAX_OF_MAKE_RUN)}", flush=True)


def case_named(name):
    known = {case.name: case for case in TO_REACH}
    if name not in known:
        raise argparse.ArgumentTypeError(f"no row {name}; there are {', '.join(known)}")
    return known[name]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=5, help="alternating pairs a comparison (default 5)")
    parser.add_argument("--rows", nargs="+", type=case_named, default=list(TO_REACH), metavar="ROW",
                        help="rows of training speed: " + " ".join(case.name for case in TO_REACH))
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS), help="what to measure (default all)")
    parser.add_argument("--quick", action="store_true", help="width 0.25, batch 64, and nothing else")
    parser.add_argument("--isa", choices=sorted(ISA), help="hold both sides to these instructions")
    parser.add_argument("--no-install", action="store_true", help="no peer that would have to be fetched first")
    parser.add_argument("--against", metavar="DIR", help="instead of peers: a built clone of an older commit")
    parser.add_argument("--sweeps", type=int, default=3, help="with --against: pairs of the sweep of make run (default 3)")
    options = parser.parse_args()
    if options.against and not ours.Clone(options.against).nightsweep.exists():
        parser.error(f"{options.against} is not built: `make build` there first")
    if options.quick:
        options.rows, options.parts, options.sweeps = [MAIN, MAIN._replace(lrn=True)], ["rows"], 0
    return options


def used(sides):
    """What computed on each side."""
    print("\nUsed:\n")
    for side, facts in sides.items():
        print(f"- {side}: " + (facts if isinstance(facts, str) else "; ".join(
            f"{name} {', '.join(value) if isinstance(value, list) else value}" for name, value in facts.items())))


def main():
    options = arguments()
    WORK.mkdir(parents=True, exist_ok=True)
    os.environ.update({"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}, **ISA.get(options.isa, {}))
    report = Report(date=str(datetime.date.today()), isa=options.isa or "the processor's own")
    clone = ours.Clone()
    held = f"; both sides held to {options.isa.upper()}" if options.isa else ""
    print(f"Two processes of one thread each, {datetime.date.today()}; median (range) of {options.pairs} alternating pairs{held}\n")
    if options.against:
        against(clone, ours.Clone(options.against), options, report)
        return
    rivals = peers.Peers(not options.no_install)
    if not rivals.python:
        print("Without PyTorch: no Python with torch 2 here, and --no-install.\n")
    if "rows" in options.parts:
        rows(clone, rivals, options, report)
    if "evaluation" in options.parts:
        evaluation(rivals, options, report)
    if "workers" in options.parts:
        workers(clone, options, report)
    if "start-up" in options.parts:
        start_up(clone, options, report)
    if "memory" in options.parts:
        memory(clone, report)
    report.put("peers", rivals.used)
    if options.parts != ["evaluation"]:  # which trains no sweep
        report.put("environment", clone.facts())
    used({"Nightsweep": report.get("environment", {}), **rivals.used})


if __name__ == "__main__":
    main()
