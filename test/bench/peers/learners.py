# scikit-learn and XGBoost on the rows and folds of ../learners.ts: data row i is tested in fold i mod k; one thread, CPU seconds with preprocessing
import json, sys, time, warnings
import numpy as np
import pandas as pd
import xgboost as xgb
from sklearn.compose import make_column_transformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegressionCV
from sklearn.metrics import log_loss, roc_auc_score
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

warnings.filterwarnings("ignore")
path, label, positive, folds, drop = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), sys.argv[5:]
table = pd.read_csv(path, skipinitialspace=True).drop(columns=drop)
y = (table.pop(label).astype(str) == positive).to_numpy().astype(int)
for name in table:
    if table[name].dtype == object:
        number = pd.to_numeric(table[name].replace(r"^\s*$", np.nan, regex=True), errors="coerce")
        blank = table[name].isna() | (table[name].astype(str).str.strip() == "")
        table[name] = number if not (number.isna() & ~blank).any() else table[name].fillna("")
numbers = [name for name in table if table[name].dtype != object]
texts = [name for name in table if table[name].dtype == object]
inner = 5
clip = lambda p: np.clip(p, 1e-6, 1 - 1e-6)


def encoder(scale):
    steps = [SimpleImputer(strategy="median", add_indicator=True), StandardScaler()] if scale else ["passthrough"]
    return make_column_transformer(
        (make_pipeline(*steps), numbers), (OneHotEncoder(handle_unknown="ignore", sparse=False), texts)
    )


def logistic(x, y, unseen):
    code = encoder(True)
    model = LogisticRegressionCV(Cs=[0.01, 0.1, 1, 10], cv=inner, scoring="neg_log_loss", max_iter=1000)
    model.fit(code.fit_transform(x), y)
    return model.predict_proba(code.transform(unseen))[:, 1]


def bag(fit):
    def bagged(x, y, unseen):
        fold = np.random.default_rng(42).permutation(len(y)) % inner
        logit = 0
        for k in range(inner):
            p = clip(fit(x[fold != k], y[fold != k], x[fold == k], y[fold == k], unseen, k))
            logit = logit + np.log(p / (1 - p)) / inner
        return 1 / (1 + np.exp(-logit))

    return bagged


def boosted(x, y, held, held_y, unseen, seed):
    code = encoder(False)
    train = xgb.DMatrix(code.fit_transform(x), y, nthread=1)
    stop = xgb.DMatrix(code.transform(held), held_y, nthread=1)
    settings = dict(
        objective="binary:logistic", eval_metric="logloss", tree_method="hist", eta=0.05, max_depth=5, subsample=0.8, nthread=1, seed=seed
    )
    model = xgb.train(settings, train, 1000, evals=[(stop, "held")], early_stopping_rounds=50, verbose_eval=False)
    rows = xgb.DMatrix(code.transform(unseen), nthread=1)
    return model.predict(rows, iteration_range=(0, model.best_iteration + 1))


def network(x, y, held, held_y, unseen, seed):
    code = encoder(True)
    model = MLPClassifier((64, 32), batch_size=32, max_iter=10, random_state=seed)
    model.fit(code.fit_transform(x), y)
    return model.predict_proba(code.transform(unseen))[:, 1]


models = dict(
    logistic=logistic,
    boost=bag(boosted),
    network=lambda x, y, unseen: network(x, y, None, None, unseen, 42),
    networks=bag(network),
)
found = {}
for name, fit in models.items():
    seconds, aucs, losses = [], [], []
    for k in range(folds):
        test = np.arange(len(y)) % folds == k
        start = time.process_time()
        p = fit(table[~test], y[~test], table[test])
        seconds.append(time.process_time() - start)
        aucs.append(roc_auc_score(y[test], p))
        losses.append(log_loss(y[test], clip(p)))
    found[name] = dict(seconds=np.mean(seconds), auc=np.mean(aucs), logLoss=np.mean(losses))
print(json.dumps(found))
