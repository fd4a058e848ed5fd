# Curves of what is left by Cox regression, boosted Cox regression, boosted hazards of periods and their mean, by folds: row i is tested in fold i mod k.
# survival.py TIMES FILE TIME EVENT FOLDS [DROP ...] prints {model: shares left [rows, times] end to end}.
import json
import sys

import numpy as np
import pandas as pd
import xgboost as xgb

times, path, time, event, folds, *drop = sys.argv[1:]
times = np.array(json.loads(times))
folds = int(folds)
table = pd.read_csv(path, keep_default_na=False, na_values=[""])
t = table[time].to_numpy(float)
e = table[event].astype(str).isin(["Yes", "1", "True"]).to_numpy()
X = table.drop(columns=[time, event, *drop])
texts = [c for c in X.columns if X[c].dtype == object]
X = pd.get_dummies(X, columns=texts).astype(float).to_numpy()
place = np.arange(len(t))


def cox(x, t, e, penalty):
    """Newton's method on Breslow's partial likelihood with a ridge; rows in descending order of time."""
    order = np.argsort(-t, kind="stable")
    x, t, e = x[order], t[order], e[order]
    ends = np.searchsorted(-t, -t, side="right") - 1
    w = np.zeros(x.shape[1])
    for _ in range(30):
        r = np.exp(np.clip(x @ w, -30, 30))
        s0 = np.cumsum(r)[ends][e]
        s1 = np.cumsum(x * r[:, None], 0)[ends][e]
        mean = s1 / s0[:, None]
        gradient = (x[e] - mean).sum(0) - penalty * w
        # Σ over events of Σ over the risk set is Σ over rows of what events of their time or before weigh.
        share = np.zeros(len(t))
        np.add.at(share, ends[e], 1 / s0)
        weight = r * np.cumsum(share[::-1])[::-1]
        hessian = (x * weight[:, None]).T @ x - mean.T @ mean + penalty * np.eye(len(w))
        step = np.linalg.solve(hessian, gradient)
        w = w + step
        if np.abs(step).max() < 1e-6:
            break
    return w


def breslow(t, e, risk, risk_test):
    """Shares left at `times`, by the baseline hazard of Breslow."""
    points = np.unique(t[e])
    r = np.exp(risk - risk.mean())
    steps = np.array([e[t == p].sum() / r[t >= p].sum() for p in points])
    total = np.concatenate([[0], np.cumsum(steps)])[np.searchsorted(points, times, side="right")]
    return np.exp(-np.exp(risk_test - risk.mean())[:, None] * total[None, :])


def rounds_of(options, matrix, held):
    return xgb.train(options, matrix, 1000, [(held, "held")], early_stopping_rounds=30, verbose_eval=False).best_iteration + 1


def boosted_cox(x, t, e, z):
    signed = np.where(e, t, -t)
    inner = np.arange(len(t)) % 5 != 4
    best = None
    for depth in (2, 3, 4):
        options = dict(objective="survival:cox", eta=0.05, subsample=0.8, colsample_bytree=0.8, max_depth=depth, nthread=1, seed=0, tree_method="hist")
        model = xgb.train(options, xgb.DMatrix(x[inner], signed[inner]), 1000, [(xgb.DMatrix(x[~inner], signed[~inner]), "held")], early_stopping_rounds=30, verbose_eval=False)
        if best is None or model.best_score < best[0]:
            best = (model.best_score, options, model.best_iteration + 1)
    model = xgb.train(best[1], xgb.DMatrix(x, signed), best[2])
    return [np.log(np.maximum(model.predict(xgb.DMatrix(part)), 1e-12)) for part in (x, z)]


def hazards(x, t, e, z):
    ends = np.unique(t[e])
    if len(ends) > 40:
        ends = np.unique(np.quantile(t[e], np.linspace(0, 1, 41)[1:]))

    def periods(x, t):
        last = np.searchsorted(ends, t)
        rows = np.repeat(np.arange(len(x)), np.minimum(last + 1, len(ends)))
        first = np.concatenate([[0], np.cumsum(np.minimum(last + 1, len(ends)))[:-1]])
        k = np.arange(len(rows)) - np.repeat(first, np.minimum(last + 1, len(ends)))
        return rows, k

    rows, k = periods(x, t)
    last = np.minimum(np.searchsorted(ends, t), len(ends) - 1)
    y = (e[rows] & (k == last[rows])).astype(float)
    data = np.concatenate([x[rows], ends[k][:, None]], 1)
    inner = rows % 5 != 4
    best = None
    for depth in (3, 5):
        options = dict(objective="binary:logistic", eval_metric="logloss", eta=0.05, subsample=0.8, colsample_bytree=0.8, max_depth=depth, nthread=1, seed=0, tree_method="hist")
        model = xgb.train(options, xgb.DMatrix(data[inner], y[inner]), 1000, [(xgb.DMatrix(data[~inner], y[~inner]), "held")], early_stopping_rounds=30, verbose_eval=False)
        if best is None or model.best_score < best[0]:
            best = (model.best_score, options, model.best_iteration + 1)
    model = xgb.train(best[1], xgb.DMatrix(data, y), best[2])
    each = np.repeat(np.arange(len(z)), len(ends))
    asked = np.concatenate([z[each], np.tile(ends, len(z))[:, None]], 1)
    hazard = model.predict(xgb.DMatrix(asked)).reshape(len(z), len(ends))
    left = np.concatenate([np.ones((len(z), 1)), np.cumprod(1 - hazard, 1)], 1)
    return left[:, np.searchsorted(ends, times, side="right")]


found = {}
for k in range(folds):
    test = place % folds == k
    x, z = X[~test], X[test]
    middle = np.nanmedian(x, 0)
    x, z = np.where(np.isnan(x), middle, x), np.where(np.isnan(z), middle, z)
    mean, sd = x.mean(0), x.std(0)
    sd[sd == 0] = 1
    lx, lz = (x - mean) / sd, (z - mean) / sd
    w = cox(lx, t[~test], e[~test], 10.0)
    said = {"linear": breslow(t[~test], e[~test], lx @ w, lz @ w)}
    own, theirs = boosted_cox(x, t[~test], e[~test], z)
    said["boost"] = breslow(t[~test], e[~test], own, theirs)
    said["hazards"] = hazards(x, t[~test], e[~test], z)
    said["blend"] = np.mean(list(said.values()), 0)
    for name, left in said.items():
        found.setdefault(name, np.zeros((len(t), len(times))))[test] = left
print(json.dumps({name: np.round(left, 6).ravel().tolist() for name, left in found.items()}))
