// grow-tree: one tree, best leaf first or level by level, over rows parted in place
import type { Binned } from "./bins";
import { Histogram, type Matrix, type Scale } from "./histogram";
import {
  includes,
  type Rules,
  signOf,
  type Split,
  split,
  stepOf,
} from "./best-split";

export type Shape = Rules & {
  grow: "leaf" | "depth";
  leaves: number; // at most; 0 for no limit
  depth: number; // splits from root to leaf, at most; 0 for no limit
};

/** A tree over codes, its nodes in preorder: the left child of node i is i + 1. */
export type Tree = {
  feature: Int16Array; // -1 at a leaf
  bin: Uint8Array; // last code of a number that goes left
  left: Uint32Array; // [nodes, 8] bit per code that goes left
  missingLeft: Uint8Array;
  right: Int32Array;
  value: Float32Array; // of a leaf, shrinkage applied
  cover: Float32Array; // sum of hessians
};

export type Ground = {
  binned: Binned;
  matrix: Matrix;
  rows: Int32Array; // rows to grow on; parted in place, so that every leaf's rows end up side by side
  scratch: Int32Array; // as long as `rows`
  packed: Float64Array;
  scale: Scale;
  active: Int32Array; // columns to split by
  pool: Float64Array[]; // spare histograms
};

type Node = {
  from: number;
  to: number;
  depth: number;
  sums: Float64Array | null;
  total: number;
  split: Split | null;
  children: [Node, Node] | null;
  low: number; // bounds of the leaves' steps below it, before shrinkage
  high: number;
};

/** Puts rows that go left before those that go right, both in their old order. It returns where the right ones begin. */
function part(
  rows: Int32Array,
  scratch: Int32Array,
  from: number,
  to: number,
  codes: Uint8Array,
  goes: Uint8Array,
): number {
  let left = from;
  let right = 0;
  for (let q = from; q < to; q++) {
    const row = rows[q];
    const go = goes[codes[row]];
    rows[left] = row;
    scratch[right] = row;
    left += go;
    right += 1 - go;
  }
  rows.set(scratch.subarray(0, right), left);
  return left;
}

export function grow(
  ground: Ground,
  shape: Shape,
): { root: Node; leaves: number } {
  const { binned, matrix, rows, scratch, packed, scale, active, pool } = ground;
  const { columns } = binned;
  const codes = columns.map((_, j) =>
    binned.codes.subarray(j * binned.rows, (j + 1) * binned.rows),
  );
  const goes = new Uint8Array(256);
  const mostLeaves = shape.leaves || Infinity;
  const mostDepth = shape.depth || Infinity;
  const take = () => pool.pop() ?? new Float64Array(matrix.bins);
  const release = (node: Node) => {
    if (node.sums) pool.push(node.sums);
    node.sums = null;
  };
  const judge = (node: Node) => {
    node.split = split(
      node.sums!,
      node.total,
      columns,
      active,
      matrix,
      scale,
      shape,
    );
    if (!node.split) release(node);
  };
  const leaf = (
    from: number,
    to: number,
    depth: number,
    total: number,
  ): Node => ({
    from,
    to,
    depth,
    sums: null,
    total,
    split: null,
    children: null,
    low: -Infinity,
    high: Infinity,
  });

  // Leaves on either side of a split that may move the score one way only stay on their side of its middle.
  const bound = (node: Node, sign: number) => {
    const [left, right] = node.children!;
    for (const child of [left, right])
      [child.low, child.high] = [node.low, node.high];
    if (sign === 0) return;
    const steps = [left, right].map(({ total }) => stepOf(total, scale, shape));
    const middle = Math.min(
      Math.max((steps[0] + steps[1]) / 2, node.low),
      node.high,
    );
    if (sign > 0) left.high = right.low = middle;
    else left.low = right.high = middle;
  };

  let total = 0;
  for (let q = 0; q < rows.length; q++) total += packed[rows[q]];
  const root = leaf(0, rows.length, 0, total);
  root.sums = take();
  Histogram.fill(root.sums, matrix, packed, rows, 0, rows.length);
  judge(root);
  let leaves = 1;
  let open = root.split ? [root] : [];
  while (open.length > 0 && leaves < mostLeaves) {
    const at =
      shape.grow === "depth"
        ? 0
        : open.reduce(
            (best, node, i) =>
              node.split!.gain > open[best].split!.gain ? i : best,
            0,
          );
    const [node] = open.splice(at, 1);
    const { column, left, sum } = node.split!;
    for (let code = 0; code <= columns[column].size; code++)
      goes[code] = includes(left, code);
    const middle = part(rows, scratch, node.from, node.to, codes[column], goes);
    const depth = node.depth + 1;
    const children: [Node, Node] = [
      leaf(node.from, middle, depth, sum),
      leaf(middle, node.to, depth, node.total - sum),
    ];
    node.children = children;
    bound(node, signOf(shape, columns[column]));
    leaves++;
    if (depth < mostDepth && leaves < mostLeaves) {
      const light = +(middle - node.from > node.to - middle);
      const [small, large] = [children[light], children[1 - light]];
      small.sums = take();
      Histogram.fill(small.sums, matrix, packed, rows, small.from, small.to);
      large.sums = node.sums!;
      node.sums = null;
      Histogram.subtract(large.sums, small.sums);
      for (const child of children) {
        judge(child);
        if (child.split) open.push(child);
      }
    } else release(node);
  }
  open.forEach(release);
  return { root, leaves };
}

