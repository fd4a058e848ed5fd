// prune: a model without what it needs least: small weights, late trees, members of little weight
import { Trees } from "@mainstay/core/trees/trees";
import { BetaCalibration } from "../fit/beta-calibration";
import { BlendWeights } from "../fit/blend-weights";
import { BlendedModel } from "../fit/blended-model";
import { ensembles } from "../fit/boosted-trees";
import type { FittedModel } from "../fit/fitted-model";
import { type Kept, WeightMatrices, type Matrix } from "./weight-matrices";

// Places of weights are kept in 16 bits.
const maxPlaces = 1 << 16;

/** The model with the smallest weights of each matrix, a given share of them, set to 0 (magnitude pruning, Han et al. 2015). */
export const weights = (
  whole: FittedModel.Info,
  share: number,
): FittedModel.Info =>
  WeightMatrices.changed(whole, (matrix) => sparse(matrix, share));

/** A matrix without its smallest weights; the file holds values and places of the rest where that takes fewer bytes. */
export function sparse({ values, rows, columns }: Matrix, share: number): Kept {
  const order = [...values.keys()].sort(
    (a, b) => Math.abs(values[a]) - Math.abs(values[b]) || a - b,
  );
  const left = values.slice();
  const gone = Math.round(share * values.length);
  for (const place of order.slice(0, gone)) left[place] = 0;
  const places = Uint16Array.from(order.slice(gone).sort((a, b) => a - b));
  const smaller = places.length * 6 < values.length * 4;
  if (!smaller || values.length > maxPlaces) return { values: left };
  const some = Float32Array.from(places, (place) => left[place]);
  return {
    values: left,
    unpacked(g) {
      const kept = g.constant("uint16", [places.length, 1], places);
      const zeros = g.node(
        "ConstantOfShape",
        [g.constant("int64", [1], [values.length])],
        [{ shape: [values.length] }],
      )[0];
      const flat = g.ScatterND(
        zeros,
        g.Cast(kept, "int64"),
        g.constant("float", [places.length], some),
      );
      return g.Reshape(flat, [rows, columns]);
    },
  };
}

/** Blends of fewer and fewer members: the member of least weight is taken off each time and the others are weighed anew. */
export function members(
  { learner, layout, blended }: FittedModel.Info,
  label: ArrayLike<number>,
): FittedModel.Info[] {
  const smaller: FittedModel.Info[] = [];
  let left = used(blended);
  while (left.length > 1) {
    const least = Math.min(...left.map(({ weight }) => weight));
    left = left.filter(({ weight }) => weight > least);
    if (left.length === 0) break;
    const logits = left.map(({ fitted }) => fitted.outOfFold);
    const blend = BlendWeights.fit(logits, label);
    const joined = BlendWeights.apply(blend, logits);
    const beta = BetaCalibration.fit(joined, label);
    left = left.map((one, m) => ({ ...one, weight: blend.weights[m] }));
    const outOfFold = joined.map((z) => BetaCalibration.apply(beta, z));
    smaller.push(
      BlendedModel.model(learner, layout, {
        members: left,
        blend,
        beta,
        outOfFold,
      }),
    );
    blended = smaller.at(-1)!.blended;
    left = used(blended);
  }
  return smaller;
}

const used = (blended: FittedModel.Blended | undefined) =>
  (blended?.members ?? []).filter(({ weight }) => weight > 0);

/** The first trees of an ensemble. */
export function first(trees: Trees.Trees, count: number): Trees.Trees {
  const end = trees.roots[count] ?? trees.feature.length;
  const nodes = <A extends { slice(from: number, to: number): A }>(array: A) =>
    array.slice(0, end);
  const set = nodes(trees.set);
  // Level sets stand in the order of the nodes that split by them.
  const next = trees.set.subarray(end).find((set) => set >= 0);
  return {
    columns: trees.columns,
    base: trees.base,
    roots: trees.roots.slice(0, count),
    feature: nodes(trees.feature),
    threshold: nodes(trees.threshold),
    set,
    sets: trees.sets.slice(0, next),
    missingLeft: nodes(trees.missingLeft),
    right: nodes(trees.right),
    value: nodes(trees.value),
    cover: nodes(trees.cover),
  };
}

/** Every boosted member with its first rounds alone; null where there is none. */
export function rounds(
  { learner, layout, blended }: FittedModel.Info,
  share: number,
): FittedModel.Info | null {
  if (
    !used(blended).some(({ fitted }) => BlendedModel.ensembles(fitted).length)
  )
    return null;
  const members = blended!.members.map((one) => {
    const { name, outOfFold, curve, options } = one.fitted;
    const trees = BlendedModel.ensembles(one.fitted).map((each) =>
      first(each, Math.max(1, Math.round(share * each.roots.length))),
    );
    if (!trees.length) return one;
    const rounds = trees[0].roots.length;
    const found = { outOfFold, curve, options: { ...options, rounds } };
    return { ...one, fitted: ensembles(name, layout.inputs, trees, found) };
  });
  return BlendedModel.model(learner, layout, { ...blended!, members });
}

export * as Prune from "./prune";
