// word-matrix: the words of a table's text columns as sparse rows, those that stand in one row alone left out
import { TextTensors } from "@mainstay/core/model/text-tensors";
import { Frame } from "@mainstay/core/tabular/frame";
import { HatBasis } from "../logistic/hat-basis";

export type WordMatrix = {
  texts: readonly string[]; // columns
  size: number; // buckets of each column's table, a power of two
  bucket: Int32Array; // column · size + hash mod size of each feature, [features]
  start: Int32Array; // of each row in `index` and `value`, [rows + 1]
  index: Int32Array; // features, ascending within a row
  value: Float32Array; // 1/√(distinct n-grams of the text)
};

// A word of one row tells nothing of another.
const fewestRows = 2;
// Tables are so many times as large as the words they hold, so that few of them meet in a bucket.
const room = 4;
const sizes = { least: 10, most: 18 }; // powers of two

/** Counts all rows of a frame. Memory grows with the words of the texts, whose length counts up to a bound. */
export function count(frame: Frame, texts: readonly string[]): WordMatrix {
  const columns = texts.map((name) => Frame.column(frame, name));
  const hashed = TextTensors.hasher();
  const each = (use: (hashes: Int32Array, column: number) => void) => {
    for (let row = 0; row < frame.rows; row++)
      columns.forEach((column, j) =>
        use(hashed(TextTensors.cellOf(column, row)), j),
      );
  };
  const widest = 2 ** sizes.most;
  const seen = new Uint8Array(texts.length * widest);
  each((hashes, j) => {
    for (const hash of hashes) {
      const place = j * widest + (hash % widest);
      if (seen[place] < fewestRows) seen[place]++;
    }
  });
  const common = seen.reduce((sum, rows) => sum + +(rows === fewestRows), 0);
  const bits = Math.ceil(Math.log2(Math.max(1, room * common)));
  const size = 2 ** Math.min(sizes.most, Math.max(sizes.least, bits));
  const rows = new Uint8Array(texts.length * size);
  each((hashes, j) => {
    for (const hash of hashes) {
      const place = j * size + (hash % size);
      if (rows[place] < fewestRows) rows[place]++;
    }
  });
  const bucket = Int32Array.from(rows.keys()).filter(
    (place) => rows[place] === fewestRows,
  );
  return { texts, size, bucket, ...entries(frame, texts, size, bucket) };
}

/** Rows of any frame in the features of a matrix. */
export const rowsOf = (
  { texts, size, bucket }: WordMatrix,
  frame: Frame,
): WordMatrix => ({
  ...{ texts, size, bucket },
  ...entries(frame, texts, size, bucket),
});

function entries(
  frame: Frame,
  texts: readonly string[],
  size: number,
  bucket: Int32Array,
): Pick<WordMatrix, "start" | "index" | "value"> {
  const feature = new Int32Array(texts.length * size).fill(-1);
  bucket.forEach((place, k) => (feature[place] = k));
  const columns = texts.map((name) => Frame.column(frame, name));
  const hashed = TextTensors.hasher();
  const start = new Int32Array(frame.rows + 1);
  let index = new Int32Array(16 * frame.rows + 16);
  let value = new Float32Array(index.length);
  let used = 0;
  for (let row = 0; row < frame.rows; row++) {
    columns.forEach((column, j) => {
      const hashes = hashed(TextTensors.cellOf(column, row));
      if (used + hashes.length > index.length) {
        index = grown(index, used + hashes.length);
        value = grown(value, used + hashes.length);
      }
      const from = used;
      for (const hash of hashes) {
        const k = feature[j * size + (hash % size)];
        if (k >= 0) index[used++] = k;
      }
      index.subarray(from, used).sort();
      value.fill(1 / Math.sqrt(hashes.length), from, used);
    });
    start[row + 1] = used;
  }
  return { start, index: index.slice(0, used), value: value.slice(0, used) };
}

function grown<A extends Int32Array | Float32Array>(old: A, least: number): A {
  const Kind = old.constructor as new (length: number) => A;
  const next = new Kind(Math.max(2 * old.length, least));
  next.set(old);
  return next;
}

/** The chosen rows with an intercept behind their features, as the solver reads them. */
export function sparse(
  { bucket, start, index, value }: WordMatrix,
  rows: ArrayLike<number>,
): HatBasis {
  const width = bucket.length;
  const starts = new Int32Array(rows.length + 1);
  for (let i = 0; i < rows.length; i++)
    starts[i + 1] = starts[i] + start[rows[i] + 1] - start[rows[i]] + 1;
  const at = starts[rows.length];
  const out = { index: new Int32Array(at), value: new Float64Array(at) };
  for (let i = 0; i < rows.length; i++) {
    const [from, to] = [start[rows[i]], start[rows[i] + 1]];
    out.index.set(index.subarray(from, to), starts[i]);
    out.value.set(value.subarray(from, to), starts[i]);
    out.index[starts[i + 1] - 1] = width;
    out.value[starts[i + 1] - 1] = 1;
  }
  return HatBasis.sparse(starts, out.index, out.value, width);
}

/** Scores of rows by weights [features + 1], the intercept last. */
export function scores(
  { start, index, value }: WordMatrix,
  weights: ArrayLike<number>,
  rows: ArrayLike<number>,
): Float64Array {
  const intercept = weights[weights.length - 1];
  return Float64Array.from(rows, (row) => {
    let sum = intercept;
    for (let e = start[row]; e < start[row + 1]; e++)
      sum += weights[index[e]] * value[e];
    return sum;
  });
}

export * as WordMatrix from "./word-matrix";
