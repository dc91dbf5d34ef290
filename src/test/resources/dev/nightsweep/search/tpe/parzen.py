#!/usr/bin/python3
"""Writes parzen.csv: log densities as Optuna 3.1 (Debian's python3-optuna) estimates them.

A line: the axis (continuum, steps or choice), the coordinates that were tried, where, the log density there.
Optuna before its pull request 5110 forgot the width in the density of a normal; here it is put right.
Coordinates are in the unit cube; steps are the nine whole numbers 1 to 9, choices three.
"""
import numpy as np
from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution
from optuna.samplers._tpe import _truncnorm
from optuna.samplers._tpe.parzen_estimator import _ParzenEstimator, _ParzenEstimatorParameters
from optuna.samplers._tpe.sampler import default_weights

forgetful = _truncnorm.logpdf
_truncnorm.logpdf = lambda x, a, b, loc=0, scale=1: forgetful(x, a, b, loc, scale) - np.log(scale)
unstable = np.argsort
np.argsort = lambda numbers: unstable(numbers, kind="stable")  # which of equals is first decides their widths

PARAMETERS = _ParzenEstimatorParameters(True, 1.0, True, False, default_weights, False)
SPACES = {
    "continuum": (FloatDistribution(0, 1), lambda u: u, [0.0, 0.1, 0.37, 0.5, 0.93, 1.0]),
    "steps": (IntDistribution(1, 9), lambda u: 1 + np.floor(u * 9), [0.5 / 9, 3.5 / 9, 8.5 / 9]),
    "choice": (CategoricalDistribution(["a", "b", "c"]), lambda u: np.floor(u * 3), [0, 1, 2]),
}

rng = np.random.RandomState(7)
for name, (space, value, places) in SPACES.items():
    for n in (0, 1, 2, 5, 26, 27, 120):
        tried = rng.beta(2, 5, n)
        given = np.array([value(u) for u in tried], dtype=float)
        at = np.array(places) if name == "choice" else np.array([value(u) for u in places], dtype=float)
        estimator = _ParzenEstimator({"x": given}, {"x": space}, PARAMETERS)
        shown = given if name == "choice" else tried if name == "continuum" else (given - 0.5) / 9
        for place, density in zip(places, estimator.log_pdf({"x": at})):
            print(name, " ".join(repr(float(u)) for u in shown), repr(float(place)), repr(float(density)), sep=",")
