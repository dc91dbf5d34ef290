"""The peers of the training benchmark: PyTorch in several modes, and DJL."""
import os
import pathlib
import statistics
import subprocess
import sys

from measure import HERE, JAVA, WORK, Unavailable, speed, together

DJL = "DJL"
MODES = {  # of PyTorch, in the words of peer.py
    "train": ("eager", "eager fused", "channels_last", "channels_last fused", "compile fused", "compile channels_last fused"),
    "infer": ("eager", "channels_last", "compile", "compile channels_last", "compile freeze", "compile channels_last freeze"),
}
SCREENING_SECONDS, SECONDS = 1.5, 3
FASTEST = 2


def python_with_torch(install):
    """$NIGHTSWEEP_BENCH_PYTHON, or some Python with torch 2, or one that is made; None without."""
    named = os.environ.get("NIGHTSWEEP_BENCH_PYTHON")
    if named and not has_torch(named):
        sys.exit(f"NIGHTSWEEP_BENCH_PYTHON={named} has no torch 2.")
    own = WORK / "peers"
    for candidate in [named] if named else [own / "bin/python", "python3", "/usr/bin/python3"]:
        if has_torch(candidate):
            return candidate
    if not install:
        return None
    print(f"No Python with torch 2 here: installing the newest from PyPI into {own.relative_to(HERE.parent.parent)} (fetches"
          " about 3 GB, takes 5.5 GB of disk, as the build for Linux brings CUDA). --no-install goes without;"
          " NIGHTSWEEP_BENCH_PYTHON names a Python that has it.", file=sys.stderr, flush=True)
    subprocess.run([sys.executable, "-m", "venv", own], check=True)
    subprocess.run([own / "bin/python", "-m", "pip", "install", "-q", "--disable-pip-version-check", "torch>=2", "numpy",
                    "setuptools"], check=True)
    return own / "bin/python"


def has_torch(python):
    try:
        return subprocess.run([python, "-c", "import sys, torch; sys.exit(int(torch.__version__.split('.')[0]) < 2)"],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def build_djl(install):
    """Builds DJL's peer, whose libraries take 120 MB; why not, if that does not work."""
    built = subprocess.run(["mvn", "-B", "-q", *([] if install else ["-o"]), "-f", HERE / "djl/pom.xml", "package"],
                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return None if built.returncode == 0 else "Maven could not build it" + ("" if install else " with what is here")


class Peers:
    """All that work here. A peer's name is `DJL`, or a mode of PyTorch."""

    def __init__(self, install):
        self.python = python_with_torch(install)
        self.djl_problem = build_djl(install)
        self.used = {}  # what each says of itself
        os.environ["TORCHINDUCTOR_CACHE_DIR"] = str(WORK / "inductor")
        os.environ["DJL_CACHE_DIR"] = str(WORK / "djl/cache")
        if not self.djl_problem:
            self.used["DJL's kernels"] = self.isa(self.command(DJL, "infer", (0.25, 1, False), 0))
        if self.python:
            self.used["PyTorch's kernels"] = self.isa(self.command("eager", "infer", (0.25, 1, False), 0))

    def isa(self, command):
        """What its oneDNN says it uses; and one process alone unpacks what a library brings along."""
        answer = subprocess.run(command, input="\n", stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                                env={**os.environ, "ONEDNN_VERBOSE": "1"})
        said = [line.split("info,", 1)[1] for line in answer.stdout.splitlines()
                if line.startswith("onednn_verbose") and ("info,oneDNN" in line or "info,cpu,isa" in line)]
        return "; ".join(said)

    def command(self, peer, work, case, seconds):
        width, batch, lrn = case
        if peer == DJL:
            return [JAVA, "-Xmx1g", "-Dai.djl.pytorch.num_threads=1", "-Dai.djl.pytorch.num_interop_threads=1", "-cp",
                    f"{WORK}/djl/peer.jar:{WORK}/djl/dependency/*", "DjlPeer", work, str(width), str(batch), str(lrn).lower(),
                    str(seconds)]
        return [self.python, HERE / "peer.py", work, "--width", str(width), "--batch", str(batch), "--mode", peer,
                "--seconds", str(seconds), *(["--lrn"] if lrn else [])]

    def measure(self, peer, work, case, seconds=SECONDS):
        """Images a second of two processes."""
        answers = together(self.command(peer, work, case, seconds))
        self.used["DJL" if peer == DJL else "PyTorch"] = {
            name: value for name, value in answers[0].items() if name != "images_per_second"}
        return speed(answers)

    def screen(self, work, case):
        """The speed of each, measured once and shortly, or why there is none."""
        found = {}
        for peer in (*(MODES[work] if self.python else ()), DJL):
            try:
                if peer == DJL and self.djl_problem:
                    raise Unavailable(self.djl_problem)
                found[peer] = self.measure(peer, work, case, SCREENING_SECONDS)
            except Unavailable as problem:
                found[peer] = f"not available: {problem}"
        return found


def contenders(screening):
    """The fastest of a screening, and DJL in any case."""
    working = {peer: speed for peer, speed in screening.items() if not isinstance(speed, str)}
    fastest = sorted(working, key=working.get, reverse=True)[:FASTEST]
    return fastest + [DJL] * (DJL in working and DJL not in fastest)


def best(speeds):
    """The peer with the highest median; None where there is no peer."""
    return max(speeds, key=lambda peer: statistics.median(speeds[peer]), default=None)


def label(peer):
    return peer if peer in (DJL, None) else f"PyTorch {peer}"
