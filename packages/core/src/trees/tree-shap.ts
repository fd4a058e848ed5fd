// tree-shap: exact path-dependent Shapley values of trees (Lundberg et al. 2020), by quadrature: a feature's value is the
// integral over t in [0, 1] of a product of (o t + z (1 − t)) over the other features of each leaf's path, a polynomial
// that Gauss and Legendre integrate exactly (after Yu et al. 2022, "Linear TreeSHAP")
import type { Frame } from "../tabular/frame";
import { GaussLegendre } from "./gauss-legendre";
import { PatternShap } from "./pattern-shap";
import { type At, Trees } from "./trees";

// Down a path, o says whether the row takes every split of a feature so far, and z is the share of training rows that
// do. What an edge does depends on o at the edge itself and at the edge above it that splits by the same feature.
const off = 0; // both off, or the edge is off and nothing is above
const on = 1;
const turned = 2; // off below on
const states = 3;

// One tree laid out for the walk, its nodes counted from its root, in arrays that are used again for every tree.
type Plan = {
  parent: Int32Array;
  above: Int32Array; // nearest edge up the path that splits by the same feature; -1 if none
  share: Float64Array; // of the parent's training rows
  zero: Float64Array; // z
  splits: Int32Array; // nodes that split, in preorder
  right: Int32Array; // [splits]
  column: Int32Array; // [splits]
  // What an edge multiplies the product by, and what its feature earns per unit of product below: [points, nodes, states].
  ratio: Float64Array;
  gain: Float64Array;
  edge: Int32Array; // of a row: where each node's state stands among nodes · states
  state: Uint8Array;
  product: Float64Array;
};
type Tree = { root: number; nodes: number; splits: number; points: number };

function plan(nodes: number, points: number): Plan {
  return {
    parent: new Int32Array(nodes),
    above: new Int32Array(nodes),
    share: new Float64Array(nodes),
    zero: new Float64Array(nodes),
    splits: new Int32Array(nodes),
    right: new Int32Array(nodes),
    column: new Int32Array(nodes),
    ratio: new Float64Array(points * nodes * states),
    gain: new Float64Array(points * nodes * states),
    edge: new Int32Array(nodes),
    state: new Uint8Array(nodes),
    product: new Float64Array(nodes),
  };
}

/** Lays out the edges, and says how many points integrate the products of the longest path. */
function lay(plan: Plan, trees: Trees.Trees, t: number): Tree {
  const { parent, above, share, zero } = plan;
  const { feature, right } = trees;
  const { root, nodes } = Trees.span(trees, t);
  const features = new Int32Array(nodes); // different ones on the path
  let splits = 0;
  let most = 1;
  for (let i = 0; i < nodes; i++) {
    if (feature[root + i] < 0) continue;
    plan.splits[splits] = i;
    plan.right[splits] = right[root + i] - root;
    plan.column[splits++] = feature[root + i];
    for (const child of [i + 1, right[root + i] - root]) {
      parent[child] = i;
      let edge = i;
      while (edge > 0 && feature[root + parent[edge]] !== feature[root + i])
        edge = parent[edge];
      above[child] = edge || -1;
      share[child] = Trees.shareOf(trees, root + i, root + child);
      zero[child] = share[child] * (edge ? zero[edge] : 1);
      features[child] = features[i] + (edge ? 0 : 1);
      most = Math.max(most, features[child]);
    }
  }
  return { root, nodes, splits, points: Math.ceil(most / 2) };
}

/** What every edge multiplies and earns, for each of its states; a leaf's value is part of what its edge multiplies. */
function weigh(plan: Plan, trees: Trees.Trees, tree: Tree) {
  const { above, share, zero, ratio, gain } = plan;
  const { root, nodes, points } = tree;
  const { t, w } = GaussLegendre.quadrature(points);
  for (let q = 0; q < points; q++)
    for (let i = 1; i < nodes; i++) {
      const at = (q * nodes + i) * states;
      const a = above[i];
      const z = zero[i];
      const rest = 1 - t[q];
      const factor = t[q] + z * rest;
      const upper = a < 0 ? 1 : t[q] + zero[a] * rest;
      const leaf = trees.feature[root + i] < 0 ? trees.value[root + i] : 1;
      ratio[at + off] = leaf * share[i] * (a < 0 ? rest : 1);
      ratio[at + on] = (leaf * factor) / upper;
      ratio[at + turned] = (leaf * z * rest) / upper;
      // (o − z) w over the edge's own factor; below it, what the edge above earned no longer holds.
      const lost = -w[q] / rest;
      const earned = ((1 - z) * w[q]) / factor;
      const before = a < 0 ? 0 : ((1 - zero[a]) * w[q]) / upper;
      gain[at + off] = a < 0 ? lost : 0;
      gain[at + on] = earned - before;
      gain[at + turned] = lost - before;
    }
}

