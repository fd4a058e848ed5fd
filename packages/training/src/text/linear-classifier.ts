// linear-classifier: texts of one script learned — a plane a class over reweighted n-grams, and how sure its margins are
import type { Script } from "@mainstay/core/text/ngrams/writing-system";
import { BucketMatrix } from "./bucket-matrix";
import { PlattScaling } from "./platt-scaling";
import { margin, type Plane, svm } from "./svm";
import { scale, weigh } from "./bucket-weights";

// Inner folds that give each row the margins of planes that did not see it.
export const folds = 4;

// `held` serves calibration, which needs fewer passes than the labels themselves. Both are tolerances of the optimum's gap.
const gapTolerance = { served: 0.001, held: 0.05 };

// Two classes share one margin, which is positive for the second; of more classes each has its own.
export const marginsOf = (classes: number) => (classes === 2 ? 1 : classes);

export type LinearClassifier = {
  script: Script;
  rows: number;
  bits: number;
  matrix: BucketMatrix;
  u: Float32Array; // [columns]
  planes: (Plane & { platt: PlattScaling })[]; // [margins]
  held: Float64Array; // [rows, margins] margins out of fold
  known: Float64Array; // [rows] share of the row's buckets that the plane out of fold knows
};

export type Table = {
  texts: readonly string[];
  label: ArrayLike<number>; // class of each text
  classes: number;
  fold: ArrayLike<number>; // inner fold of each text
};

export function fit(
  { texts, label, classes, fold }: Table,
  { script, bits, seed }: { script: Script; bits: number; seed: number },
): LinearClassifier {
  const matrix = BucketMatrix.count(texts, script, bits);
  const margins = marginsOf(classes);
  const everyone = Int32Array.from(texts, (_, i) => i);
  const positive = Array.from({ length: margins }, (_, m) =>
    Uint8Array.from(label, (c) => Number(c === (margins === 1 ? 1 : m))),
  );
  const held = new Float64Array(texts.length * margins);
  const known = new Float64Array(texts.length);
  function learn(rows: Int32Array, others: Int32Array, tolerance: number) {
    const u = together(positive.map((one) => weigh(matrix, rows, one)));
    const x = scale(matrix, u);
    const planes = positive.map((one) =>
      svm(matrix, x, rows, one, { seed, tolerance }),
    );
    for (const i of others) {
      planes.forEach((plane, m) => {
        held[i * margins + m] = margin(matrix, x, plane, i);
      });
      let met = 0;
      for (let e = matrix.first[i]; e < matrix.first[i + 1]; e++)
        if (x[e] !== 0) met++;
      known[i] = met / Math.max(1, matrix.size[i]);
    }
    return { u, planes };
  }
  for (let k = 0; k < folds; k++)
    learn(
      everyone.filter((i) => fold[i] !== k),
      everyone.filter((i) => fold[i] === k),
      gapTolerance.held,
    );
  const { u, planes } = learn(everyone, new Int32Array(0), gapTolerance.served);
  const calibrated = planes.map((plane, m) => {
    const own = Float64Array.from(texts, (_, i) => held[i * margins + m]);
    return { ...plane, platt: PlattScaling.fit(own, positive[m]) };
  });
  return {
    script,
    rows: texts.length,
    bits,
    matrix,
    u,
    planes: calibrated,
    held,
    known,
  };
}

// One table serves all classes, or ten of them would not fit: a bucket weighs what it tells of the class it tells most of.
function together(each: Float32Array[]): Float32Array {
  if (each.length === 1) return each[0];
  return each[0].map((_, c) => Math.max(...each.map((u) => u[c])));
}

export * as LinearClassifier from "./linear-classifier";
