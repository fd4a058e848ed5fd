// word-learner: a learner of a table's free texts, a generalised linear model of their hashed words with a ridge
import { bernoulli } from "@mainstay/core/stats/family";
import type { Graph, Value } from "../../onnx/graph";
import type { RawColumns } from "../../onnx/raw-columns";
import { FoldRows } from "../fold-rows";
import type { Epoch, Fitted, Learner } from "../learner";
import { newton } from "../logistic/newton";
import { WordMatrix } from "./word-matrix";

export type Options = {
  // C of the penalty |w|²/(2C) on the summed loss, from strong to weak: each starts where the last ended.
  strengths: number[];
  tolerance: number; // how far, in mean loss, each may end from its optimum
  mostWords: number; // that a fold's model learns from; of more rows every second, third, … is taken
};

const defaults: Options = {
  strengths: [0.03, 0.1, 0.3, 1, 3, 10, 30],
  tolerance: 1e-6,
  mostWords: 2e7,
};

/** Scores are Σ w / √(words of the text), so that the mean of the folds' models is one model with the mean of their weights. */
export const words: Learner<Options> = {
  name: "words",
  defaults,
  async fit({ frame, label, weight, family = bernoulli, ...input }) {
    const { layout, progress, signal } = input;
    const options = { ...defaults, ...input.options };
    const { strengths, tolerance } = options;
    const matrix = WordMatrix.count(frame, layout.inputs.texts ?? []);
    const rows = FoldRows.rowsByFold(input.fold, input.folds);
    // Without rows held out, the rows that were learned from judge.
    const held = rows.held.some(({ length }) => length)
      ? rows.held
      : rows.train;
    const paths: Float64Array[][] = []; // weights [features + 1] by fold and strength
    for (const [k, train] of rows.train.entries()) {
      const some = thinned(matrix, train, options.mostWords);
      const own = (values: ArrayLike<number>) =>
        Float64Array.from(some, (row) => values[row]);
      const sparse = WordMatrix.sparse(matrix, some);
      let start: Float64Array = new Float64Array(sparse.features);
      start[sparse.features - 1] = family.prior(label, some);
      const path: Float64Array[] = [];
      for (const [i, strength] of strengths.entries()) {
        signal?.throwIfAborted();
        start = newton(sparse, own(label), {
          ...{ strength, start, family, tolerance },
          weight: weight && own(weight),
        });
        path.push(start);
        progress?.(
          (k + (i + 1) / strengths.length) / Math.max(1, rows.train.length),
        );
        // Other members' turns come meanwhile.
        await new Promise(setImmediate);
      }
      paths.push(path);
    }
    const judged = strengths.map((_, i) =>
      FoldRows.pooled(
        { ...rows, held },
        held.map((rows, k) => WordMatrix.scores(matrix, paths[k][i], rows)),
        { label, weight, family },
      ),
    );
    const curve = judged.map(({ loss }, i): Epoch => ({
      epoch: i + 1,
      validationLoss: loss,
    }));
    const best = judged.reduce(
      (best, { loss }, i) => (loss < judged[best].loss ? i : best),
      0,
    );
    const weights = FoldRows.mean(paths.map((path) => path[best]));
    const { mostWords: _, ...told } = options;
    return {
      name: "words",
      outOfFold: judged[best].outOfFold,
      options: {
        ...told,
        strength: strengths[best],
        features: matrix.bucket.length,
      },
      curve,
      texts: true,
      ...scored(matrix, weights),
    };
  },
};

function thinned(
  { start }: WordMatrix,
  rows: Int32Array,
  most: number,
): Int32Array {
  const all = rows.reduce((sum, row) => sum + start[row + 1] - start[row], 0);
  const every = Math.ceil(all / most);
  return every > 1 ? rows.filter((_, k) => k % every === 0) : rows;
}

function scored(
  matrix: WordMatrix,
  weights: Float64Array, // [features + 1]
): Pick<Fitted, "predict" | "graph" | "explain"> {
  const { texts, size, bucket, start, index, value } = matrix;
  const intercept = weights[bucket.length];
  const table = new Float32Array(texts.length * size);
  bucket.forEach((place, k) => (table[place] = weights[k]));
  const rows = start.length - 1;
  const average = new Float64Array(texts.length);
  for (let e = 0; e < index.length; e++)
    average[Math.floor(bucket[index[e]] / size)] +=
      (weights[index[e]] * value[e]) / Math.max(1, rows);
  return {
    predict: async (frame) =>
      WordMatrix.scores(
        WordMatrix.rowsOf(matrix, frame),
        weights,
        Int32Array.from({ length: frame.rows }, (_, row) => row),
      ),
    graph: (g, raw) =>
      g.Add(
        g.ReduceSum(g.ReduceSum(added(g, raw, table, size), [2]), [1], true),
        g.scalar(intercept),
      ),
    explain: (g, raw) => ({
      contributions: g.Sub(
        g.ReduceSum(added(g, raw, table, size), [2]),
        g.constant("float", [texts.length], average),
      ),
      words: added(g, raw, table, size),
      base: g.scalar(average.reduce((sum, each) => sum + each, intercept)),
    }),
  };
}

/** What each hashed n-gram of a text adds, [n, texts, length]. */
function added(
  g: Graph,
  { texts }: RawColumns,
  table: Float32Array, // [texts, size]
  size: number,
): Value {
  if (!texts) throw new Error("A model of texts needs the texts of its rows");
  const count = table.length / size;
  const first = Array.from({ length: count }, (_, j) => j * size);
  const at = g.Add(
    g.Mod(texts.hashes, g.constant("int64", [], [size])),
    g.constant("int64", [count, 1], first),
  );
  const weight = g.Gather(g.constant("float", [table.length], table), at);
  return g.Mul(weight, texts.shares);
}

export * as WordLearner from "./word-learner";
