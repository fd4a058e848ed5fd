// piecewise-logistic: logistic regression on piecewise-linear features, a cheap additive model
import { mean } from "../explain-network";
import { take } from "../network/holdout";
import type { Graph, Value } from "../../onnx/graph";
import { PiecewiseEncoding } from "../piecewise-encoding";
import type { RawColumns } from "../../onnx/raw-columns";
import { prior } from "../../stats/sigmoid";
import { FoldRows } from "../fold-rows";
import { HatBasis } from "./hat-basis";
import type { Bagged, Member, Step } from "./member";
import { newton } from "./newton";

export type Options = {
  bins: number;
  // C of the penalty |w|²/(2C) on the summed log loss, from strong to weak: each starts where the last ended.
  strengths: number[];
};

type Model = {
  piecewise: PiecewiseEncoding;
  mean: Float32Array; // of the features, over all rows
  weights: Float64Array; // the intercept last
};

export const plr: Member<Options> = {
  name: "plr",
  defaults: { bins: 16, strengths: [0.003, 0.01, 0.03, 0.1, 0.3, 1, 3] },

  async fit({
    frame,
    layout,
    at,
    label,
    fold,
    folds,
    progress,
    signal,
    ...input
  }) {
    const options = { ...plr.defaults, ...input.options };
    const rows = FoldRows.rowsByFold(fold, folds);
    const shape = PiecewiseEncoding.shape(frame, layout, {
      bins: options.bins,
      scale: "standard",
    });
    const width = shape.features.length;
    const fits = [];
    for (const [k, train] of rows.train.entries()) {
      signal?.throwIfAborted();
      const piecewise = PiecewiseEncoding.fit(shape, frame, at, train);
      const [features] = await PiecewiseEncoding.encode([piecewise], frame, at);
      const weights: Float64Array = new Float64Array(width + 1);
      weights[width] = prior(label, train);
      fits.push({
        piecewise,
        mean: mean(features, width),
        weights,
        hats: HatBasis.encode(features, train, piecewise),
        label: Float64Array.from(train, (row) => label[row]),
        held: take(features, width, rows.held[k]),
      });
    }

    const curve: Step[] = [];
    let best = {
      loss: Infinity,
      strength: options.strengths[0],
      weights: [] as Float64Array[],
      outOfFold: new Float64Array(0) as Float64Array,
    };
    for (const [i, strength] of options.strengths.entries()) {
      for (const fit of fits) {
        signal?.throwIfAborted();
        fit.weights = newton(fit.hats, fit.label, strength, fit.weights);
      }
      const outOfFold = FoldRows.pooled(
        rows,
        fits.map(({ held, weights }) => logits(held, weights)),
      );
      const loss = FoldRows.lossOf(outOfFold, label);
      curve.push({ step: strength, validationLoss: loss });
      if (loss < best.loss)
        best = {
          loss,
          strength,
          weights: fits.map(({ weights }) => weights),
          outOfFold,
        };
      progress?.((i + 1) / options.strengths.length);
      // The loss falls and then rises along the path, and its weak end costs most.
      if (options.strengths.indexOf(best.strength) < i - 1) break;
    }
    return bagged(
      fits.map(({ piecewise, mean }, k) => ({
        piecewise,
        mean,
        weights: best.weights[k],
      })),
      {
        outOfFold: best.outOfFold,
        options: { ...options, strength: best.strength },
        curve,
      },
    );
  },
};

/** Of features [n, d]. */
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

function bagged(
  models: Model[],
  found: Pick<Bagged, "outOfFold" | "options" | "curve">,
): Bagged {
  const pieces = models.map(({ piecewise }) => piecewise);
  const { shape } = pieces[0];
  const width = shape.features.length;
  const columns = shape.layout.columns.length;
  const intercept =
    models.reduce((sum, { weights }) => sum + weights[width], 0) /
    models.length;
  const total = (g: Graph, values: Value[]) =>
    values.reduce((a, b) => g.Add(a, b));
  return {
    name: plr.name,
    ...found,
    async predict(frame, at) {
      const each = [];
      for (const { piecewise, weights } of models) {
        const [features] = await PiecewiseEncoding.encode(
          [piecewise],
          frame,
          at,
        );
        each.push(logits(features, weights));
      }
      return FoldRows.mean(each);
    },
    graph(g, raw) {
      const features = PiecewiseEncoding.graph(g, raw, pieces);
      const parts = models.map(({ weights }, k) =>
        g.Gemm(
          features[k],
          g.constant(
            "float",
            [width, 1],
            weights.subarray(0, width).map((w) => w / models.length),
          ),
        ),
      );
      return g.Add(total(g, parts), g.scalar(intercept));
    },
    explain(g: Graph, raw: RawColumns) {
      const features = PiecewiseEncoding.graph(g, raw, pieces);
      const average = new Float64Array(columns);
      const parts = models.map(({ weights, mean }, k) => {
        const shares = new Float64Array(width * columns);
        for (let j = 0; j < width; j++) {
          const weight = weights[j] / models.length;
          shares[j * columns + shape.fold[j]] = weight;
          average[shape.fold[j]] += weight * mean[j];
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
