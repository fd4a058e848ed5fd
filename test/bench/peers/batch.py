# pandas + XGBoost on the files of ../batch.ts: trained aside, then CSV to CSV, one thread
import json, resource, sys, time
import pandas as pd
import xgboost as xgb

directory, kind = sys.argv[1], sys.argv[2]
train = pd.read_csv(f"{directory}/{kind}-train.csv")
y = train.pop("left")
levels = {name: sorted(train[name].unique()) for name in train if name.startswith("category")}
dtype = {name: pd.CategoricalDtype(values) for name, values in levels.items()}
matrix = lambda x, y=None: xgb.DMatrix(x, y, nthread=1, enable_categorical=True)
settings = dict(objective="binary:logistic", tree_method="hist", max_depth=6, eta=0.1, nthread=1)
model = xgb.train(settings, matrix(train.astype(dtype), y), 100)
start, used = time.perf_counter(), time.process_time()
rows = pd.read_csv(f"{directory}/{kind}.csv", dtype=dtype)
read = time.perf_counter()
probability = model.predict(matrix(rows))
predicted = time.perf_counter()
pd.DataFrame({"probability": probability}).to_csv(f"{directory}/{kind}-peer.csv", index_label="row")
end, cpu = time.perf_counter(), time.process_time() - used
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(json.dumps(dict(seconds=end - start, cpuSeconds=cpu, read=read - start, predict=predicted - read, write=end - predicted, peakBytes=peak)))