const bounded = ({ low, high }: Node, value: number, eta: number) =>
  Math.min(Math.max(value, eta * low), eta * high);

/** The nearest multiple of 2⁻²⁰. In whatever order, float32 adds up such logits exactly while they stay below 16. */
export const onGrid = (x: number) => Math.round(x * 2 ** 20) / 2 ** 20;

/**
 * Flattens a grown tree. Leaf values are Newton steps −η G / (H + λ) over the exact gradients, not the packed ones;
 * `visit` is told each leaf's rows and value.
 */
export function flatten(
  { root, leaves }: { root: Node; leaves: number },
  rows: Int32Array,
  gradient: Float64Array,
  hessian: Float64Array,
  { eta, lambda }: { eta: number; lambda: number },
  visit: (from: number, to: number, value: number) => void,
): Tree {
  const nodes = 2 * leaves - 1;
  const tree: Tree = {
    feature: new Int16Array(nodes).fill(-1),
    bin: new Uint8Array(nodes),
    left: new Uint32Array(nodes * 8),
    missingLeft: new Uint8Array(nodes),
    right: new Int32Array(nodes),
    value: new Float32Array(nodes),
    cover: new Float32Array(nodes),
  };
  let count = 0;
  const write = (node: Node): number => {
    const at = count++;
    if (!node.children) {
      let [g, h] = [0, 0];
      for (let q = node.from; q < node.to; q++) {
        g += gradient[rows[q]];
        h += hessian[rows[q]];
      }
      tree.value[at] = onGrid(bounded(node, (-eta * g) / (h + lambda), eta));
      tree.cover[at] = h;
      visit(node.from, node.to, tree.value[at]);
      return h;
    }
    const { column, bin, left, missingLeft } = node.split!;
    tree.feature[at] = column;
    tree.bin[at] = Math.max(bin, 0);
    tree.left.set(left, at * 8);
    tree.missingLeft[at] = +missingLeft;
    const h = write(node.children[0]);
    tree.right[at] = count;
    return (tree.cover[at] = h + write(node.children[1]));
  };
  write(root);
  return tree;
}

/** Adds the tree's output to the logits of binned rows: all of them, or those listed. */
export function predictBinned(
  { feature, left, right, value }: Tree,
  { codes, rows: count }: Binned,
  into: Float64Array,
  rows?: Int32Array,
) {
  const n = rows ? rows.length : count;
  for (let i = 0; i < n; i++) {
    const row = rows ? rows[i] : i;
    let node = 0;
    for (let j = feature[node]; j >= 0; j = feature[node])
      node = includes(left, codes[j * count + row], node * 8)
        ? node + 1
        : right[node];
    into[row] += value[node];
  }
}
