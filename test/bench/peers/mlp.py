"""One MLPClassifier fit on the rows a benchmark wrote; prints seconds per epoch and AUC as JSON."""
import json
import sys
import time
import warnings

import numpy as np
from sklearn.metrics import roc_auc_score
from sklearn.neural_network import MLPClassifier

directory, width, epochs = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])


def load(name):
    features = np.fromfile(f"{directory}/{name}.features", np.float32).reshape(-1, width)
    return features, np.fromfile(f"{directory}/{name}.label", np.float32)


warnings.filterwarnings("ignore")
features, label = load("train")
model = MLPClassifier((64, 32), batch_size=32, max_iter=epochs, n_iter_no_change=epochs, random_state=42)
start = time.perf_counter()
model.fit(features, label)
seconds = (time.perf_counter() - start) / epochs
unseen, truth = load("test")
print(json.dumps({"secondsPerEpoch": seconds, "auc": roc_auc_score(truth, model.predict_proba(unseen)[:, 1])}))
