// logistic: L2 logistic regression by Newton's method inside ONNX Runtime, its strength chosen on held-out rows
import { Graph, type Value } from "../onnx/graph";
import { OnnxRuntime } from "../onnx/onnx-runtime";
import { random } from "@mainstay/core/base/random";
import { judge, prior } from "../stats/sigmoid";
import { holdout, take, without } from "../fit/network/holdout";
import type { Learner } from "../fit/network/learner";
import type { Epoch } from "../stats/training-curve";
import { predict } from "../fit/network/predict";

export type Options = {
  // C of the penalty |w|²/(2C) on the summed log loss, from strong to weak: each starts where the last ended.
  strengths: number[];
};

const halvings = [1, 1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 64, 0];
// Half of this is how far, in mean log loss, the solution may still be from the optimum.
const enough = 1e-9;
const turns = { newton: 40, conjugate: 300 };

/** x with A·x + p∘x = b by conjugate gradients, preconditioned by the diagonal (Hestenes & Stiefel 1952). */
function solve(g: Graph, a: Value, penalty: Value, b: Value): Value {
  const dot = (g: Graph, u: Value, v: Value) =>
    g.ReduceSum(g.Mul(u, v), [0, 1]);
  const eye = g.node("EyeLike", [a], [{ shape: a.shape }])[0];
  const diagonal = g.Add(g.ReduceSum(g.Mul(a, eye), [1], true), penalty);
  const scale = g.Max(diagonal, g.scalar(1e-12));
  const first = g.Div(b, scale);
  const power = dot(g, b, first);
  const limit = g.Mul(power, g.scalar(1e-10));
  const { state } = g.Loop(
    g.constant("int64", [], [turns.conjugate]),
    [g.zeros(b), b, first, power],
    (g, _, [x, residual, direction, power]) => {
      const image = g.Add(g.MatMul(a, direction), g.Mul(penalty, direction));
      const curvature = g.Max(dot(g, direction, image), g.scalar(1e-30));
      const step = g.Div(power, curvature);
      const left = g.Sub(residual, g.Mul(image, step));
      const scaled = g.Div(left, scale);
      const next = dot(g, left, scaled);
      const turn = g.Div(next, g.Max(power, g.scalar(1e-30)));
      return {
        state: [
          g.Add(x, g.Mul(direction, step)),
          left,
          g.Add(scaled, g.Mul(direction, turn)),
          next,
        ],
        proceed: g.Greater(next, limit),
      };
    },
  );
  return state[0];
}

/** Newton steps with all halvings of the step tried at once; `x` [n, D] ends with a column of ones. */
function newtonModel(rows: number, width: number): Uint8Array {
  const g = new Graph();
  const x = g.input("x", "float", [rows, width]);
  const y = g.input("y", "float", [rows, 1]);
  const weight = g.input("weight", "float", [rows, 1]); // sums to 1
  const penalty = g.input("penalty", "float", [width, 1]);
  const start = g.input("start", "float", [width, 1]);
  const steps = g.constant("float", [1, halvings.length], halvings);
  const { state } = g.Loop(
    g.constant("int64", [], [turns.newton]),
    [start],
    (g, _, [theta]) => {
      const z = g.MatMul(x, theta); // [n, 1]
      const p = g.Sigmoid(z);
      const slope = g.Add(
        g.Gemm(x, g.Mul(weight, g.Sub(p, y)), undefined, { transA: 1 }),
        g.Mul(penalty, theta),
      );
      const curve = g.Mul(weight, g.Mul(p, g.Sub(g.scalar(1), p)));
      const hessian = g.Gemm(x, g.Mul(x, curve), undefined, { transA: 1 });
      const direction = solve(g, hessian, penalty, slope); // [D, 1]
      const tried = g.Sub(theta, g.Mul(direction, steps)); // [D, halvings]
      const zs = g.Sub(z, g.Mul(g.MatMul(x, direction), steps)); // [n, halvings]
      const losses = g.Mul(weight, g.Sub(g.Softplus(zs), g.Mul(y, zs)));
      const ridge = g.Mul(penalty, g.Mul(tried, tried));
      const total = g.Add(
        g.ReduceSum(losses, [0]),
        g.Mul(g.scalar(0.5), g.ReduceSum(ridge, [0])),
      );
      const best = g.Unsqueeze(g.ArgMin(total, 0), 0);
      const decrement = g.ReduceSum(g.Mul(slope, direction), [0, 1]);
      const moved = g.Greater(
        g.ReduceSum(g.Gather(steps, best, 1), [0, 1]),
        g.scalar(0),
      );
      return {
        state: [g.Gather(tried, best, 1)],
        proceed: g.And(moved, g.Greater(decrement, g.scalar(enough))),
      };
    },
  );
  g.output("theta", state[0]);
  return g.model();
}

