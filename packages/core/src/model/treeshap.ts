// treeshap: exact path-dependent Shapley values of trees (Lundberg et al. 2020), by quadrature: a feature's value is the
// integral over t in [0, 1] of a product of (o t + z (1 − t)) over the other features of each leaf's path, a polynomial
// that Gauss and Legendre integrate exactly (after Yu et al. 2022, "Linear TreeSHAP")
import type { Frame } from "../frame";
import { type At, Trees } from "./trees";

/** Points and weights on [0, 1] that integrate polynomials up to degree 2 · count − 1. */
export function legendre(count: number): { t: number[]; w: number[] } {
  const t: number[] = [];
  const w: number[] = [];
  for (let i = 0; i < count; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (count + 0.5));
    let slope = 1;
    for (let turn = 0; turn < 100; turn++) {
      let [low, high] = [1, x];
      for (let k = 2; k <= count; k++)
        [low, high] = [high, ((2 * k - 1) * x * high - (k - 1) * low) / k];
      slope = (count * (low - x * high)) / (1 - x * x);
      const move = high / slope;
      x -= move;
      if (Math.abs(move) < 1e-16) break;
    }
    t.push((1 - x) / 2);
    w.push(1 / ((1 - x * x) * slope * slope));
  }
  return { t, w };
}

// Down a path, o says whether the row takes every split of a feature so far, and z is the share of training rows that
// do. What an edge does depends on o at the edge itself and at the edge above it that splits by the same feature.
const off = 0; // both off, or the edge is off and nothing is above
const on = 1;
const turned = 2; // off below on
const states = 3;

// One tree laid out for the walk, in arrays that are used again for every tree.
type Plan = {
  parent: Int32Array;
  above: Int32Array; // nearest edge up the path that splits by the same feature; -1 if none
  share: Float64Array; // of the parent's training rows
  zero: Float64Array; // z
  ratio: Float64Array; // [nodes, states, points] what an edge multiplies the product by
  gain: Float64Array; // [nodes, states, points] what an edge's feature earns per unit of product below it
  product: Float64Array; // [nodes, points]
  state: Uint8Array;
};
type Tree = { root: number; nodes: number; points: number };

/** Shares add up to one, so that contributions add up to the logit whatever rounding the cover has seen. */
function shareOf({ cover, right }: Trees.Trees, parent: number, node: number) {
  const sum = cover[parent + 1] + cover[right[parent]];
  return sum > 0 ? cover[node] / sum : 0.5;
}

function span({ roots, feature }: Trees.Trees, t: number) {
  const root = roots[t];
  return { root, nodes: (roots[t + 1] ?? feature.length) - root };
}

/** Lays out the edges; returns how many points integrate the products of its longest path. */
function lay(plan: Plan, trees: Trees.Trees, t: number): Tree {
  const { parent, above, share, zero } = plan;
  const { feature, right } = trees;
  const { root, nodes } = span(trees, t);
  const features = new Int32Array(nodes); // different ones on the path
  let most = 1;
  for (let i = 0; i < nodes; i++) {
    if (feature[root + i] < 0) continue;
    for (const child of [i + 1, right[root + i] - root]) {
      parent[child] = i;
      let edge = i;
      while (edge > 0 && feature[root + parent[edge]] !== feature[root + i])
        edge = parent[edge];
      above[child] = edge || -1;
      share[child] = shareOf(trees, root + i, root + child);
      zero[child] = share[child] * (edge ? zero[edge] : 1);
      features[child] = features[i] + (edge ? 0 : 1);
      most = Math.max(most, features[child]);
    }
  }
  return { root, nodes, points: Math.ceil(most / 2) };
}

