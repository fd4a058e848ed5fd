"""EASE by NumPy on the interactions a benchmark wrote; prints seconds of the fit and the scores of the first users as JSON."""
import json
import sys
import time

import numpy as np

directory, users, items, penalty = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
start = np.fromfile(f"{directory}/start", np.int32)
item = np.fromfile(f"{directory}/item", np.int32)


def fit():
    began = time.perf_counter()
    x = np.zeros((users, items))
    for user in range(users):
        x[user, item[start[user] : start[user + 1]]] = 1
    gram = x.T @ x
    gram[np.diag_indices(items)] += penalty
    p = np.linalg.inv(gram)
    b = p / -np.diag(p)
    b[np.diag_indices(items)] = 0
    return time.perf_counter() - began, x[:4] @ b


fits = [fit() for _ in range(3)]
print(json.dumps({"seconds": min(s for s, _ in fits), "scores": fits[0][1].ravel().tolist()}))
