// pattern-shap: the contributions of TreeSHAP looked up instead of computed. The columns on a leaf's path are few, and what
// the leaf gives each of them depends only on which of them a row agrees with (as in Fast TreeSHAP, Yang 2021, and WOODELF,
// Nadel & Wettenstein 2025). Leaves that hang together share a table, by the answers of the splits between them.
import { GaussLegendre } from "./gauss-legendre";
import { Trees } from "./trees";

// Leaves are brought together while their table has no more rows than 2 to this; more would leave the fastest cache.
const sharedBits = 7;
// A path with more columns would take too large a table; its tree is walked.
const mostColumns = 11;
// Rows that go down a tree together: what is known of them stays in the fastest cache.
const block = 256;
// Rows that a tree's tables are made for; below the least of them a walk is sooner done.
const chunk = 16_384;
export const worthwhile = 512;

// A split as columns of rows answer it: by a number, missing ones put beyond the threshold, or by the code of a level.
type Test = {
  values: Float32Array | null; // [rows]
  threshold: number;
  codes: Uint16Array | null; // [rows]
  left: Uint8Array | null; // [levels + 1]
};
// Bits of a pattern say which columns of the path a row agrees with, in the order in which the path meets them.
type Split = {
  kind: "split";
  test: number; // node that asks
  bit: number;
  first: boolean; // the path meets the column here first
  left: Part;
  right: Part;
};
type Table = {
  kind: "table";
  tests: Int32Array; // nodes whose answers are the bits behind the pattern's
  bits: number; // of the pattern
  size: number; // rows
  columns: Int32Array;
  shares: Float64Array; // [columns, size]
};
type Part = Split | Table;

type Step = { node: number; column: number; share: number; left: boolean };

/** How a tree is parted into tables; null where a path has too many columns. */
function lay(trees: Trees.Trees, root: number): Part | null {
  const { feature, right } = trees;
  const splits = new Map<number, number>(); // of the subtree below a node
  const count = (node: number): number => {
    const all =
      feature[node] < 0 ? 0 : 1 + count(node + 1) + count(right[node]);
    splits.set(node, all);
    return all;
  };
  count(root);
  const build = (node: number, path: Step[], known: number[]): Part | null => {
    const below = splits.get(node)!;
    if (known.length > mostColumns) return null;
    if (below <= 1 || known.length + below <= sharedBits)
      return table(trees, node, path, known);
    const column = feature[node];
    const at = known.indexOf(column);
    const wider = at < 0 ? [...known, column] : known;
    const step = (child: number): Step => ({
      node,
      column,
      share: Trees.shareOf(trees, node, child),
      left: child === node + 1,
    });
    const [a, b] = [node + 1, right[node]].map((child) =>
      build(child, [...path, step(child)], wider),
    );
    if (!a || !b) return null;
    return {
      kind: "split",
      test: node,
      bit: at < 0 ? known.length : at,
      first: at < 0,
      left: a,
      right: b,
    };
  };
  return build(root, [], []);
}

