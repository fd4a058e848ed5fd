// pattern-layout: how a tree's leaves are parted into tables, each with a key of few bits that says all a row's shares depend on
import { Trees } from "./trees";

// A key holds a bit for each column that the path to the table knows, and one for each split below.
export const keyBits = 12;

// Bits of a pattern say which columns of the path a row agrees with, in the order in which the path meets them.
export type Split = {
  kind: "split";
  test: number; // node that asks
  bit: number;
  first: boolean; // the path meets the column here first
  left: Part;
  right: Part;
};
export type Leaf = {
  value: number;
  // For each column of the leaf's path: the share of training rows that agree with it,
  zero: number[];
  place: Int32Array; // where it stands among the table's columns,
  mask: Int32Array; // and the bits of a key that tell whether a row agrees: (key & mask) = want.
  want: Int32Array;
};
export type Table = {
  kind: "table";
  tests: Int32Array; // nodes whose answers are the bits behind the pattern's
  bits: number; // of the pattern
  columns: Int32Array;
  leaves: Leaf[];
};
export type Part = Split | Table;

type Step = { node: number; column: number; share: number; left: boolean };

const known = new WeakMap<Trees.Trees, (Part | null)[]>();

/** The parts of each tree, laid out once for as long as the trees are held. */
export function all(trees: Trees.Trees): (Part | null)[] {
  let parts = known.get(trees);
  if (!parts) {
    parts = Array.from(trees.roots, (root) => lay(trees, root));
    known.set(trees, parts);
  }
  return parts;
}

/** The parts of one tree; null where a path has too many columns for a key. */
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
    const bits = known.length + splits.get(node)!;
    if (bits <= keyBits) return table(trees, node, path, known);
    if (feature[node] < 0) return null;
    const column = feature[node];
    const at = known.indexOf(column);
    const wider = at < 0 ? [...known, column] : known;
    const [a, b] = stepsAt(trees, node).map(([child, step]) =>
      build(child, [...path, step], wider),
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

/** Both ways on from a split. */
const stepsAt = (trees: Trees.Trees, node: number) =>
  [node + 1, trees.right[node]].map((child): [number, Step] => [
    child,
    {
      ...{ node, column: trees.feature[node], left: child === node + 1 },
      share: Trees.shareOf(trees, node, child),
    },
  ]);

function table(
  trees: Trees.Trees,
  node: number,
  path: Step[],
  known: number[],
): Table {
  const { feature, value } = trees;
  const tests: number[] = [];
  const found: { value: number; path: Step[] }[] = [];
  const gather = (at: number, path: Step[]) => {
    if (feature[at] < 0) {
      found.push({ value: value[at], path });
      return;
    }
    tests.push(at);
    for (const [child, step] of stepsAt(trees, at))
      gather(child, [...path, step]);
  };
  gather(node, path);
  const columns = [...new Set([...known, ...tests.map((at) => feature[at])])];
  const bits = known.length;
  const leaves = found.map(({ value, path }): Leaf => {
    const own = [...new Set(path.map(({ column }) => column))];
    const zero = own.map((column) =>
      path.reduce(
        (z, step) => (step.column === column ? z * step.share : z),
        1,
      ),
    );
    // A column agrees if its bit of the pattern does and so do the answers of its splits below.
    const mask = new Int32Array(own.length);
    const want = new Int32Array(own.length);
    own.forEach((column, j) => {
      const at = known.indexOf(column);
      if (at >= 0) want[j] = mask[j] = 1 << at;
    });
    for (const { node: at, column, left } of path) {
      const test = tests.indexOf(at);
      if (test < 0) continue;
      const j = own.indexOf(column);
      mask[j] |= 1 << (bits + test);
      if (left) want[j] |= 1 << (bits + test);
    }
    const place = Int32Array.from(own, (column) => columns.indexOf(column));
    return { value, zero, place, mask, want };
  });
  return {
    kind: "table",
    tests: Int32Array.from(tests),
    bits,
    columns: Int32Array.from(columns),
    leaves,
  };
}

export * as PatternLayout from "./pattern-layout";
