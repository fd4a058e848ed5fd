// logistic: learners that fit logistic regression for each fold along a path of penalties, all stopped at one strength
import type { Graph, Value } from "../../onnx/graph";
import { bernoulli } from "@mainstay/core/stats/family";
import { type Encoder, type Encoding, mean } from "../encoding";
import { FoldRows } from "../fold-rows";
import type { Epoch, Fitted, Learner } from "../learner";
import type { HatBasis } from "./hat-basis";
import { newton } from "./newton";

export type Options = {
  // C of the penalty |w|²/(2C) on the summed log loss, from strong to weak: each starts where the last ended.
  strengths: number[];
  tolerance: number; // how far, in mean log loss, each may end from its optimum
};

type Fold = {
  mean: Float32Array; // [d] of the features, over all rows
  weights: Float64Array; // [d + 1]
  sparse: HatBasis; // the rows it learns from
  label: Float64Array; // of them
  weight?: Float64Array; // of them
  judging: Float32Array; // features of the rows that judge it
};
type Line = {
  weights: Float64Array; // [d + 1], the intercept last
  mean: Float32Array; // [d] of the features, over all rows
};

/** A learner that fits a line through the encoder's features. */
export function logistic(
  name: string,
  encoder: Encoder,
  options: Partial<Options> = {},
): Learner<Options> {
  const defaults = {
    strengths: [0.003, 0.01, 0.03, 0.1, 0.3, 1, 3],
    tolerance: 1e-7,
    ...options,
  };
  return {
    name,
    defaults,
    async fit({ frame, at, label, weight, progress, signal, ...input }) {
      const { family = bernoulli } = input;
      const options = { ...defaults, ...input.options };
      const { strengths, tolerance } = options;
      const rows = FoldRows.rowsByFold(input.fold, input.folds);
      const encoding = encoder({ ...input, frame, at }, rows.train);
      const { width } = encoding;
      const own = (values: ArrayLike<number>, rows: Int32Array) =>
        Float64Array.from(rows, (row) => values[row]);
      // Without rows held out, the rows that were learned from judge.
      const judging = rows.held.some(({ length }) => length)
        ? rows.held
        : rows.train;
      const fits: Fold[] = [];
      for (const [k, train] of rows.train.entries()) {
        signal?.throwIfAborted();
        const features = await encoding.encode(k, frame, at);
        const weights: Float64Array = new Float64Array(width + 1);
        weights[width] = family.prior(label, train);
        fits.push({
          mean: mean(features, width),
          weights,
          sparse: encoding.sparse(k, features, train),
          label: own(label, train),
          weight: weight && own(weight, train),
          judging: FoldRows.take(features, width, judging[k]),
        });
      }
      const curve: Epoch[] = [];
      let best = {
        loss: Infinity,
        epoch: 0,
        weights: [] as Float64Array[],
        outOfFold: new Float64Array(0) as Float64Array,
      };
      for (const [i, strength] of strengths.entries()) {
        for (const fit of fits) {
          signal?.throwIfAborted();
          fit.weights = newton(fit.sparse, fit.label, {
            strength,
            start: fit.weights,
            weight: fit.weight,
            family,
            tolerance,
          });
        }
        const { outOfFold, loss } = FoldRows.pooled(
          { ...rows, held: judging },
          fits.map(({ judging, weights }) => logits(judging, weights)),
          { label, weight, family },
        );
        curve.push({ epoch: i + 1, validationLoss: loss });
        const weights = fits.map(({ weights }) => weights);
        if (loss < best.loss) best = { loss, epoch: i, weights, outOfFold };
        progress?.((i + 1) / strengths.length);
        // The loss falls and then rises along the path, and its weak end costs most.
        if (best.epoch < i - 1) break;
      }
      const lines = best.weights.map((weights, k) => ({
        weights,
        mean: fits[k].mean,
      }));
      return {
        name,
        outOfFold: best.outOfFold,
        options: {
          ...encoding.options,
          ...options,
          strength: strengths[best.epoch],
        },
        curve,
        ...scored(encoding, lines, input.layout.columns.length),
      };
    },
  };
}

/** Logits [n] of features [n, d]. */
function logits(features: Float32Array, weights: Float64Array): Float64Array {
  const width = weights.length - 1;
  const out = new Float64Array(features.length / width);
  for (let i = 0; i < out.length; i++) {
    let sum = weights[width];
    for (let j = 0; j < width; j++) sum += features[i * width + j] * weights[j];
    out[i] = sum;
  }
  return out;
}

function scored(
  encoding: Encoding,
  lines: Line[],
  columns: number,
): Pick<Fitted, "predict" | "graph" | "explain"> {
  const { width, fold } = encoding;
  const intercept =
    lines.reduce((sum, { weights }) => sum + weights[width], 0) / lines.length;
  const total = (g: Graph, values: Value[]) =>
    values.reduce((a, b) => g.Add(a, b));
  return {
    async predict(frame, at) {
      const each = [];
      for (const [k, { weights }] of lines.entries())
        each.push(logits(await encoding.encode(k, frame, at), weights));
      return FoldRows.mean(each);
    },
    graph(g, raw) {
      const features = encoding.graph(g, raw);
      const parts = lines.map(({ weights }, k) => {
        const share = weights.subarray(0, width).map((w) => w / lines.length);
        return g.Gemm(features[k], g.constant("float", [width, 1], share));
      });
      return g.Add(total(g, parts), g.scalar(intercept));
    },
    explain(g, raw) {
      const features = encoding.graph(g, raw);
      const average = new Float64Array(columns);
      const parts = lines.map(({ weights, mean }, k) => {
        const shares = new Float64Array(width * columns);
        for (let j = 0; j < width; j++) {
          const weight = weights[j] / lines.length;
          shares[j * columns + fold[j]] = weight;
          average[fold[j]] += weight * mean[j];
        }
        return g.Gemm(
          features[k],
          g.constant("float", [width, columns], shares),
        );
      });
      return {
        contributions: g.Sub(
          total(g, parts),
          g.constant("float", [columns], average),
        ),
        base: g.scalar(average.reduce((sum, value) => sum + value, intercept)),
      };
    },
  };
}

export * as Logistic from "./logistic";
