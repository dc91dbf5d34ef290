#!/usr/bin/env python3
"""How many seeds the tests that hold at any look take, beside AdaStop (pip install adastop scipy).

AdaStop (Mathieu et al. 2024) looks after 5, 10, … 25 runs of each arm and compares all pairs by
permutations; arms that are decided are not trained on. At its level of 0.05 version 0.1.3 decides
twice as often as that where there is no difference, so it is asked for 0.025 too. Ours looks after
every seed from 5 to 25, pairs runs by seed, and trains all arms until all is settled. Prints a
table in Markdown.
"""
import itertools
import logging
import math
import sys

import numpy as np
from adastop import MultipleAgentsComparator

LOOKS, BLOCK = 5, 5
MOST = LOOKS * BLOCK
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


def ratio(differences):
    n = len(differences)
    t2 = n * differences.mean() ** 2 / differences.var(ddof=1)
    shrunk = t2 / (t2 + n - 1) * 2 * n / (1 + 2 * n)
    return math.exp(-(math.log1p(2 * n) + n * math.log1p(-shrunk)) / 2)


def any_look(readings):
    pairs = list(itertools.combinations(range(len(readings)), 2))
    largest = dict.fromkeys(pairs, 0.0)
    for n in range(3, MOST + 1):
        for a, b in pairs:
            largest[a, b] = max(largest[a, b], ratio(readings[a, :n] - readings[b, :n]))
        p = sorted(min(1, 0.77 / r) for r in largest.values())
        holm = np.maximum.accumulate([(len(p) - i) * each for i, each in enumerate(p)])
        decided = int((holm <= 0.05).sum())
        if n >= BLOCK and decided == len(pairs):
            break
    return n, decided


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
    print("| readings | AdaStop, 0.05: seeds | decided | AdaStop, 0.025: seeds | decided"
          " | any look: seeds | decided |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for name, means, deviations, correlation in designs:
        drawn = [draw(random, means, deviations, correlation) for _ in range(studies)]
        rows = [
            np.mean([adastop(r, seed, alpha) for seed, r in enumerate(drawn)], axis=0)
            for alpha in (0.05, 0.025)
        ]
        rows.append(np.mean([any_look(r) for r in drawn], axis=0))
        numbers = " | ".join("%.1f | %.2f" % tuple(row) for row in rows)
        print("| %s | %s |" % (name, numbers), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
