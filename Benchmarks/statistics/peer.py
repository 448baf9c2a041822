"""scipy and statsmodels as the other side of `lab statistics compare`: one request and one answer a line, as JSON.

A request names a method and holds its single numbers and up to two series. Where neither library has a method
(Tango's interval, SROI), it is written here from its definition, in another way than the engine does it.
"""

import json
import sys
import warnings
from types import SimpleNamespace

import numpy as np
from scipy import optimize, special, stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import TTestIndPower, TTestPower
from statsmodels.stats.proportion import (
    confint_proportions_2indep,
    proportion_confint,
    samplesize_proportions_2indep_onetail,
)
from statsmodels.stats.weightstats import DescrStatsW

METHODS = {}


def method(name):
    """Registers the function that answers requests for `name`: (numbers, x, y) -> numbers."""

    def register(function):
        METHODS[name] = function
        return function

    return register


# ---- functions and distributions

METHODS["log gamma"] = lambda n, x, y: [special.gammaln(n[0])]
METHODS["incomplete gamma"] = lambda n, x, y: [special.gammainc(*n), special.gammaincc(*n)]
METHODS["incomplete beta"] = lambda n, x, y: [special.betainc(n[1], n[2], n[0])]
METHODS["normal"] = lambda n, x, y: [stats.norm.cdf(n[0]), stats.norm.ppf(n[1])]
METHODS["Student's t"] = lambda n, x, y: [
    stats.t.cdf(n[1], n[0]),
    stats.t.ppf(n[2], n[0]),
    2 * stats.t.sf(abs(n[1]), n[0]),
]
METHODS["F"] = lambda n, x, y: [stats.f.cdf(n[2], n[0], n[1]), stats.f.ppf(n[3], n[0], n[1])]
METHODS["chi-squared"] = lambda n, x, y: [stats.chi2.cdf(n[1], n[0]), stats.chi2.ppf(n[2], n[0])]
METHODS["beta"] = lambda n, x, y: [stats.beta.ppf(n[2], n[0], n[1])]
METHODS["binomial"] = lambda n, x, y: [
    stats.binom.pmf(n[2], n[0], n[1]),
    stats.binom.cdf(n[2], n[0], n[1]),
]
METHODS["noncentral t"] = lambda n, x, y: [stats.nct.cdf(n[2], n[0], n[1])]

# ---- rates


@method("Wilson")
def wilson(n, x, y):
    return proportion_confint(n[0], n[1], alpha=1 - n[2], method="wilson")


@method("Clopper-Pearson")
def clopper_pearson(n, x, y):
    return proportion_confint(n[0], n[1], alpha=1 - n[2], method="beta")


@method("Newcombe")
def newcombe(n, x, y):
    return confint_proportions_2indep(*n, method="newcomb", compare="diff")


@method("Tango")
def tango(n, x, y):
    """The differences whose score test does not reject; the likeliest discordance by numerical search."""
    plus, minus, cases = n

    def score(d):
        low, high = max(0, -d), (1 - d) / 2
        parts = [(plus, lambda q: q + d), (minus, lambda q: q), (cases - plus - minus, lambda q: 1 - 2 * q - d)]
        parts = [(k, p) for k, p in parts if k > 0]
        # The likelihood is concave: its slope falls, and is zero at the maximum or has one sign throughout.
        slopes = {0: 1, 1: 1, 2: -2}
        signs = [s for s, k in zip(slopes.values(), (plus, minus, cases - plus - minus)) if k > 0]
        slope = lambda q: sum(s * k / p(q) for s, (k, p) in zip(signs, parts))
        edge = (high - low) * 1e-13
        if high - low < 1e-12 or slope(low + edge) <= 0:
            q = low
        elif slope(high - edge) >= 0:
            q = high
        else:
            q = optimize.brentq(slope, low + edge, high - edge, xtol=1e-16)
        variance = cases * (2 * q + d * (1 - d))
        distance = plus - minus - cases * d
        return distance / np.sqrt(variance) if variance > 0 else np.sign(distance) * 1e9

    z = stats.norm.ppf(0.975)
    estimate = (plus - minus) / cases
    bounded = lambda d: float(np.clip(score(d), -1e9, 1e9))
    lower = -1 if estimate == -1 else optimize.brentq(lambda d: bounded(d) - z, -1 + 1e-13, estimate, xtol=1e-14)
    upper = 1 if estimate == 1 else optimize.brentq(lambda d: bounded(d) + z, estimate, 1 - 1e-13, xtol=1e-14)
    return [lower, upper]


