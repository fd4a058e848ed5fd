# XGBoost's pred_contribs on the table of ../contributions.ts: one thread, trees of the same shape
import json, sys, time
import numpy as np
import xgboost as xgb

directory, width, trees, repeats = sys.argv[1], *map(int, sys.argv[2:5])
read = lambda name: np.fromfile(f"{directory}/{name}.f32", dtype=np.float32)
x, y = read("x").reshape(-1, width), read("y")
asked = read("asked").reshape(-1, width)
settings = dict(objective="binary:logistic", tree_method="hist", max_depth=6, eta=0.1, nthread=1)
model = xgb.train(settings, xgb.DMatrix(x, y, nthread=1), trees)
rows = xgb.DMatrix(asked, nthread=1)
best = float("inf")
for _ in range(repeats):
    start = time.perf_counter()
    model.predict(rows, pred_contribs=True)
    best = min(best, time.perf_counter() - start)
print(json.dumps(dict(rowsPerSecond=len(asked) / best, nodes=sum(tree.count("\n") for tree in model.get_dump()))))
