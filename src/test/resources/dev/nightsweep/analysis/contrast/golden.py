"""Writes golden.csv beside itself: paired statistics by SciPy, to check our own against.

Run by hand with SciPy 1.17: python3 golden.py
"""

import csv
import itertools
import pathlib
import random

import scipy
from scipy import stats

MARGIN = 0.01


def differences():
    draw = random.Random(7)
    yield "three", [0.0031, -0.0012, 0.0024]
    yield "five", [0.0121, 0.0089, 0.0142, 0.0077, 0.0105]
    yield "six_with_ties", [0.0, 0.0012, -0.0012, 0.0034, 0.0, 0.0005]
    yield "ten", [round(draw.gauss(-0.004, 0.006), 4) for _ in range(10)]
    yield "seventeen", [round(draw.gauss(0.0, 0.02), 4) for _ in range(17)]
    yield "twenty", [round(draw.gauss(0.3, 1.0), 3) for _ in range(20)]


def sign_flip(d):
    exact = [round(x * 10_000) for x in d]
    observed = abs(sum(exact))
    signs = itertools.product((1, -1), repeat=len(d))
    hits = sum(abs(sum(s * x for s, x in zip(sign, exact))) >= observed for sign in signs)
    return hits / 2 ** len(d)


def row(name, d):
    n = len(d)
    interval = stats.ttest_1samp(d, 0).confidence_interval(0.95)
    above = sum(x > 0 for x in d)
    ties = sum(x == 0 for x in d)
    low_hits, high_hits = above + ties // 2, above + (ties + 1) // 2
    low = stats.binomtest(low_hits, n).proportion_ci(0.95, method="exact").low
    high = stats.binomtest(high_hits, n).proportion_ci(0.95, method="exact").high
    tost = max(
        stats.ttest_1samp(d, -MARGIN, alternative="greater").pvalue,
        stats.ttest_1samp(d, MARGIN, alternative="less").pvalue,
    )
    deviation = stats.tstd(d)
    mean = stats.tmean(d)
    effect = mean / deviation * (1 - 3 / (4 * (n - 1) - 1))
    numbers = [mean, deviation, interval.low, interval.high, stats.ttest_1samp(d, 0).pvalue]
    numbers += [tost, sign_flip(d), effect, (above + ties / 2) / n, low, high]
    return [name, ";".join(map(repr, d))] + [repr(float(x)) for x in numbers]


def main():
    path = pathlib.Path(__file__).with_name("golden.csv")
    with path.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(
            "name differences mean sd ci_low ci_high p_t p_tost p_flip effect share share_low share_high".split()
        )
        writer.writerows(row(name, d) for name, d in differences())
    print("SciPy", scipy.__version__, path)


main()
