// batched-training: the training loop of all networks, one network or one for each fold side by side, many steps a run of
// ONNX Runtime
import type { Family } from "@mainstay/core/stats/family";
import type { Random } from "@mainstay/core/base/random";
import { gradient } from "../../onnx/gradient";
import { Graph, type Value } from "../../onnx/graph";
import { NoisePool } from "../../onnx/noise-pool";
import { type InferenceSession, OnnxRuntime } from "../../onnx/onnx-runtime";
import { adam, type Optimizer } from "../../onnx/optimizer";
import { NetworkLayers } from "./network-layers";

export type Plan = {
  shape: NetworkLayers.Shape;
  features: Float32Array; // [folds · n, d], each fold's encoding of all rows
  label: ArrayLike<number>; // [n]
  weight?: ArrayLike<number>; // [n], 1 by default
  family?: Family;
  batch: number; // rows of a fold that a step takes, at most
  rate: number; // Adam's
  decay: number; // of weights, decoupled from the gradient as in AdamW
  l1: number; // of l1 · Σ |w| added to the mean log loss, over weights
  l2: number; // of l2 · Σ w², likewise
  dropout: number; // share of each hidden layer left out of a step
  noise: number; // deviation of what is added to every feature in a step
  average: boolean; // whether a moving average of the parameters is kept
  random: Random;
};

/** Vectors [folds, size]: `parameters`, Adam's moments, and `average` where one is kept. */
export type State = Record<string, Float32Array>;

export type Steps = {
  order: Int32Array; // [steps, folds · batch], rows of `features`
  rates: Float32Array; // [steps]
  averaging: Float32Array; // [steps], the share of itself that the average keeps
};

export type Trainer = {
  /** Takes the steps; gives the next state, and the logits [steps, folds · batch] that each step began with. */
  run(
    state: State,
    steps: Steps,
  ): Promise<{ state: State; logits: Float32Array }>;
  /** Adam's rate of a step, counted from 1. */
  rate(step: number): number;
};

const moments = ["moment 0", "moment 1"];
const namesOf = ({ average }: Plan) => [
  "parameters",
  ...moments,
  ...(average ? ["average"] : []),
];

export function begin(plan: Plan, parameters: Float32Array): State {
  const state: State = {};
  for (const name of namesOf(plan))
    state[name] = moments.includes(name)
      ? new Float32Array(parameters.length)
      : parameters;
  return state;
}

// Windows of the pools that a step reads: one for the features, one for each hidden layer.
const windowsOf = ({ shape, dropout, noise }: Plan) =>
  +(noise > 0) + (dropout > 0 ? shape.hidden.length : 0);

// The families' means as operators. Exp is kept within what float32 can add up.
const means = {
  bernoulli: (g, z) => g.Sigmoid(z),
  gaussian: (_, z) => z,
  poisson: (g, z) => g.Exp(g.Min(z, g.scalar(20))),
} satisfies Record<Family["name"], (g: Graph, z: Value) => Value>;

function model(plan: Plan, optimizer: Optimizer): Uint8Array {
  const { shape, l2, weight } = plan;
  const { folds, features: width } = shape;
  const rows = plan.features.length / width;
  const g = new Graph();
  const features = g.input("features", "float", [rows, width]);
  const labels = g.input("label", "float", [rows, 1]);
  const weights = weight && g.input("weight", "float", [rows, 1]);
  const order = g.input("order", "int64", ["steps", "rows"]);
  const rates = g.input("rates", "float", ["steps"]);
  const averaging = plan.average && g.input("averaging", "float", ["steps"]);
  // Batches of folds are all full. As a constant, their share is fused into the products.
  const share =
    folds > 1 ? g.scalar(1 / plan.batch) : g.input("share", "float", []);
  const steps = g.input("steps", "int64", []);
  const disturb = disturbance(g, plan);
  const names = namesOf(plan);
  const state = names.map((name) =>
    g.input(name, "float", [folds, NetworkLayers.size(shape)]),
  );
  const loop = g.Loop(steps, state, (g, turn, [parameters, m, v, average]) => {
    const index = g.Gather(order, turn);
    const { noisy, drop } = disturb(g, turn, index);
    const read = (x: Value, width: number) =>
      folds === 1
        ? g.Gather(x, index)
        : g.Reshape(g.Gather(x, index), [folds, "batch", width]);
    const x = noisy(read(features, width));
    const z = NetworkLayers.forward(
      g,
      shape,
      { features: x, parameters },
      drop,
    );
    // d loss / d score = mean − y, of the mean over each fold's rows.
    const mean = means[plan.family?.name ?? "bernoulli"](g, z);
    const error = g.Mul(g.Sub(mean, read(labels, 1)), share);
    const seed = weights ? g.Mul(error, read(weights, 1)) : error;
    const [slope] = gradient(g, z, [parameters], seed);
    const next = optimizer.update(
      g,
      parameters,
      l2 > 0 ? g.Add(slope, pull(g, shape, parameters, 2 * l2)) : slope,
      [m, v],
      g.Gather(rates, turn),
    );
    const following = () => {
      const lag = g.Sub(average, next.parameters);
      const kept = g.Mul(lag, g.Gather(averaging as Value, turn));
      return g.Add(next.parameters, kept);
    };
    return {
      state: [
        next.parameters,
        ...next.moments,
        ...(averaging ? [following()] : []),
      ],
      scans: [z],
    };
  });
  loop.state.forEach((value, i) => g.output(`next ${names[i]}`, value));
  g.output("logits", loop.scans[0]);
  return g.model();
}