/** What each column earns for every pattern of the path to `node` and every set of answers of the splits below it. */
function table(
  trees: Trees.Trees,
  node: number,
  path: Step[],
  known: number[],
): Table {
  const { feature, right } = trees;
  const tests: number[] = [];
  const leaves: { node: number; path: Step[] }[] = [];
  const gather = (at: number, path: Step[]) => {
    const column = feature[at];
    if (column < 0) {
      leaves.push({ node: at, path });
      return;
    }
    tests.push(at);
    for (const child of [at + 1, right[at]]) {
      const share = Trees.shareOf(trees, at, child);
      const left = child === at + 1;
      gather(child, [...path, { node: at, column, share, left }]);
    }
  };
  gather(node, path);
  const columns = [...new Set([...known, ...tests.map((at) => feature[at])])];
  const bits = known.length;
  const size = 1 << (bits + tests.length);
  const shares = new Float64Array(columns.length * size);
  for (const leaf of leaves) {
    const own = [...new Set(leaf.path.map(({ column }) => column))];
    const zero = own.map((column) =>
      leaf.path.reduce(
        (z, step) => (step.column === column ? z * step.share : z),
        1,
      ),
    );
    const earned = patterns(trees.value[leaf.node], zero);
    // A column agrees if its bit of the pattern does and so do the answers of its splits below.
    const mask = new Int32Array(own.length);
    const want = new Int32Array(own.length);
    own.forEach((column, j) => {
      const at = known.indexOf(column);
      if (at >= 0) want[j] = mask[j] = 1 << at;
    });
    for (const { node: at, column, left } of leaf.path) {
      const test = tests.indexOf(at);
      if (test < 0) continue;
      const j = own.indexOf(column);
      mask[j] |= 1 << (bits + test);
      if (left) want[j] |= 1 << (bits + test);
    }
    const place = own.map((column) => columns.indexOf(column) * size);
    for (let index = 0; index < size; index++) {
      let pattern = 0;
      for (let j = 0; j < mask.length; j++)
        if ((index & mask[j]) === want[j]) pattern |= 1 << j;
      for (let j = 0; j < mask.length; j++)
        shares[place[j] + index] += earned[pattern * mask.length + j];
    }
  }
  return {
    kind: "table",
    tests: Int32Array.from(tests),
    bits,
    size,
    columns: Int32Array.from(columns),
    shares,
  };
}

/**
 * Shapley values [patterns, columns] of a leaf: bit j of a pattern says that the row agrees with column j, and `zero` is
 * the share of training rows that do.
 */
function patterns(value: number, zero: number[]): Float64Array {
  const count = zero.length;
  const size = 1 << count;
  const earned = new Float64Array(size * count);
  const product = new Float64Array(size);
  const { t, w } = GaussLegendre.quadrature(Math.ceil(count / 2));
  for (let q = 0; q < t.length; q++) {
    const rest = 1 - t[q];
    product[0] = value;
    for (let j = 0; j < count; j++) {
      const half = 1 << j;
      const [off, on] = [zero[j] * rest, t[q] + zero[j] * rest];
      for (let b = 0; b < half; b++) {
        product[half + b] = product[b] * on;
        product[b] *= off;
      }
    }
    for (let j = 0; j < count; j++) {
      // (o − z) w over the column's own factor, which for z = 0 cancels.
      const lost = -w[q] / rest;
      const gained = ((1 - zero[j]) * w[q]) / (t[q] + zero[j] * rest);
      for (let b = 0; b < size; b++)
        earned[b * count + j] += product[b] * ((b >> j) & 1 ? gained : lost);
    }
  }
  return earned;
}

// Columns of encoded rows, side by side, made when a split first asks for one.
type Sight = {
  trees: Trees.Trees;
  encoded: Float32Array;
  rows: number;
  from: number;
  numbers: Map<number, Float32Array>;
  codes: Map<number, Uint16Array>;
};

function testOf(sight: Sight, node: number): Test {
  const { trees, encoded, rows, from } = sight;
  const { columns, feature, threshold, set, missingLeft } = trees;
  const width = columns.length;
  const column = feature[node];
  const at = from * width + column;
  if (set[node] < 0) {
    const key = 2 * column + missingLeft[node];
    let values = sight.numbers.get(key);
    if (!values) {
      const missing = missingLeft[node] ? -Infinity : Infinity;
      values = new Float32Array(rows);
      for (let row = 0; row < rows; row++) {
        const x = encoded[at + row * width];
        values[row] = x === x ? x : missing;
      }
      sight.numbers.set(key, values);
    }
    return { values, threshold: threshold[node], codes: null, left: null };
  }
  const { length } = columns[column].levels;
  let codes = sight.codes.get(column);
  if (!codes) {
    codes = new Uint16Array(rows);
    for (let row = 0; row < rows; row++) {
      const x = encoded[at + row * width];
      codes[row] = x === x ? x : length;
    }
    sight.codes.set(column, codes);
  }
  const left = Uint8Array.from({ length: length + 1 }, (_, code) =>
    Number(Trees.goesLeft(trees, node, code === length ? NaN : code)),
  );
  return { values: null, threshold: 0, codes, left };
}

