"""What the training benchmark shares: its cases, processes that measure together, and how numbers are written."""
import json
import os
import pathlib
import re
import statistics
import subprocess
import threading
import typing

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WORK = ROOT / "target/bench"
JAVA = str(pathlib.Path(os.environ["JAVA_HOME"], "bin/java")) if os.environ.get("JAVA_HOME") else "java"
PATIENCE = 300  # seconds until a process counts as hanging


class Case(typing.NamedTuple):
    """One kind of net and batch."""
    width: float
    batch: int
    lrn: bool = False

    @property
    def name(self):
        return f"{self.width}/{self.batch}{'+lrn' if self.lrn else ''}"

    @property
    def cells(self):
        return f"| {self.width} | {self.batch} | {'yes' if self.lrn else 'no'} |"


class Unavailable(Exception):
    """A peer that does not work here; says why."""


def together(command, processes=2):
    """Starts a command several times, lets all begin at once when each is warm, and returns the JSON that each prints."""
    errors = WORK / "stderr.txt"
    with errors.open("w") as stderr:
        started = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stderr, text=True)
                   for _ in range(processes)]
        alarm = threading.Timer(PATIENCE, lambda: [process.kill() for process in started])
        alarm.start()
        try:
            for process in started:
                if not any(line == "ready\n" for line in process.stdout):
                    raise Unavailable(reason(errors))
            for process in started:
                process.stdin.write("\n")
                process.stdin.flush()
            answers = [process.communicate()[0] for process in started]
            if any(process.returncode for process in started):
                raise Unavailable(reason(errors))
            return [json.loads(answer.splitlines()[-1]) for answer in answers]
        finally:
            alarm.cancel()
            for process in started:
                process.kill()
                process.wait()


def reason(file):
    """The last error of a log, or else its last line."""
    lines = [line.strip().replace("|", "/") for line in file.read_text(errors="replace").splitlines() if line.strip()]
    errors = [line for line in lines if re.search(r"(Error|Exception)\b.*: ", line)]
    return (errors or lines or ["it ended without a word"])[-1][:200]


def speed(answers):
    return sum(answer["images_per_second"] for answer in answers)


def java(main, *arguments):
    return [JAVA, "-cp", f"{WORK}/classes:{ROOT}/target/nightsweep/lib/*", main, *map(str, arguments)]


def peak():
    """The matrix peak of two processes together."""
    answers = together(java("PeakBench"))
    return {**answers[0], "gflops": sum(answer["gflops"] for answer in answers)}


def multiply_adds(width, border):
    """A training step's for one image: forward, to the layer below, and to the weights; the pixels need none below them.

    `border`: with those at the padded border, where one factor is always 0."""
    def taps(side, kernel):
        pad = kernel // 2
        return (side * kernel - (0 if border else pad * (pad + 1))) ** 2

    filters = [int(n * width) for n in (96, 256, 384, 384, 256)]
    layers = [taps(side, kernel) * before * after for side, kernel, before, after
              in zip((28, 14, 7, 7, 7), (5, 5, 3, 3, 3), [1, *filters], filters)]
    units = int(4096 * width)
    layers += [49 * filters[-1] * units, units * units, units * 10]
    return 3 * sum(layers) - layers[0]


def spread(values, form="{:.2f}"):
    return f"{form.format(statistics.median(values))} ({form.format(min(values))}–{form.format(max(values))})"


def ratios(above, below):
    return [a / b for a, b in zip(above, below)]


def verdict(reached):
    return "yes" if reached else "no"
