# Tuned gradient boosting, random forest, a line and their plain mean, by folds: row i is tested in fold i mod k.
# outcomes.py FILE KIND LABEL FOLDS [DROP ...] prints {model: {figure: mean over folds}}.
import json
import sys

import numpy as np
import pandas as pd
import xgboost as xgb
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
from sklearn.linear_model import LogisticRegressionCV, RidgeCV
from sklearn.metrics import f1_score

path, kind, label, folds, *drop = sys.argv[1:]
folds = int(folds)
table = pd.read_csv(path, sep=None, engine="python", keep_default_na=False, na_values=[""])
table.columns = [c for c in table.columns]
y = table[label]
if kind == "number":
    y = pd.to_numeric(y, errors="coerce").astype(float)
known = y.notna().to_numpy()
place = np.flatnonzero(known)
X = table.loc[known].drop(columns=[label, *drop]).reset_index(drop=True)
y = y[known].reset_index(drop=True)
for c in X.columns:
    number = pd.to_numeric(X[c].replace(r"^\s*$", np.nan, regex=True), errors="coerce")
    if number.notna().sum() == X[c].replace(r"^\s*$", np.nan, regex=True).notna().sum():
        X[c] = number.astype(float)
numbers = [c for c in X.columns if X[c].dtype == float]
texts = [c for c in X.columns if c not in numbers]
X = X[[*numbers, *[c for c in texts if X[c].nunique() <= 255]]]
texts = [c for c in texts if c in X.columns]
names = sorted(y.unique()) if kind != "number" else None
target = y.to_numpy() if kind == "number" else np.searchsorted(np.array(names), y.to_numpy())


def encode(train, test):
    out = []
    levels = {c: sorted(train[c].fillna("").astype(str).unique()) for c in texts}
    for part in (train, test):
        raw = part[numbers].to_numpy(float) if numbers else np.zeros((len(part), 0))
        hot = [
            (part[c].fillna("").astype(str).to_numpy()[:, None] == np.array(levels[c])[None, :]).astype(float)
            for c in texts
        ]
        hot = np.concatenate(hot, axis=1) if hot else np.zeros((len(part), 0))
        out.append((raw, hot))
    (a, ha), (b, hb) = out
    middle = np.nanmedian(a, axis=0) if a.shape[1] else np.zeros(0)
    gaps = np.isnan(a).any(axis=0)

    def filled(x):
        return np.concatenate([np.where(np.isnan(x), middle, x), np.isnan(x)[:, gaps]], axis=1)

    fa, fb = filled(a), filled(b)
    mean, sd = fa.mean(0), fa.std(0)
    sd[sd == 0] = 1
    trees = np.concatenate([a, ha], 1), np.concatenate([b, hb], 1)
    lines = np.concatenate([(fa - mean) / sd, ha], 1), np.concatenate([(fb - mean) / sd, hb], 1)
    return trees, lines, (np.concatenate([fa, ha], 1), np.concatenate([fb, hb], 1))


def boost(x, t, z):
    j = np.arange(len(t))
    inner, held = j % 5 != 4, j % 5 == 4
    objective = (
        {"objective": "reg:squarederror"}
        if kind == "number"
        else {"objective": "multi:softprob", "num_class": len(names), "eval_metric": "mlogloss"}
    )
    best = None
    for depth in (4, 6):
        options = dict(eta=0.05, subsample=0.8, colsample_bytree=0.8, max_depth=depth, nthread=1, seed=0, tree_method="hist", **objective)
        model = xgb.train(options, xgb.DMatrix(x[inner], t[inner]), 1500, [(xgb.DMatrix(x[held], t[held]), "held")], early_stopping_rounds=50, verbose_eval=False)
        if best is None or model.best_score < best[0]:
            best = (model.best_score, options, model.best_iteration + 1)
    _, options, rounds = best
    return xgb.train(options, xgb.DMatrix(x, t), rounds).predict(xgb.DMatrix(z))


def shares(model, z):
    out = np.full((len(z), len(names)), 1e-6)
    out[:, model.classes_.astype(int)] = model.predict_proba(z)
    return out / out.sum(1, keepdims=True)


def figures(t, p):
    if kind == "number":
        e = t - p
        return dict(mae=np.abs(e).mean(), rmse=np.sqrt((e**2).mean()), r2=1 - (e**2).sum() / ((t - t.mean()) ** 2).sum())
    q = np.clip(p[np.arange(len(t)), t], 1e-6, 1 - 1e-6)
    said = p.argmax(1)
    return dict(logLoss=-np.log(q).mean(), accuracy=(said == t).mean(), macroF1=f1_score(t, said, average="macro"))


found = {}
for k in range(folds):
    test = place % folds == k
    (a, b), (la, lb), (fa, fb) = encode(X[~test], X[test])
    t, truth = target[~test], target[test]
    said = {"boost": boost(a, t, b)}
    if kind == "number":
        said["forest"] = RandomForestRegressor(300, min_samples_leaf=3, max_features=0.5, random_state=0).fit(fa, t).predict(fb)
        said["linear"] = RidgeCV(np.logspace(-2, 4, 13)).fit(la, t).predict(lb)
        said["blend"] = np.mean(list(said.values()), 0)
    else:
        said["forest"] = shares(RandomForestClassifier(300, min_samples_leaf=5, random_state=0).fit(fa, t), fb)
        said["linear"] = shares(LogisticRegressionCV(Cs=[0.01, 0.1, 1, 10], cv=3, scoring="neg_log_loss", max_iter=500).fit(la, t), lb)
        logs = np.mean([np.log(np.clip(p, 1e-6, 1)) for p in said.values()], 0)
        said["blend"] = np.exp(logs) / np.exp(logs).sum(1, keepdims=True)
    for name, p in said.items():
        found.setdefault(name, []).append(figures(truth, p))
print(json.dumps({name: {f: float(np.mean([one[f] for one in each])) for f in each[0]} for name, each in found.items()}))
