"""Fits a regime with a peer and prints seconds and memory as JSON.

    python3 peers/fit_peer.py PEER FOLDER ROWS RIDGE CODING FITS COEFFICIENTS

CODING is `full` or `reference`. Reading, encoding and fitting are timed apart; every fit starts from
the encoded data. Coefficients are written as raw doubles in the order intercept, numbers, levels.
"""
import json
import pathlib
import resource
import sys
import time
import warnings

import numpy as np
import scipy.sparse
import tabmat

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from harness.regimes import Columns  # noqa: E402

warnings.filterwarnings("ignore")  # of convergence, too: agreement is checked by the numbers


def split_matrix(data, reference):
    """A tabmat matrix with native categoricals."""
    blocks = []
    if data.numerics:
        blocks.append(tabmat.DenseMatrix(np.asfortranarray(np.column_stack(data.numerics))))
    for codes, count in zip(data.codes, data.levels):
        blocks.append(tabmat.CategoricalMatrix(
            codes.astype(np.int32), categories=np.arange(count), drop_first=reference))
    return tabmat.SplitMatrix(blocks)


def sparse_matrix(data, reference):
    """A CSR matrix with one-hot levels, built without a detour."""
    first = 1 if reference else 0
    starts = len(data.numerics) + np.cumsum([0] + [n - first for n in data.levels])
    width = len(data.numerics) + len(data.levels)
    values = np.ones((data.rows, width))
    places = np.empty((data.rows, width), dtype=np.int32)
    for j, column in enumerate(data.numerics):
        values[:, j] = column
        places[:, j] = j
    for j, codes in enumerate(data.codes, len(data.numerics)):
        places[:, j] = starts[j - len(data.numerics)] + codes.astype(np.int32) - first
        values[:, j] = codes >= first
    places = np.maximum(places, 0)
    matrix = scipy.sparse.csr_matrix(
        (values.ravel(), places.ravel(), np.arange(0, data.rows * width + 1, width, dtype=np.int32)),
        shape=(data.rows, starts[-1]))
    if reference:
        matrix.eliminate_zeros()
    return matrix


def dense_matrix(data, reference, intercept=False):
    """All columns one-hot in one dense array."""
    first = 1 if reference else 0
    width = intercept + len(data.numerics) + sum(n - first for n in data.levels)
    matrix = np.zeros((data.rows, width))
    if intercept:
        matrix[:, 0] = 1
    for j, column in enumerate(data.numerics, int(intercept)):
        matrix[:, j] = column
    start = intercept + len(data.numerics)
    for codes, count in zip(data.codes, data.levels):
        rows = np.flatnonzero(codes >= first)
        matrix[rows, start + codes[rows] - first] = 1
        start += count - first
    return matrix


def glum(tolerance):
    """glum with tabmat and iteratively reweighted least squares: exact Newton steps."""
    from glum import GeneralizedLinearRegressor

    def fit(matrix, outcomes, ridge):
        model = GeneralizedLinearRegressor(
            family="binomial", alpha=ridge, l1_ratio=0, solver="irls-ls", gradient_tol=tolerance,
            max_iter=100, scale_predictors=False)
        model.fit(matrix, outcomes)
        return model.intercept_, model.coef_, model.n_iter_
    return fit


def sklearn(solver, tolerance):
    """scikit-learn's LogisticRegression; C = 1/(nλ)."""
    from sklearn.linear_model import LogisticRegression

    def fit(matrix, outcomes, ridge):
        strength = 1 / (len(outcomes) * ridge) if ridge else np.inf
        model = LogisticRegression(C=strength, solver=solver, tol=tolerance, max_iter=3000)
        model.fit(matrix, outcomes)
        return model.intercept_[0], model.coef_[0], int(model.n_iter_[0])
    return fit


def statsmodels(tolerance):
    """statsmodels' Logit by Newton's method, covariance included: it always computes it."""
    from statsmodels.discrete.discrete_model import Logit

    def fit(matrix, outcomes, ridge):
        assert ridge == 0
        result = Logit(outcomes, matrix).fit(method="newton", tol=tolerance, disp=0, maxiter=50)
        return result.params[0], result.params[1:], result.mle_retvals["iterations"]
    return fit


def dense_with_intercept(data, reference):
    """All columns one-hot in one dense array, ones first."""
    return dense_matrix(data, reference, intercept=True)


# Encoding and fitting of every peer; the latter imports the peer, so that no import is timed.
# Tolerances are the loosest, by powers of a hundred, at which coefficients agree to 1e-6. lbfgs has
# none: it stops at a relative change of the objective of 64 ulp, whatever the tolerance.
PEERS = {
    "glum": (split_matrix, lambda: glum(1e-6)),
    "newton-cholesky": (sparse_matrix, lambda: sklearn("newton-cholesky", 1e-8)),
    "newton-cholesky-dense": (dense_matrix, lambda: sklearn("newton-cholesky", 1e-8)),
    "newton-cg": (sparse_matrix, lambda: sklearn("newton-cg", 1e-10)),
    "lbfgs": (sparse_matrix, lambda: sklearn("lbfgs", 1e-8)),
    "statsmodels": (dense_with_intercept, lambda: statsmodels(1e-8)),
}


def main():
    name, folder, rows, ridge, coding, fits, out = sys.argv[1:8]
    encode, prepare = PEERS[name]
    fit = prepare()
    clock = time.perf_counter
    start = clock()
    data = Columns(folder, int(rows))
    read = clock() - start
    start = clock()
    matrix = encode(data, coding == "reference")
    encoding = clock() - start
    seconds = []
    for _ in range(int(fits)):
        start = clock()
        intercept, coefficients, iterations = fit(matrix, data.outcomes, float(ridge))
        seconds.append(clock() - start)
    np.concatenate([[intercept], coefficients]).astype("<f8").tofile(out)
    print(json.dumps({
        "read": read, "encode": encoding, "fit": seconds, "passes": int(iterations),
        "peak_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}))


if __name__ == "__main__":
    main()
