// packed-trees: predictions of an ensemble laid out so that no branch of the processor waits for the data; several rows go down a tree side by side
import type { Frame } from "../tabular/frame";
import { Trees } from "./trees";

export type Layout = {
  width: number; // columns, and behind them one for each distinct set of levels
  columns: number;
  sets: { column: number; right: Uint8Array }[]; // by level; missing comes last
  feature: Int32Array; // of every node; a leaf looks at column 0 and stays where it is
  threshold: Float32Array;
  missingRight: Uint8Array;
  child: Int32Array; // [2 · nodes] left and right
  depth: Int32Array; // of every tree
};

// More sets of levels than this would push the rows themselves out of the cache.
const mostSets = 1024;

/** Null for ensembles that split levels in too many ways to be laid out. */
export function layout(trees: Trees): Layout | null {
  const { columns, roots, feature, set, sets, missingLeft, right } = trees;
  const nodes = feature.length;
  const place = new Map<string, number>();
  const tables: Layout["sets"] = [];
  const made: Layout = {
    width: columns.length,
    columns: columns.length,
    sets: tables,
    feature: new Int32Array(nodes),
    threshold: new Float32Array(nodes).fill(Infinity),
    missingRight: new Uint8Array(nodes),
    child: Int32Array.from({ length: 2 * nodes }, (_, i) => i >> 1),
    depth: Int32Array.from(roots, (root) => depthOf(trees, root)),
  };
  for (let node = 0; node < nodes; node++) {
    const column = feature[node];
    if (column < 0) continue;
    made.child[2 * node] = node + 1;
    made.child[2 * node + 1] = right[node];
    if (set[node] < 0) {
      made.feature[node] = column;
      made.threshold[node] = trees.threshold[node];
      made.missingRight[node] = 1 - missingLeft[node];
      continue;
    }
    const { levels } = columns[column];
    const goes = Uint8Array.from({ length: levels.length + 1 }, (_, code) =>
      code === levels.length
        ? 1 - missingLeft[node]
        : 1 - ((sets[set[node] + (code >> 5)] >>> (code & 31)) & 1),
    );
    const name = `${column} ${goes.join("")}`;
    const known = place.get(name) ?? tables.length;
    if (known === tables.length) tables.push({ column, right: goes });
    if (tables.length > mostSets) return null;
    place.set(name, known);
    made.feature[node] = columns.length + known;
    made.threshold[node] = 0.5;
  }
  made.width += tables.length;
  return made;
}

const depthOf = (trees: Trees, node: number): number =>
  trees.feature[node] < 0
    ? 0
    : 1 + Math.max(depthOf(trees, node + 1), depthOf(trees, trees.right[node]));

// Rows whose values stay in the cache while a tree is walked.
const block = 256;

/** Adds to `sum` [n] what the trees make of encoded rows [n, columns]. */
export function add(
  { roots, value }: Trees,
  made: Layout,
  encoded: Float32Array,
  sum: Float64Array,
) {
  const { feature, threshold, missingRight, child, depth, width } = made;
  const x = new Float32Array(block * width);
  for (let from = 0; from < sum.length; from += block) {
    const rows = Math.min(block, sum.length - from);
    fill(x, made, encoded, from, rows);
    for (let t = 0; t < roots.length; t++) {
      const root = roots[t];
      const levels = depth[t];
      for (let row = 0; row < rows; row += 4) {
        // Rows beyond the last are zeros or those of the block before: walked, and not counted.
        const o0 = row * width;
        const o1 = o0 + width;
        const o2 = o1 + width;
        const o3 = o2 + width;
        let [a, b, c, d] = [root, root, root, root];
        for (let level = 0; level < levels; level++) {
          const p = x[o0 + feature[a]];
          const q = x[o1 + feature[b]];
          const r = x[o2 + feature[c]];
          const s = x[o3 + feature[d]];
          a =
            child[
              2 * a + (+(p > threshold[a]) | (+(p !== p) & missingRight[a]))
            ];
          b =
            child[
              2 * b + (+(q > threshold[b]) | (+(q !== q) & missingRight[b]))
            ];
          c =
            child[
              2 * c + (+(r > threshold[c]) | (+(r !== r) & missingRight[c]))
            ];
          d =
            child[
              2 * d + (+(s > threshold[d]) | (+(s !== s) & missingRight[d]))
            ];
        }
        const at = from + row;
        sum[at] += value[a];
        if (row + 1 < rows) sum[at + 1] += value[b];
        if (row + 2 < rows) sum[at + 2] += value[c];
        if (row + 3 < rows) sum[at + 3] += value[d];
      }
    }
  }
}

function fill(
  x: Float32Array,
  { width, columns, sets }: Layout,
  encoded: Float32Array,
  from: number,
  rows: number,
) {
  for (let row = 0; row < rows; row++) {
    const source = (from + row) * columns;
    const to = row * width;
    for (let j = 0; j < columns; j++) x[to + j] = encoded[source + j];
    for (let k = 0; k < sets.length; k++) {
      const { column, right } = sets[k];
      const code = encoded[source + column];
      x[to + columns + k] = right[code === code ? code : right.length - 1];
    }
  }
}

// Laid out once an ensemble, by the first who asks it.
const laid = new WeakMap<Trees, Layout | null>();

/** Logits of encoded rows [n, columns]. */
export function score(trees: Trees, encoded: Float32Array): Float64Array {
  const width = trees.columns.length;
  const rows = width ? encoded.length / width : 0;
  const sum = new Float64Array(rows).fill(trees.base);
  if (!laid.has(trees)) laid.set(trees, layout(trees));
  const packed = laid.get(trees);
  if (packed) add(trees, packed, encoded, sum);
  else branching(trees, encoded, sum);
  return sum;
}

function branching(trees: Trees, encoded: Float32Array, sum: Float64Array) {
  const { columns, roots, feature, right, value } = trees;
  const width = columns.length;
  for (let from = 0; from < sum.length; from += block) {
    const to = Math.min(from + block, sum.length);
    for (const root of roots)
      for (let row = from; row < to; row++) {
        let node = root;
        for (let j = feature[node]; j >= 0; j = feature[node])
          node = Trees.goesLeft(trees, node, encoded[row * width + j])
            ? node + 1
            : right[node];
        sum[row] += value[node];
      }
  }
}

export function predict(
  trees: Trees,
  frame: Frame,
  at: Trees.At,
): Float64Array {
  if (trees.columns.length === 0)
    return new Float64Array(frame.rows).fill(trees.base);
  return score(trees, Trees.encode(trees.columns, frame, at));
}

export * as PackedTrees from "./packed-trees";