const pull = (
  g: Graph,
  shape: NetworkLayers.Shape,
  parameters: Value,
  by: number,
) => {
  const each = NetworkLayers.onWeights(shape, by);
  return g.Mul(parameters, g.constant("float", [each.length], each));
};

/** Noise on a step's features and gaps in its hidden layers; the graph holds neither unless it is asked for. */
function disturbance(g: Graph, plan: Plan) {
  const { shape, noise, dropout } = plan;
  const windows = windowsOf(plan);
  const starts = windows > 0 && g.input("starts", "int64", ["steps", windows]);
  const noises = noise > 0 && g.input("noise", "float", ["noise"]);
  const drops = dropout > 0 && g.input("dropout", "float", ["dropout"]);
  return (g: Graph, turn: Value, index: Value) => {
    const window = (pool: Value, like: Value, place: number) => {
      const width = g.constant("int64", [1], [Number(like.shape.at(-1))]);
      const rows = g.node("Size", [index], [{ type: "int64", shape: [] }])[0];
      return NoisePool.window(g, pool, {
        start: g.Gather(
          g.Gather(starts as Value, turn),
          g.constant("int64", [1], [place]),
        ),
        count: g.Mul(rows, width),
        shape: like.shape,
      });
    };
    return {
      noisy: (x: Value) => (noises ? g.Add(x, window(noises, x, 0)) : x),
      drop: (layer: Value, i: number) => {
        if (!drops) return layer;
        const place = windows - shape.hidden.length + i;
        return g.Mul(layer, window(drops, layer, place));
      },
    };
  };
}

/** Feeds of every run: the table, as often as there are folds, and the pools. */
function fixedFeeds(plan: Plan): OnnxRuntime.Feeds {
  const { shape, features, label, weight, batch, dropout, noise } = plan;
  const { folds, hidden } = shape;
  const rows = folds * label.length;
  const column = (values: ArrayLike<number>) =>
    OnnxRuntime.float(
      Float32Array.from({ length: rows }, (_, i) => values[i % label.length]),
      [rows, 1],
    );
  const feeds: OnnxRuntime.Feeds = {
    features: OnnxRuntime.float(features, [rows, shape.features]),
    label: column(label),
    ...(weight && { weight: column(weight) }),
  };
  const put = (name: string, pool: Float32Array) =>
    (feeds[name] = OnnxRuntime.float(pool, [pool.length]));
  const { random } = plan;
  const longest = (width: number) => folds * batch * width;
  if (noise > 0)
    put(
      "noise",
      NoisePool.pool(longest(shape.features), () => noise * random.normal()),
    );
  if (dropout > 0)
    put(
      "dropout",
      NoisePool.dropout(longest(Math.max(1, ...hidden)), dropout, random),
    );
  return feeds;
}

/** Opens the trainer for the time of `use`. */
export function training<T>(
  plan: Plan,
  use: (trainer: Trainer) => Promise<T>,
): Promise<T> {
  const { shape, rate, decay, l1 } = plan;
  const { onWeights } = NetworkLayers;
  const optimizer = adam({
    rate,
    keep: decay > 0 ? onWeights(shape, 1 - rate * decay, 1) : undefined,
    lasso: l1 > 0 ? onWeights(shape, l1) : undefined,
  });
  const fixed = fixedFeeds(plan);
  return OnnxRuntime.using(model(plan, optimizer), (session) =>
    use({
      rate: optimizer.rate,
      run: (state, steps) => advance(session, plan, fixed, state, steps),
    }),
  );
}

async function advance(
  session: InferenceSession,
  plan: Plan,
  fixed: OnnxRuntime.Feeds,
  state: State,
  { order, rates, averaging }: Steps,
) {
  const { folds } = plan.shape;
  const steps = rates.length;
  const rows = order.length / steps;
  const windows = windowsOf(plan);
  const starts = () => NoisePool.drawStarts(steps * windows, plan.random);
  const feeds: OnnxRuntime.Feeds = {
    ...fixed,
    order: OnnxRuntime.int64(order, [steps, rows]),
    rates: OnnxRuntime.float(rates, [steps]),
    ...(folds === 1 && {
      share: OnnxRuntime.float(Float32Array.of(1 / rows), []),
    }),
    steps: OnnxRuntime.int64([steps], []),
    ...(windows > 0 && {
      starts: OnnxRuntime.int64(starts(), [steps, windows]),
    }),
    ...(plan.average && { averaging: OnnxRuntime.float(averaging, [steps]) }),
  };
  for (const [name, data] of Object.entries(state))
    feeds[name] = OnnxRuntime.float(data, [folds, data.length / folds]);
  const results = await session.run(feeds);
  const next: State = {};
  for (const name of Object.keys(state))
    next[name] = results[`next ${name}`].data as Float32Array;
  return { state: next, logits: results.logits.data as Float32Array };
}

export * as BatchedTraining from "./batched-training";