/** What every edge multiplies and earns, for each of its states. */
function weigh(plan: Plan, { nodes, points }: Tree) {
  const { above, zero, ratio, gain } = plan;
  const { t, w } = quadrature(points);
  for (let i = 1; i < nodes; i++)
    for (let q = 0; q < points; q++) {
      const at = i * states * points + q;
      const a = above[i];
      const z = zero[i];
      const factor = t[q] + z * (1 - t[q]);
      const upper = a < 0 ? 1 : t[q] + zero[a] * (1 - t[q]);
      // (o − z) w over the edge's own factor; that of the edge above no longer holds down here.
      const lost = -w[q] / (1 - t[q]);
      const earned = ((1 - z) * w[q]) / factor;
      const before = a < 0 ? 0 : ((1 - zero[a]) * w[q]) / upper;
      ratio[at + off * points] = plan.share[i] * (a < 0 ? 1 - t[q] : 1);
      gain[at + off * points] = a < 0 ? lost : 0;
      ratio[at + on * points] = factor / upper;
      gain[at + on * points] = earned - before;
      ratio[at + turned * points] = (z * (1 - t[q])) / upper;
      gain[at + turned * points] = lost - before;
    }
}

const known: ReturnType<typeof legendre>[] = [];
const quadrature = (points: number) => (known[points] ??= legendre(points));

/** Adds one tree's contributions to one row's. */
function walk(
  plan: Plan,
  trees: Trees.Trees,
  { root, nodes, points }: Tree,
  encoded: Float32Array,
  row: number, // where the row begins in `encoded` and in `into`
  into: Float64Array,
) {
  const { parent, above, ratio, gain, product, state } = plan;
  const { feature, right, value } = trees;
  for (let q = 0; q < points; q++) product[q] = 1;
  for (let i = 0; i < nodes; i++) {
    const at = i * points;
    const column = feature[root + i];
    if (column < 0) {
      const leaf = value[root + i];
      for (let q = 0; q < points; q++) product[at + q] *= leaf;
      continue;
    }
    const left = Trees.goesLeft(trees, root + i, encoded[row + column]);
    const other = right[root + i] - root;
    const taken = left ? i + 1 : other;
    const missed = left ? other : i + 1;
    const upper = above[taken];
    const open = upper < 0 || state[upper] === on;
    state[taken] = open ? on : off;
    state[missed] = open && upper >= 0 ? turned : off;
    const a = (taken * states + state[taken]) * points;
    const b = (missed * states + state[missed]) * points;
    for (let q = 0; q < points; q++) {
      const here = product[at + q];
      product[taken * points + q] = here * ratio[a + q];
      product[missed * points + q] = here * ratio[b + q];
    }
  }
  // Back up: in preorder a right child comes after its sibling's whole subtree, so it is met first and sets the sum.
  for (let i = nodes - 1; i > 0; i--) {
    const up = parent[i];
    const earns = (i * states + state[i]) * points;
    const sum = i !== up + 1;
    let earned = 0;
    for (let q = 0; q < points; q++) {
      const below = product[i * points + q];
      earned += below * gain[earns + q];
      product[up * points + q] = sum ? below : product[up * points + q] + below;
    }
    into[row + feature[root + up]] += earned;
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
      reach[child] = reach[i] * shareOf(trees, i, child);
  }
  return sum;
}

/** Contributions [n, columns] of encoded rows [n, columns]: expected + Σ contributions = logit. */
export function contributions(
  trees: Trees.Trees,
  encoded: Float32Array,
): Float64Array {
  const width = trees.columns.length;
  const into = new Float64Array(encoded.length);
  const nodes = trees.roots.reduce(
    (most, _, t) => Math.max(most, span(trees, t).nodes),
    0,
  );
  const size = nodes * Math.ceil(Math.max(1, width) / 2);
  const plan: Plan = {
    parent: new Int32Array(nodes),
    above: new Int32Array(nodes),
    share: new Float64Array(nodes),
    zero: new Float64Array(nodes),
    ratio: new Float64Array(states * size),
    gain: new Float64Array(states * size),
    product: new Float64Array(size),
    state: new Uint8Array(nodes),
  };
  trees.roots.forEach((_, t) => {
    const tree = lay(plan, trees, t);
    if (tree.nodes === 1) return;
    weigh(plan, tree);
    for (let row = 0; row < encoded.length; row += width)
      walk(plan, trees, tree, encoded, row, into);
  });
  return into;
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

export * as TreeShap from "./treeshap";
