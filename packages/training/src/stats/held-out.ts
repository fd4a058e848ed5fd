// held-out: the rows that judge a model, told by a hash of whose rows they are, so that no seed and no later file changes it
import { drawn } from "@mainstay/core/base/digest";
import type { Split } from "@mainstay/core/model/card";
import type { TrainTestSplit } from "./train-test-split";

/** Whose rows they are: an id, or the row itself where there is none; `name` tells keys of one kind from those of another. */
export type Keys = { name: string; of: readonly string[] };

// A customer tests if its place is below the first of these that leaves enough of both outcomes on either side.
const cuts = [0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5];

/** A key's place in [0, 1), the same wherever it is met. */
export const place = (key: string) => drawn("held out", key);

function places({ of }: Keys, rows: Int32Array): Float64Array {
  const known = new Map<string, number>();
  const found = new Float64Array(of.length);
  for (const row of rows) {
    const key = of[row];
    if (!known.has(key)) known.set(key, place(key));
    found[row] = known.get(key)!;
  }
  return found;
}

/**
 * Rows below the cut judge, the others are learned from. A row and its copies, which have one group number, go where the
 * one of the smallest key belongs. A copy whose own key belongs on the other side is left out of both, so that whatever
 * copies come or go, a key that was ever learned from never judges at an equal or lower cut.
 */
export function split({
  label,
  keys,
  group,
  rows = Int32Array.from(label, (_, i) => i),
  fewest = 10,
}: {
  label: ArrayLike<number>; // 0 or 1
  keys: Keys;
  group: ArrayLike<number>;
  rows?: Int32Array;
  fewest?: number; // rows of either outcome on either side, wherever a cut gives so many
}): TrainTestSplit.TrainTestSplit & { split: Split } {
  const own = places(keys, rows);
  const first = new Map<number, number>();
  for (const row of rows) {
    const known = first.get(group[row]);
    if (known === undefined || keys.of[row] < keys.of[known])
      first.set(group[row], row);
  }
  const lead = own.map((_, row) => own[first.get(group[row]) ?? row]);
  const at = (cut: number) => {
    const train = rows.filter((row) => own[row] >= cut && lead[row] >= cut);
    const test = rows.filter((row) => own[row] < cut && lead[row] < cut);
    const apart = rows.length - train.length - test.length;
    return { train, test, split: { key: keys.name, cut, apart } };
  };
  for (const cut of cuts) {
    const found = at(cut);
    if (enough(found.train, label, fewest) && enough(found.test, label, fewest))
      return found;
  }
  return at(cuts[0]);
}

function enough(rows: Int32Array, label: ArrayLike<number>, fewest: number) {
  let positives = 0;
  for (const row of rows) positives += label[row];
  return positives >= fewest && rows.length - positives >= fewest;
}

type Learned = { periods: readonly string[]; split?: Split };

/**
 * Whether a version learned from a row, or may have. One whose rows were drawn in another way may have learned from any of
 * its periods; one that was judged by time learned from all rows of them.
 */
export function seen(
  { periods, split }: Learned,
  keys: Keys,
): (row: { row: number; period: string }) => boolean {
  const learned = new Set(periods);
  return ({ row, period }) =>
    learned.has(period) &&
    (split?.key !== keys.name || place(keys.of[row]) >= split.cut);
}

export * as HeldOut from "./held-out";
