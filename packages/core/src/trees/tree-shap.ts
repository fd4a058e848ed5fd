// tree-shap: exact path-dependent Shapley values of trees (Lundberg et al. 2020), by quadrature: a feature's value is the
// integral over t in [0, 1] of a product of (o t + z (1 − t)) over the other features of each leaf's path, a polynomial
// that Gauss and Legendre integrate exactly (after Yu et al. 2022, "Linear TreeSHAP")
import type { Frame } from "../tabular/frame";
import { GaussLegendre } from "./gauss-legendre";
import { PatternShap } from "./pattern-shap";
import { type At, Trees } from "./trees";

// Down a path, o says whether the row takes every split of a feature so far, and z is the share of training rows that do.

// One tree laid out for the walk, its nodes counted from its root.
type Paths = {
  root: number;
  points: number; // that integrate the products of the longest path
  above: Int32Array; // [nodes] nearest edge up the path that splits by the same feature; -1 if none
  share: Float64Array; // [nodes] of the parent's training rows
  zero: Float64Array; // [nodes] z
  leaf: Float64Array; // [nodes] a leaf's value; 1 elsewhere
  splits: Int32Array; // nodes that split, in preorder
  right: Int32Array; // [splits]
  column: Int32Array; // [splits]
};

function lay(trees: Trees.Trees, t: number): Paths {
  const { feature, right, value } = trees;
  const { root, nodes } = Trees.span(trees, t);
  const parent = new Int32Array(nodes);
  const above = new Int32Array(nodes);
  const share = new Float64Array(nodes);
  const zero = new Float64Array(nodes);
  const leaf = new Float64Array(nodes);
  const features = new Int32Array(nodes); // different ones on the path
  const splits: number[] = [];
  let most = 1;
  for (let i = 0; i < nodes; i++) {
    leaf[i] = feature[root + i] < 0 ? value[root + i] : 1;
    if (feature[root + i] < 0) continue;
    splits.push(i);
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
  return {
    ...{ root, points: Math.ceil(most / 2), above, share, zero, leaf },
    splits: Int32Array.from(splits),
    right: Int32Array.from(splits, (i) => right[root + i] - root),
    column: Int32Array.from(splits, (i) => feature[root + i]),
  };
}

// Laid out once an ensemble, by the first who asks: that takes longer than to walk a row.
const laid = new WeakMap<Trees.Trees, Paths[]>();

function pathsOf(trees: Trees.Trees, t: number): Paths {
  const known = laid.get(trees) ?? [];
  laid.set(trees, known);
  return (known[t] ??= lay(trees, t));
}

type Points = {
  t: Float64Array;
  rest: Float64Array; // 1 − t
  w: Float64Array;
  lost: Float64Array; // what a feature that is off earns per unit of product: −w / (1 − t)
};

const pointsOf = ((known: Points[]) => (n: number) => {
  const { t, w } = GaussLegendre.quadrature(n);
  return (known[n] ??= {
    ...{ t: Float64Array.from(t), w: Float64Array.from(w) },
    rest: Float64Array.from(t, (t) => 1 - t),
    lost: Float64Array.from(t, (t, q) => -w[q] / (1 - t)),
  });
})([]);

// What the walk of one row writes into, for the largest tree.
type Walk = {
  on: Uint8Array; // [nodes] the row takes the edge and every edge above it that splits by the same feature
  // Of every edge, [nodes, points]:
  product: Float64Array; // of the factors down to it; on the way back, summed over the leaves below
  gain: Float64Array; // what its feature earns per unit of product
  inverse: Float64Array; // of its feature's factor, where it is on
};

function walkOf(nodes: number, points: number): Walk {
  return {
    on: new Uint8Array(nodes),
    product: new Float64Array(nodes * points),
    gain: new Float64Array(nodes * points),
    inverse: new Float64Array(nodes * points),
  };
}

/** Goes down one tree with the products of one row. */
function down(
  { root, points, above, share, zero, leaf, splits, right, column }: Paths,
  { on, product, gain, inverse }: Walk,
  trees: Trees.Trees,
  encoded: Float32Array,
  row: number, // where the row begins
) {
  const { t, rest, w, lost } = pointsOf(points);
  for (let q = 0; q < points; q++) product[q] = 1;
  for (let s = 0; s < splits.length; s++) {
    const node = splits[s];
    const left = Trees.goesLeft(trees, root + node, encoded[row + column[s]]);
    const taken = left ? node + 1 : right[s];
    const missed = left ? right[s] : node + 1;
    const upper = above[taken];
    let [here, yes, no] = [node * points, taken * points, missed * points];
    on[missed] = 0;
    if (upper >= 0 && !on[upper]) {
      // The feature is off already: what it earned above holds below.
      on[taken] = 0;
      const [a, b] = [leaf[taken] * share[taken], leaf[missed] * share[missed]];
      for (let q = 0; q < points; q++, here++, yes++, no++) {
        product[yes] = product[here] * a;
        product[no] = product[here] * b;
        gain[yes] = gain[no] = 0;
      }
      continue;
    }
    on[taken] = 1;
    const z = zero[taken];
    const value = leaf[taken];
    if (upper < 0) {
      const b = leaf[missed] * share[missed];
      for (let q = 0; q < points; q++, here++, yes++, no++) {
        const factor = t[q] + z * rest[q];
        inverse[yes] = 1 / factor;
        product[yes] = product[here] * factor * value;
        product[no] = product[here] * rest[q] * b;
        gain[yes] = (1 - z) * w[q] * inverse[yes];
        gain[no] = lost[q];
      }
      continue;
    }
    // The feature's factor takes the place of the one above, and what it earned above no longer holds.
    const b = leaf[missed] * zero[missed];
    const before = 1 - zero[upper];
    for (let q = 0, at = upper * points; q < points; q++, at++) {
      const factor = t[q] + z * rest[q];
      const above = product[here + q] * inverse[at];
      const earned = before * w[q] * inverse[at];
      inverse[yes + q] = 1 / factor;
      product[yes + q] = above * factor * value;
      product[no + q] = above * rest[q] * b;
      gain[yes + q] = (1 - z) * w[q] * inverse[yes + q] - earned;
      gain[no + q] = lost[q] - earned;
    }
  }
}

/** Comes back up with the sums over leaves, and adds to the row's contributions what every edge's feature earns. */
function up(
  { points, splits, right, column }: Paths,
  { product, gain }: Walk,
  row: number, // where the row begins in `into`
  into: Float64Array,
) {
  for (let s = splits.length - 1; s >= 0; s--) {
    let [here, a] = [splits[s] * points, (splits[s] + 1) * points];
    let b = right[s] * points;
    let sum = 0;
    for (let q = 0; q < points; q++, here++, a++, b++) {
      product[here] = product[a] + product[b];
      sum += product[a] * gain[a] + product[b] * gain[b];
    }
    into[row + column[s]] += sum;
  }
}

const expectations = new WeakMap<Trees.Trees, number>();

/** Mean of the logit over the training rows, as the trees' cover remembers them. */
export function expected(trees: Trees.Trees): number {
  const known = expectations.get(trees) ?? mean(trees);
  expectations.set(trees, known);
  return known;
}

function mean(trees: Trees.Trees): number {
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
  const paths = some.map((t) => pathsOf(trees, t));
  const most = (of: (one: Paths) => number) =>
    paths.reduce((most, one) => Math.max(most, of(one)), 0);
  const space = walkOf(
    most(({ above }) => above.length),
    most(({ points }) => points),
  );
  for (const one of paths)
    for (let row = 0; one.splits.length && row < encoded.length; row += width) {
      down(one, space, trees, encoded, row);
      up(one, space, row, into);
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
