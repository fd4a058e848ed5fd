// pattern-shap: the contributions of TreeSHAP looked up instead of computed. The columns on a leaf's path are few, and what
// the leaf gives each of them depends only on which of them a row agrees with (as in Fast TreeSHAP, Yang 2021, and WOODELF,
// Nadel & Wettenstein 2025). Leaves that hang together share a table. Only what rows ask for is worked out, once.
import { PatternLayout } from "./pattern-layout";
import { PatternShares } from "./pattern-shares";
import { Trees } from "./trees";

// Rows that go down a tree together: what is known of them stays in the fastest cache.
const block = 256;
// Rows that a tree's tables are made for; below the least of them a walk is sooner done.
const chunk = 16_384;
export const worthwhile = 200;

// A split as columns of rows answer it: by a number, missing ones put beyond the threshold, or by the code of a level.
type Test = {
  values: Float32Array | null; // [rows]
  threshold: number;
  codes: Uint16Array | null; // [rows]
  left: Uint8Array | null; // [levels + 1]
};

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
  made: PatternShares.TableShares,
  key: Int32Array,
  rows: number,
  first: number,
  all: number,
  sums: Float64Array,
) {
  // The key gives way to where its shares begin.
  for (let row = 0; row < rows; row++) key[row] = made.at(key[row]);
  const { shares, table } = made;
  const { columns } = table;
  let k = 0;
  for (; k + 1 < columns.length; k += 2) {
    const [p, q] = [columns[k] * all + first, columns[k + 1] * all + first];
    for (let row = 0; row < rows; row++) {
      const at = key[row] + k;
      sums[p + row] += shares[at];
      sums[q + row] += shares[at + 1];
    }
  }
  if (k === columns.length) return;
  const p = columns[k] * all + first;
  for (let row = 0; row < rows; row++) sums[p + row] += shares[key[row] + k];
}

/** Adds one tree's contributions to `sums` [columns, rows]. */
function addTree(
  root: PatternLayout.Part,
  sight: Sight,
  memory: PatternShares.Memory,
  sums: Float64Array,
) {
  const { rows: all } = sight;
  const tests = new Map<number, Test>();
  const made = new Map<PatternLayout.Table, PatternShares.TableShares>();
  const prepare = (part: PatternLayout.Part) => {
    for (const node of part.kind === "table" ? part.tests : [part.test])
      tests.set(node, testOf(sight, node));
    if (part.kind === "table") {
      const index = memory.tables.next();
      made.set(
        part,
        new PatternShares.TableShares(part, index, memory.leaves.next),
      );
      return;
    }
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
  const visit = (
    part: PatternLayout.Part,
    depth: number,
    first: number,
    rows: number,
  ) => {
    const { pattern, left } = buffer(depth);
    if (part.kind === "table") {
      part.tests.forEach((node, k) =>
        ask(tests.get(node)!, first, rows, pattern, part.bits + k),
      );
      look(made.get(part)!, pattern, rows, first, all, sums);
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
  const most = all * sight.trees.columns.length;
  memory.tables.forget(most);
  memory.leaves.forget(most);
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
  const layouts = PatternLayout.all(trees);
  const memory = PatternShares.memory();
  for (let from = 0; from < total; from += chunk) {
    const rows = Math.min(chunk, total - from);
    const sums = new Float64Array(width * rows);
    const sight: Sight = {
      ...{ trees, encoded, rows, from },
      numbers: new Map(),
      codes: new Map(),
    };
    layouts.forEach((laid, t) => {
      if (laid) addTree(laid, sight, memory, sums);
      else left.add(t);
    });
    for (let row = 0; row < rows; row++)
      for (let j = 0; j < width; j++)
        into[(from + row) * width + j] += sums[j * rows + row];
  }
  return [...left];
}

export * as PatternShap from "./pattern-shap";