/** Rows with a one behind the features, for the intercept. */
function augmented(features: Float32Array, width: number): Float32Array {
  const rows = features.length / width;
  const out = new Float32Array(rows * (width + 1)).fill(1);
  for (let row = 0; row < rows; row++)
    out.set(
      features.subarray(row * width, (row + 1) * width),
      row * (width + 1),
    );
  return out;
}

function graphOf(theta: Float32Array) {
  const width = theta.length - 1;
  return (g: Graph, features: Value) =>
    g.Gemm(
      features,
      g.constant("float", [width, 1], theta.subarray(0, width)),
      g.constant("float", [1], theta.subarray(width)),
    );
}

export const logistic: Learner<Options> = {
  name: "logistic",
  defaults: { strengths: [0.003, 0.01, 0.03, 0.1, 0.3, 1, 3] },

  async fit({ features, label, weight, seed, progress, signal, ...input }) {
    const { strengths } = { ...logistic.defaults, ...input.options };
    const width = features.length / label.length;
    const { train, validation } = input.validation
      ? without(label.length, input.validation)
      : holdout(label, random(seed));
    const rows = train.length;
    const weights = Float32Array.from(train, (row) => weight?.[row] ?? 1);
    const total = weights.reduce((sum, value) => sum + value, 0);
    const fixed: OnnxRuntime.Feeds = {
      x: OnnxRuntime.float(augmented(take(features, width, train), width), [
        rows,
        width + 1,
      ]),
      y: OnnxRuntime.float(take(label, 1, train), [rows, 1]),
      weight: OnnxRuntime.float(
        weights.map((value) => value / total),
        [rows, 1],
      ),
    };
    const held = take(features, width, validation);
    const fitted = take(features, width, train);
    let theta = new Float32Array(width + 1);
    theta[width] = prior(label, train);
    let best = { loss: Infinity, theta, strength: strengths[0] };
    const curves: Epoch[] = [];

    await OnnxRuntime.using(newtonModel(rows, width + 1), async (session) => {
      for (const [i, strength] of strengths.entries()) {
        signal?.throwIfAborted();
        const penalty = new Float32Array(width + 1).fill(
          1 / (strength * total),
        );
        penalty[width] = 0;
        const feeds = {
          ...fixed,
          penalty: OnnxRuntime.float(penalty, [width + 1, 1]),
          start: OnnxRuntime.float(theta, [width + 1, 1]),
        };
        const results = await session.run(feeds);
        theta = results.theta.data as Float32Array<ArrayBuffer>;
        const graph = graphOf(theta);
        const unseen = judge(await predict(graph, width, held), label, {
          rows: validation,
          weight,
        });
        const seen = judge(await predict(graph, width, fitted), label, {
          rows: train,
          weight,
        });
        const point = {
          epoch: i + 1,
          trainLoss: seen.loss,
          validationLoss: unseen.loss,
          trainAccuracy: seen.accuracy,
          validationAccuracy: unseen.accuracy,
        };
        curves.push(point);
        progress?.(point);
        const { loss } = validation.length > 0 ? unseen : seen;
        if (loss < best.loss) best = { loss, theta, strength };
      }
    });
    const graph = graphOf(best.theta);
    return {
      features: width,
      options: { strengths, strength: best.strength },
      curves,
      predict: (rows) => predict(graph, width, rows),
      graph,
    };
  },
};