/** Finds every edge's state for one row. */
function mark(
  { above, splits, right, column, edge, state }: Plan,
  trees: Trees.Trees,
  tree: Tree,
  encoded: Float32Array,
  row: number,
) {
  for (let s = 0; s < tree.splits; s++) {
    const i = splits[s];
    const left = Trees.goesLeft(trees, tree.root + i, encoded[row + column[s]]);
    const taken = left ? i + 1 : right[s];
    const missed = left ? right[s] : i + 1;
    const upper = above[taken];
    const open = upper < 0 || state[upper] === on;
    state[taken] = open ? on : off;
    state[missed] = open && upper >= 0 ? turned : off;
    edge[taken] = taken * states + state[taken];
    edge[missed] = missed * states + state[missed];
  }
}

/** Adds one tree's contributions to one row's: down the tree with the product, back up with the sums over leaves. */
function walk(
  { splits, right, column, ratio, gain, edge, product }: Plan,
  tree: Tree,
  row: number, // where the row begins in `into`
  into: Float64Array,
) {
  for (let q = 0; q < tree.points; q++) {
    const from = q * tree.nodes * states;
    product[0] = 1;
    for (let s = 0; s < tree.splits; s++) {
      const left = splits[s] + 1;
      const here = product[left - 1];
      product[left] = here * ratio[from + edge[left]];
      product[right[s]] = here * ratio[from + edge[right[s]]];
    }
    for (let s = tree.splits - 1; s >= 0; s--) {
      const left = splits[s] + 1;
      const a = product[left];
      const b = product[right[s]];
      product[left - 1] = a + b;
      into[row + column[s]] +=
        a * gain[from + edge[left]] + b * gain[from + edge[right[s]]];
    }
  }
}

/** Mean of the logit over the training rows, as the trees' cover remembers them. */
export function expected(trees: Trees.Trees): number {
  const { feature, right, value } = trees;
  const reach = new Float64Array(feature.length);
  let sum = trees.base;
  for (const root of trees.roots) reach[root] = 1;
  for (let i = 0; i < reach.length; i++) {
    if (feature[i] < 0) {
      sum += reach[i] * value[i];
      continue;
    }
    for (const child of [i + 1, right[i]])
      reach[child] = reach[i] * Trees.shareOf(trees, i, child);
  }
  return sum;
}

/** Contributions [n, columns] of encoded rows [n, columns]: expected + Σ contributions = logit. */
export function contributions(
  trees: Trees.Trees,
  encoded: Float32Array,
): Float64Array {
  const into = new Float64Array(encoded.length);
  const many = encoded.length >= PatternShap.worthwhile * trees.columns.length;
  const left = many
    ? PatternShap.add(trees, encoded, into)
    : [...trees.roots.keys()];
  walked(trees, left, encoded, into);
  return into;
}

/** Adds the contributions of some of the trees, one row after the other. */
export function walked(
  trees: Trees.Trees,
  some: readonly number[],
  encoded: Float32Array,
  into: Float64Array,
) {
  const width = trees.columns.length;
  const nodes = some.reduce(
    (most, t) => Math.max(most, Trees.span(trees, t).nodes),
    0,
  );
  const space = plan(nodes, Math.ceil(width / 2));
  for (const t of some) {
    const tree = lay(space, trees, t);
    if (tree.splits === 0) continue;
    weigh(space, trees, tree);
    for (let row = 0; row < encoded.length; row += width) {
      mark(space, trees, tree, encoded, row);
      walk(space, tree, row, into);
    }
  }
}

export type Explained = {
  base: number;
  columns: string[];
  contributions: Float64Array; // [rows, columns]
};

export function explain(trees: Trees.Trees, frame: Frame, at: At): Explained {
  return {
    base: expected(trees),
    columns: trees.columns.map(({ name }) => name),
    contributions: contributions(trees, Trees.encode(trees.columns, frame, at)),
  };
}

export * as TreeShap from "./tree-shap";
