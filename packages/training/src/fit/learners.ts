// learners: the learners that a table may be fitted with, by their hyperparameters
import { Encoding } from "./encoding";
import { logistic } from "./logistic/logistic";
import { networks } from "./network/networks";

/** Logistic regression on piecewise-linear features: an additive model, and the cheapest. */
export const plr = logistic(
  "plr",
  Encoding.piecewise({ bins: 16, scale: "standard" }),
);

/** A straight line in standardised columns; beyond what was seen it goes on, where trees stay level. */
export const linear = logistic("linear", Encoding.standard);

/** Networks of two hidden layers on normal scores and piecewise-linear features. */
export const mlp = networks(
  "mlp",
  Encoding.piecewise({ bins: 8, scale: "normal" }),
  {
    hidden: [64, 64],
    scales: true,
    start: "fanIn",
    epochs: 60,
    patience: 8,
    batch: null,
    average: true,
    decay: 3e-3,
    dropout: 0.2,
    references: 8,
  },
);

/** The classifier of the article this system grew from, 64-32-1 on standardised columns. */
export const article = networks("article", Encoding.standard);

export * as Learners from "./learners";
