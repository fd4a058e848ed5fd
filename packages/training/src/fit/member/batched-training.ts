// batched-training: networks of one shape, one for each fold, trained side by side as batched products inside ONNX Runtime
import { adam } from "../../onnx/optimizer";
import { NoisePool } from "../noise-pool";
import { gradient } from "../../onnx/gradient";
import { Graph } from "../../onnx/graph";
import { type InferenceSession, OnnxRuntime } from "../../onnx/onnx-runtime";
import type { Random } from "@mainstay/core/base/random";
import { flat, parts, type Shape, size } from "./network-layers";

export type Plan = {
  shape: Shape;
  features: Float32Array; // [folds · n, d], each fold's encoding of all rows
  label: ArrayLike<number>; // [n]
  batch: number;
  rate: number;
  decay: number; // of weight matrices
  dropout: number;
  random: Random;
};
export type State = Record<"parameters" | "m" | "v" | "average", Float32Array>; // [folds, size]

export type Trainer = {
  /** `order` [steps, folds · batch] of rows of `features`; `averaging` [steps] what the average keeps of itself. */
  run(
    state: State,
    order: Int32Array,
    rates: Float32Array,
    averaging: Float32Array,
  ): Promise<State>;
  rate(step: number): number;
};

const names = ["parameters", "m", "v", "average"] as const;

function model(plan: Plan, optimizer: ReturnType<typeof adam>) {
  const { shape, batch, label, dropout } = plan;
  const { folds, features: width, hidden } = shape;
  const rows = folds * label.length;
  const g = new Graph();
  const features = g.input("features", "float", [rows, width]);
  const labels = g.input("label", "float", [rows, 1]);
  const order = g.input("order", "int64", ["steps", folds * batch]);
  const rates = g.input("rates", "float", ["steps"]);
  const averaging = g.input("averaging", "float", ["steps"]);
  const steps = g.input("steps", "int64", []);
  const drops = dropout > 0 ? hidden.length : 0;
  const starts = g.input("starts", "int64", ["steps", hidden.length]);
  const strip = g.input("strip", "float", ["strip"]);
  const state = names.map((name) =>
    g.input(name, "float", [folds, size(shape)]),
  );
  const loop = g.Loop(steps, state, (g, turn, [parameters, m, v, average]) => {
    const index = g.Gather(order, turn);
    const y = g.Reshape(g.Gather(labels, index), [folds, batch, 1]);
    const begin = g.Gather(starts, turn);
    const next = () => values.next().value!;
    const values = g
      .Split(
        parameters,
        flat(shape).map(({ size }) => size),
        1,
      )
      .values();
    let layer = g.Reshape(g.Gather(features, index), [folds, batch, width]);
    for (const [i, [weight, , scale]] of parts(shape).entries()) {
      const [w, b] = [next(), next()];
      const { inputs, outputs } = weight;
      const matrix = g.Reshape(w, [folds, inputs, outputs]);
      const scaled = scale
        ? g.Mul(
            g.Mul(matrix, g.Reshape(next(), [folds, inputs, 1])),
            g.Reshape(next(), [folds, 1, outputs]),
          )
        : matrix;
      const z = g.Add(
        g.MatMul(layer, scaled),
        g.Reshape(b, [folds, 1, outputs]),
      );
      layer = scale ? g.Relu(z) : z;
      if (i < drops) {
        const start = g.Gather(begin, g.constant("int64", [1], [i]));
        const count = g.constant("int64", [1], [folds * batch * outputs]);
        const window = { start, count, shape: layer.shape };
        layer = g.Mul(layer, NoisePool.window(g, strip, window));
      }
    }
    // d log loss / d logit = σ(z) − y; a mean over each fold's rows.
    const error = g.Mul(g.Sub(g.Sigmoid(layer), y), g.scalar(1 / batch));
    const [slope] = gradient(g, layer, [parameters], error);
    const rate = g.Gather(rates, turn);
    const moved = optimizer.update(g, parameters, slope, [m, v], rate);
    const lag = g.Sub(average, moved.parameters);
    const kept = g.Mul(lag, g.Gather(averaging, turn));
    return {
      state: [
        moved.parameters,
        ...moved.moments,
        g.Add(moved.parameters, kept),
      ],
    };
  });
  loop.state.forEach((value, i) => g.output(`next ${names[i]}`, value));
  return g.model();
}

/** Opens the trainer for the time of `use`. */
export function training<T>(
  plan: Plan,
  use: (trainer: Trainer) => Promise<T>,
): Promise<T> {
  const { shape, features, label, batch, dropout, random, rate, decay } = plan;
  const { folds, hidden } = shape;
  const keep = flat(shape).flatMap(({ kind, size }) =>
    new Array<number>(size).fill(kind === "weight" ? 1 - rate * decay : 1),
  );
  const optimizer = adam({ rate, keep: Float32Array.from(keep) });
  const rows = folds * label.length;
  const longest = folds * batch * Math.max(1, ...hidden);
  const strip =
    dropout > 0
      ? NoisePool.dropout(longest, dropout, random)
      : new Float32Array(1);
  const fixed: OnnxRuntime.Feeds = {
    features: OnnxRuntime.float(features, [rows, shape.features]),
    label: OnnxRuntime.float(
      Float32Array.from({ length: rows }, (_, i) => label[i % label.length]),
      [rows, 1],
    ),
    strip: OnnxRuntime.float(strip, [strip.length]),
  };
  return OnnxRuntime.using(model(plan, optimizer), (session) =>
    use({
      rate: optimizer.rate,
      run: (state, order, rates, averaging) =>
        advance(
          session,
          fixed,
          state,
          {
            order: OnnxRuntime.int64(order, [rates.length, folds * batch]),
            starts: OnnxRuntime.int64(
              NoisePool.starts(rates.length * hidden.length, random),
              [rates.length, hidden.length],
            ),
            rates: OnnxRuntime.float(rates, [rates.length]),
            averaging: OnnxRuntime.float(averaging, [rates.length]),
            steps: OnnxRuntime.int64([rates.length], []),
          },
          folds,
        ),
    }),
  );
}

async function advance(
  session: InferenceSession,
  fixed: OnnxRuntime.Feeds,
  state: State,
  steps: OnnxRuntime.Feeds,
  folds: number,
): Promise<State> {
  const feeds = { ...fixed, ...steps };
  for (const name of names)
    feeds[name] = OnnxRuntime.float(state[name], [
      folds,
      state[name].length / folds,
    ]);
  const results = await session.run(feeds);
  const next = (name: string) => results[`next ${name}`].data as Float32Array;
  return Object.fromEntries(names.map((name) => [name, next(name)])) as State;
}

export * as BatchedTraining from "./batched-training";
