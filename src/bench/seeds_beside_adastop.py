#!/usr/bin/env python3
"""How many seeds our rules that add seeds take, beside AdaStop (pip install adastop scipy).

AdaStop (Mathieu et al. 2024) looks after 5, 10, … 25 runs of each arm and compares all pairs by
permutations; arms that are decided are not trained on. At its level of 0.05 version 0.1.3 decides
twice as often as that where there is no difference, since it holds the larger side of its null
distribution against the absolute difference; so it is asked for 0.025 too. Ours look after every
seed from 5 to 25 and pair runs by seed; an arm gets no more seeds once all its pairs are settled,
or would hardly be settled by the 25th. Prints a table in Markdown.
"""
import itertools
import logging
import math
import sys

import numpy as np
from adastop import MultipleAgentsComparator
from scipy import stats

LOOKS, BLOCK = 5, 5
MOST = LOOKS * BLOCK
LEAST_CHANCE, LEAST_SEEDS = 0.1, 8
WALKER = {  # means and standard deviations that AdaStop's tutorial reports for its example
    "PPO": (2901.53, 1257.93),
    "DDPG": (884.12, 535.74),
    "SAC": (4543.40, 432.13),
    "TRPO": (1215.42, 529.67),
}


def adastop(readings, seed, alpha):
    comparator = MultipleAgentsComparator(n=BLOCK, K=LOOKS, B=500, alpha=alpha, seed=seed)
    seen = [0] * len(readings)
    for _ in range(LOOKS):
        for arm in range(len(readings)):
            if comparator.current_comparisons is None or arm in comparator.current_comparisons:
                seen[arm] += BLOCK
        comparator.partial_compare(
            {str(arm): readings[arm, :n] for arm, n in enumerate(seen)}, verbose=False)
        if comparator.is_finished:
            break
    decided = sum(decision != "equal" for decision in comparator.decisions.values())
    return np.mean(seen), decided


class AnyLook:
    """Tests that hold at any look: --anytime."""

    def p(self, n, t):
        shrunk = t * t / (t * t + n - 1) * 2 * n / (1 + 2 * n)
        ratio = math.exp(-(math.log1p(2 * n) + n * math.log1p(-shrunk)) / 2)
        return min(1, 0.77 / ratio) if n > 2 else 1

    def bar(self):
        share = 1 - (0.77 / 0.05 * math.sqrt(1 + 2 * MOST)) ** (-2 / MOST)
        share *= (1 + 2 * MOST) / (2 * MOST)
        return math.sqrt((MOST - 1) * share / (1 - share))


class UntilSettled:
    """A group-sequential rule of constant level: --until-settled --max-seeds 25."""

    def __init__(self):
        courses = np.random.default_rng(5).normal(size=(200_000, MOST))
        smallest = np.ones(len(courses))
        for n in range(BLOCK, MOST + 1):
            t = stats.ttest_1samp(courses[:, :n], 0, axis=1)
            smallest = np.minimum(smallest, t.pvalue)
        self.smallest = np.sort(smallest)

    def p(self, n, t):
        if n < BLOCK:
            return 1
        nominal = 2 * stats.t.sf(abs(t), n - 1)
        return np.searchsorted(self.smallest, nominal, side="right") / len(self.smallest)

    def bar(self):
        return stats.t.isf(self.smallest[len(self.smallest) // 20] / 2, MOST - 1)


def ours(rule, readings, gives_up=True):
    arms = len(readings)
    pairs = list(itertools.combinations(range(arms), 2))
    p = dict.fromkeys(pairs, 1.0)
    seeds = [MOST] * arms
    settled, given_up = set(), set()
    for n in range(3, MOST + 1):
        for a, b in pairs:
            if min(seeds[a], seeds[b]) >= n:
                differences = readings[a, :n] - readings[b, :n]
                t = differences.mean() / differences.std(ddof=1) * math.sqrt(n)
                p[a, b] = min(p[a, b], rule.p(n, t))
                if gives_up and n >= LEAST_SEEDS and is_hopeless(n, differences, rule.bar()):
                    given_up.add((a, b))
        if n < BLOCK:
            continue
        ascending = sorted(pairs, key=p.get)
        adjusted = np.maximum.accumulate([(len(p) - i) * p[x] for i, x in enumerate(ascending)])
        settled |= {x for x, each in zip(ascending, adjusted) if each <= 0.05}
        is_open = [x for x in pairs if x not in settled | given_up]
        for arm in range(arms):
            if seeds[arm] == MOST and not any(arm in x for x in is_open):
                seeds[arm] = n
        if not is_open:
            break
    return np.mean(seeds), len(settled)


def is_hopeless(n, differences, bar):
    if n == MOST:
        return False
    spread = differences.std(ddof=1)
    away = spread * math.sqrt((MOST - n) / (MOST * n))
    needed = bar * spread / math.sqrt(MOST)
    mean = differences.mean()
    chance = stats.t.sf((needed - mean) / away, n - 1) + stats.t.sf((needed + mean) / away, n - 1)
    return chance < LEAST_CHANCE


def draw(random, means, deviations, correlation):
    shared = random.normal(size=MOST)
    own = random.normal(size=(len(means), MOST))
    noise = math.sqrt(correlation) * shared + math.sqrt(1 - correlation) * own
    return np.array(means)[:, None] + np.array(deviations)[:, None] * noise


def main(studies):
    logging.disable(logging.CRITICAL)
    random = np.random.default_rng(20261130)
    designs = [
        (f"two arms, {effect} sd apart, correlation {correlation}", [0, effect], [1, 1], correlation)
        for correlation in (0, 0.6)
        for effect in (0, 1, 2)
    ]
    means, deviations = zip(*WALKER.values())
    designs.append(("AdaStop's example, all six pairs, correlation 0", means, deviations, 0))
    designs.append(("the same, correlation 0.6", means, deviations, 0.6))
    settling, at_will = UntilSettled(), AnyLook()
    ways = {
        "AdaStop, 0.05": lambda r, seed: adastop(r, seed, 0.05),
        "AdaStop, 0.025": lambda r, seed: adastop(r, seed, 0.025),
        "until settled": lambda r, seed: ours(settling, r),
        "any look": lambda r, seed: ours(at_will, r),
        "any look, never giving up": lambda r, seed: ours(at_will, r, gives_up=False),
    }
    print("| readings |" + "".join(f" {way}: seeds | decided |" for way in ways))
    print("|---|" + "---:|---:|" * len(ways))
    for name, means, deviations, correlation in designs:
        drawn = [draw(random, means, deviations, correlation) for _ in range(studies)]
        rows = [
            np.mean([way(r, seed) for seed, r in enumerate(drawn)], axis=0)
            for way in ways.values()
        ]
        numbers = " | ".join("%.1f | %.2f" % tuple(row) for row in rows)
        print("| %s | %s |" % (name, numbers), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
