# One-hot logistic regression and XGBoost (one-hot and native categories) on the rows and folds of ../categories.ts; the category is the column c
import json, sys, warnings
import numpy as np
import pandas as pd
import xgboost as xgb
from sklearn.linear_model import LogisticRegressionCV
from sklearn.metrics import log_loss
from sklearn.preprocessing import OneHotEncoder

warnings.filterwarnings("ignore")
path, folds = sys.argv[1], int(sys.argv[2])
table = pd.read_csv(path)
y = table.pop("y").to_numpy()
levels = sorted(table.c.unique())
losses = {}


def tuned(matrix, train, test):
    stop = np.arange(len(train)) % 5 == 4
    found = None
    for depth in (4, 6):
        settings = dict(
            objective="binary:logistic", eval_metric="logloss", tree_method="hist", eta=0.05, max_depth=depth,
            subsample=0.8, colsample_bytree=0.8, nthread=1, seed=0,
        )
        model = xgb.train(
            settings, matrix(train[~stop]), 1000, evals=[(matrix(train[stop]), "held")], early_stopping_rounds=50, verbose_eval=False
        )
        if found is None or model.best_score < found[0]:
            found = (model.best_score, model.best_iteration + 1, settings)
    return xgb.train(found[2], matrix(train), found[1]).predict(matrix(test))


for k in range(folds):
    held = np.arange(len(y)) % folds == k
    train, test = np.where(~held)[0], np.where(held)[0]
    hot = OneHotEncoder(handle_unknown="ignore", sparse=False).fit(table[["c"]].iloc[train])
    wide = np.hstack([table.drop(columns="c").to_numpy(), hot.transform(table[["c"]])])
    native = table.assign(c=pd.Categorical(table.c, categories=levels))
    logistic = LogisticRegressionCV(Cs=[0.01, 0.1, 1, 10], cv=3, scoring="neg_log_loss", max_iter=500)
    answers = dict(
        logistic=logistic.fit(wide[train], y[train]).predict_proba(wide[test])[:, 1],
        onehot=tuned(lambda rows: xgb.DMatrix(wide[rows], y[rows]), train, test),
        native=tuned(lambda rows: xgb.DMatrix(native.iloc[rows], y[rows], enable_categorical=True), train, test),
    )
    for name, p in answers.items():
        losses.setdefault(name, []).append(log_loss(y[test], p))
print(json.dumps({name: float(np.mean(each)) for name, each in losses.items()}))