/** Adds 1 << bit to `into` for the rows that go left. */
function ask(
  { values, threshold, codes, left }: Test,
  first: number,
  rows: number,
  into: Int32Array,
  bit: number,
) {
  if (values)
    for (let row = 0; row < rows; row++)
      into[row] |= +(values[first + row] <= threshold) << bit;
  else
    for (let row = 0; row < rows; row++)
      into[row] |= left![codes![first + row]] << bit;
}

/** Adds what a table says of a block of rows to `sums` [columns, all rows]. */
function look(
  { columns, size, shares }: Table,
  index: Int32Array,
  rows: number,
  first: number,
  all: number,
  sums: Float64Array,
) {
  let k = 0;
  for (; k + 1 < columns.length; k += 2) {
    const [a, b] = [k * size, (k + 1) * size];
    const [p, q] = [columns[k] * all + first, columns[k + 1] * all + first];
    for (let row = 0; row < rows; row++) {
      const at = index[row];
      sums[p + row] += shares[a + at];
      sums[q + row] += shares[b + at];
    }
  }
  if (k === columns.length) return;
  const p = columns[k] * all + first;
  for (let row = 0; row < rows; row++)
    sums[p + row] += shares[k * size + index[row]];
}

/** Adds one tree's contributions to `sums` [columns, rows]. */
function addTree(root: Part, sight: Sight, sums: Float64Array) {
  const { rows: all } = sight;
  const tests = new Map<number, Test>();
  const prepare = (part: Part) => {
    for (const node of part.kind === "table" ? part.tests : [part.test])
      tests.set(node, testOf(sight, node));
    if (part.kind === "table") return;
    prepare(part.left);
    prepare(part.right);
  };
  prepare(root);
  const buffers: { pattern: Int32Array; left: Int32Array }[] = [];
  const buffer = (depth: number) =>
    (buffers[depth] ??= {
      pattern: new Int32Array(block),
      left: new Int32Array(block),
    });
  const visit = (part: Part, depth: number, first: number, rows: number) => {
    const { pattern, left } = buffer(depth);
    if (part.kind === "table") {
      part.tests.forEach((node, k) =>
        ask(tests.get(node)!, first, rows, pattern, part.bits + k),
      );
      look(part, pattern, rows, first, all, sums);
      return;
    }
    left.fill(0);
    ask(tests.get(part.test)!, first, rows, left, part.bit);
    const next = buffer(depth + 1).pattern;
    const on = 1 << part.bit;
    // Seen first, the bit is set where the row takes the edge; seen before, it is cleared where the row does not.
    if (part.first)
      for (let row = 0; row < rows; row++) next[row] = pattern[row] | left[row];
    else
      for (let row = 0; row < rows; row++)
        next[row] = pattern[row] & (left[row] | ~on);
    visit(part.left, depth + 1, first, rows);
    if (part.first)
      for (let row = 0; row < rows; row++)
        next[row] = pattern[row] | (left[row] ^ on);
    else
      for (let row = 0; row < rows; row++)
        next[row] = pattern[row] & ~left[row];
    visit(part.right, depth + 1, first, rows);
  };
  for (let first = 0; first < all; first += block) {
    buffer(0).pattern.fill(0);
    visit(root, 0, first, Math.min(block, all - first));
  }
}

/**
 * Adds the contributions of encoded rows [n, columns] to `into` [n, columns]; it returns the trees whose paths have too many
 * columns for tables, which it leaves out.
 */
export function add(
  trees: Trees.Trees,
  encoded: Float32Array,
  into: Float64Array,
): number[] {
  const width = trees.columns.length;
  const total = encoded.length / width;
  const left = new Set<number>();
  for (let from = 0; from < total; from += chunk) {
    const rows = Math.min(chunk, total - from);
    const sums = new Float64Array(width * rows);
    const sight: Sight = {
      ...{ trees, encoded, rows, from },
      numbers: new Map(),
      codes: new Map(),
    };
    trees.roots.forEach((root, t) => {
      const laid = lay(trees, root);
      if (laid) addTree(laid, sight, sums);
      else left.add(t);
    });
    for (let row = 0; row < rows; row++)
      for (let j = 0; j < width; j++)
        into[(from + row) * width + j] += sums[j * rows + row];
  }
  return [...left];
}

export * as PatternShap from "./pattern-shap";
