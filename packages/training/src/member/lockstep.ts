// lockstep: networks of one shape, one for each fold, trained side by side as batched products inside ONNX Runtime
import { adam } from "../learner/optimizer";
import { Strip } from "../learner/strip";
import { gradient } from "../onnx/gradient";
import { Graph, type Value } from "../onnx/graph";
import { type InferenceSession, Session } from "../onnx/session";
import type { Random } from "../random";

/**
 * Layer by layer: scale of its inputs r, weights W, scale of its outputs s, bias b; h = Relu(x · (r∘W∘s) + b). The scales
 * are the k = 1 case of the adapters of TabM (Gorishniy et al. 2025). The last layer, of one output, has none.
 */
export type Shape = { folds: number; features: number; hidden: number[] };
export type Layer = { weight: Float32Array; bias: Float32Array }; // scales folded in

type Part = {
  kind: "in" | "weight" | "out" | "bias";
  inputs: number;
  outputs: number;
  size: number;
};

export function parts({ features, hidden }: Shape): Part[][] {
  const widths = [features, ...hidden, 1];
  return widths.slice(1).map((outputs, i) => {
    const inputs = widths[i];
    const part = (kind: Part["kind"], size: number) => ({
      kind,
      inputs,
      outputs,
      size,
    });
    const plain = [part("weight", inputs * outputs), part("bias", outputs)];
    if (i === hidden.length) return plain;
    return [...plain, part("in", inputs), part("out", outputs)];
  });
}

const flat = (shape: Shape) => parts(shape).flat();
export const size = (shape: Shape) =>
  flat(shape).reduce((sum, part) => sum + part.size, 0);

/**
 * Weights and biases uniform in ±1/√(live inputs), scales 1, the last bias given; [folds, size]. A feature that is 0 in
 * all a fold's rows has weight 0, and keeps it.
 */
export function start(
  shape: Shape,
  live: boolean[][],
  priors: number[],
  draw: Random,
): Float32Array {
  const out = new Float32Array(shape.folds * size(shape));
  let at = 0;
  for (let k = 0; k < shape.folds; k++) {
    parts(shape).forEach((layer, i) => {
      const seen = i === 0 ? live[k] : null;
      const { inputs } = layer[0];
      const limit =
        1 / Math.sqrt(Math.max(1, seen?.filter(Boolean).length ?? inputs));
      for (const { kind, outputs, size } of layer) {
        for (let j = 0; j < size; j++) {
          const scale = kind === "in" || kind === "out";
          const value = scale ? 1 : limit * (2 * draw.uniform() - 1);
          const dead =
            kind === "weight" && seen && !seen[Math.floor(j / outputs)];
          out[at + j] = dead ? 0 : value;
        }
        at += size;
      }
    });
    out[at - 1] = priors[k];
  }
  return out;
}

/** Each fold's layers as plain weights and biases. */
export function layers(shape: Shape, parameters: Float32Array): Layer[][] {
  let at = 0;
  return Array.from({ length: shape.folds }, () =>
    parts(shape).map((layer) => {
      const read = layer.map(({ size }) =>
        parameters.subarray(at, (at += size)),
      );
      const [weight, bias, scaleIn, scaleOut] = read;
      const { outputs } = layer[0];
      return {
        bias: bias.slice(),
        weight: weight.map((w, j) =>
          scaleIn
            ? w * scaleIn[Math.floor(j / outputs)] * scaleOut[j % outputs]
            : w,
        ),
      };
    }),
  );
}

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
        layer = g.Mul(layer, Strip.window(g, strip, window));
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
    dropout > 0 ? Strip.dropout(longest, dropout, random) : new Float32Array(1);
  const fixed: Session.Feeds = {
    features: Session.float(features, [rows, shape.features]),
    label: Session.float(
      Float32Array.from({ length: rows }, (_, i) => label[i % label.length]),
      [rows, 1],
    ),
    strip: Session.float(strip, [strip.length]),
  };
  return Session.using(model(plan, optimizer), (session) =>
    use({
      rate: optimizer.rate,
      run: (state, order, rates, averaging) =>
        advance(
          session,
          fixed,
          state,
          {
            order: Session.int64(order, [rates.length, folds * batch]),
            starts: Session.int64(
              Strip.starts(rates.length * hidden.length, random),
              [rates.length, hidden.length],
            ),
            rates: Session.float(rates, [rates.length]),
            averaging: Session.float(averaging, [rates.length]),
            steps: Session.int64([rates.length], []),
          },
          folds,
        ),
    }),
  );
}

async function advance(
  session: InferenceSession,
  fixed: Session.Feeds,
  state: State,
  steps: Session.Feeds,
  folds: number,
): Promise<State> {
  const feeds = { ...fixed, ...steps };
  for (const name of names)
    feeds[name] = Session.float(state[name], [
      folds,
      state[name].length / folds,
    ]);
  const results = await session.run(feeds);
  const next = (name: string) => results[`next ${name}`].data as Float32Array;
  return Object.fromEntries(names.map((name) => [name, next(name)])) as State;
}

/** Logits of features [n, d] through layers that are inputs, as training judges them and not as a model is exported. */
export function scoring<T>(
  { features: width, hidden }: Shape,
  use: (
    score: (features: Float32Array, layers: Layer[]) => Promise<Float32Array>,
  ) => Promise<T>,
): Promise<T> {
  const widths = [width, ...hidden, 1];
  const g = new Graph();
  const x = g.input("features", "float", ["n", width]);
  const inputs = widths.slice(1).map((outputs, i) => ({
    weight: g.input(`weight ${i}`, "float", [widths[i], outputs]),
    bias: g.input(`bias ${i}`, "float", [outputs]),
  }));
  g.output("logit", logit(g, x, inputs));
  return Session.using(g.model(), (session) =>
    use((features, layers) => {
      const fixed: Session.Feeds = {};
      layers.forEach(({ weight, bias }, i) => {
        fixed[`weight ${i}`] = Session.float(weight, [widths[i], bias.length]);
        fixed[`bias ${i}`] = Session.float(bias, [bias.length]);
      });
      return Session.rows(
        session,
        features.length / width,
        "logit",
        ({ from, to }) => ({
          ...fixed,
          features: Session.float(features.subarray(from * width, to * width), [
            to - from,
            width,
          ]),
        }),
      );
    }),
  );
}

/** [n, d] → logit [n, 1]. */
export function logit(
  g: Graph,
  features: Value,
  layers: { weight: Value; bias: Value }[],
): Value {
  return layers.reduce((x, { weight, bias }, i) => {
    const z = g.Gemm(x, weight, bias);
    return i < layers.length - 1 ? g.Relu(z) : z;
  }, features);
}

export * as Lockstep from "./lockstep";
