"""FastAPI before an XGBoost model, the usual way: learns from a CSV, then scores one row a call until it is stopped."""
import csv
import math
import sys

import numpy as np
import uvicorn
import xgboost
from fastapi import FastAPI
from pydantic import BaseModel

path, label, positive, port = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
with open(path, newline="") as file:
    rows = list(csv.DictReader(file))
names = [name for name in rows[0] if name not in (label, "id")]


def number(cell):
    try:
        return float(cell)
    except ValueError:
        return None


texts = {name for name in names if any(number(row[name]) is None for row in rows)}
levels = {name: {cell: k for k, cell in enumerate(sorted({row[name] for row in rows}))} for name in texts}


def vector(row):
    return [
        levels[name].get(row.get(name), math.nan) if name in texts else number(row.get(name, "nan"))
        for name in names
    ]


features = np.array([vector(row) for row in rows], dtype=np.float32)
truth = np.array([row[label] == positive for row in rows])
booster = xgboost.train(
    {"objective": "binary:logistic", "eta": 0.05, "max_depth": 6, "nthread": 1},
    xgboost.DMatrix(features, label=truth),
    num_boost_round=300,
)
booster.set_param({"nthread": 1})


class Call(BaseModel):
    rows: list[dict[str, str]]


app = FastAPI()


@app.post("/score")
def score(call: Call):
    given = np.array([vector(row) for row in call.rows], dtype=np.float32)
    found = booster.inplace_predict(given)
    return {"predictions": [{"id": row.get("id"), "probability": float(p)} for row, p in zip(call.rows, found)]}


@app.get("/healthz")
def healthz():
    return {"ok": True}


print("ready", flush=True)
uvicorn.run(app, host="127.0.0.1", port=port, log_level="error")