# ---- means, durations, medians


@method("Student's interval")
def student(n, x, y):
    return DescrStatsW(x).tconfint_mean()


@method("Welch")
def welch(n, x, y):
    interval = stats.ttest_ind(x, y, equal_var=False).confidence_interval()
    return [np.mean(x) - np.mean(y), interval.low, interval.high]


@method("ratio of durations")
def ratio(n, x, y):
    test = stats.ttest_ind(np.log(x), np.log(y), equal_var=False)
    interval = test.confidence_interval()
    return [stats.gmean(x) / stats.gmean(y), test.pvalue, np.exp(interval.low), np.exp(interval.high)]


@method("typical duration")
def typical(n, x, y):
    return [stats.gmean(x), *np.exp(DescrStatsW(np.log(x)).tconfint_mean())]


@method("median")
def median(n, x, y):
    interval = stats.quantile_test(x, q=0, p=0.5).confidence_interval(0.95)
    return [np.median(x), interval.low, interval.high]


# ---- comparisons


@method("permuted signs")
def permuted_signs(n, x, y):
    test = stats.permutation_test((x,), np.mean, permutation_type="samples", n_resamples=np.inf)
    return [test.pvalue, *DescrStatsW(x).tconfint_mean()]


@method("permuted groups")
def permuted_groups(n, x, y):
    error = lambda a, axis: np.var(a, axis=axis, ddof=1) / np.shape(a)[axis]
    statistic = lambda a, b, axis: abs(np.mean(a, axis) - np.mean(b, axis)) / np.sqrt(error(a, axis) + error(b, axis))
    test = stats.permutation_test((x, y), statistic, n_resamples=np.inf, alternative="greater", vectorized=True)
    return [test.pvalue]


@method("Spearman")
def spearman(n, x, y):
    return list(stats.spearmanr(x, y))


@method("bootstrap")
def bootstrap(n, x, y):
    known = SimpleNamespace(bootstrap_distribution=np.array(y))
    result = stats.bootstrap((x,), np.mean, n_resamples=0, bootstrap_result=known, method="BCa")
    return result.confidence_interval


@method("Holm")
def holm(n, x, y):
    return multipletests(x, method="holm")[1]


@method("Benjamini-Hochberg")
def benjamini_hochberg(n, x, y):
    return multipletests(x, method="fdr_bh")[1]


# ---- planning


@method("power of means")
def power_of_means(n, x, y):
    return [solved(TTestIndPower(), n)]


@method("power of changes")
def power_of_changes(n, x, y):
    return [solved(TTestPower(), n)]


def solved(test, n):
    """The sample size by a root search of our own around statsmodels' power: its own search stops at 1e-6 or so."""
    gap = lambda each: test.power(n[0], each, 0.05) - n[1]
    high = 4
    while gap(high) < 0:
        high *= 2
    return optimize.brentq(gap, high / 2, high, xtol=1e-10)


@method("power of rates")
def power_of_rates(n, x, y):
    a, b, power = n
    return [samplesize_proportions_2indep_onetail(a - b, b, power, alpha=0.05, alternative="two-sided")]


@method("SROI")
def sroi(n, x, y):
    quantity, proxy, inputs, deadweight, displacement, attribution, drop_off, years, rate = n
    year = np.arange(years)
    first = quantity * proxy * np.prod(1 - np.array([deadweight, displacement, attribution]))
    present = np.sum(first * (1 - drop_off) ** year * (1 + rate) ** -(year + 1))
    return [present / inputs, (present - inputs) / inputs]


def main():
    warnings.simplefilter("ignore")
    for line in sys.stdin:
        request = json.loads(line)
        try:
            values = METHODS[request["method"]](request["numbers"], request["x"], request["y"])
            answer = {"values": [float(value) for value in values]}
        except Exception as error:  # told to the asker, who counts it as a failure
            answer = {"error": repr(error)}
        print(json.dumps(answer), flush=True)


main()
