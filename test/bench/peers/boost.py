# XGBoost's histogram trainer on the table of ../boost.ts: one thread, the same settings
import json, resource, sys, time
import numpy as np
import xgboost as xgb

directory, width, rounds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
read = lambda name: np.fromfile(f"{directory}/{name}.f32", dtype=np.float32)
x, y = read("x").reshape(-1, width), read("y")
held, held_y = read("held_x").reshape(-1, width), read("held_y")
settings = dict(
    objective="binary:logistic", tree_method="hist", max_depth=6, eta=0.1, max_bin=256, nthread=1, base_score=float(y.mean())
)
best = float("inf")
for _ in range(int(sys.argv[4])):
    start = time.perf_counter()
    model = xgb.train(settings, xgb.DMatrix(x, y, nthread=1), rounds)
    best = min(best, time.perf_counter() - start)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
score = model.predict(xgb.DMatrix(held, nthread=1), output_margin=True)
order = np.argsort(score, kind="stable")
rank = np.empty(len(score))
rank[order] = np.arange(1, len(score) + 1)
positive = held_y > 0.5
n = positive.sum()
auc = (rank[positive].sum() - n * (n + 1) / 2) / (n * (len(score) - n))
print(json.dumps(dict(seconds=best, auc=float(auc), peakBytes=peak)))
