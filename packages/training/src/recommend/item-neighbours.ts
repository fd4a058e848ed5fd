// item-neighbours: an item × item table that holds only the pairs that matter
import { best, type Ranked } from "@mainstay/core/recommend/top-ranked";
import type { History, Neighbours } from "./recommender";

/** From each scored item's list of items that speak for it. */
export function ofColumns(columns: Ranked[][]): Neighbours {
  const rows: [number[], number[]][] = columns.map(() => [[], []]);
  columns.forEach((list, target) => {
    for (const { item, score } of list) {
      rows[item][0].push(target);
      rows[item][1].push(score);
    }
  });
  return ofRows(rows);
}

function ofRows(rows: [ArrayLike<number>, ArrayLike<number>][]): Neighbours {
  const start = new Int32Array(rows.length + 1);
  rows.forEach(([targets], i) => (start[i + 1] = start[i] + targets.length));
  const size = start[rows.length];
  const [target, weight] = [new Int32Array(size), new Float32Array(size)];
  rows.forEach(([targets, weights], i) => {
    target.set(targets, start[i]);
    weight.set(weights, start[i]);
  });
  return { items: rows.length, start, target, weight };
}

/** Weights of an item kept for serving: fewer of a great catalogue, so that its table stays within some 50 MB. */
export const kept = (items: number) =>
  Math.min(items, 400, Math.ceil(8e6 / items));

const itemsPerCall = 64;

/** The `keep` largest weights, by size, of every item's row; a row is what a history of that item alone scores. */
export async function truncated(
  items: number,
  scores: (histories: readonly History[]) => Promise<Float32Array>,
  keep: number,
): Promise<Neighbours> {
  const rows: [number[], number[]][] = [];
  for (let from = 0; from < items; from += itemsPerCall) {
    const some = Array.from(
      { length: Math.min(itemsPerCall, items - from) },
      (_, i) => ({ items: Int32Array.of(from + i) }),
    );
    const all = await scores(some);
    for (let i = 0; i < some.length; i++) {
      const row = all.subarray(i * items, (i + 1) * items);
      const kept = best(row.map(Math.abs), keep)
        .filter(({ score }) => score > 0)
        .map(({ item }) => item)
        .sort((a, b) => a - b);
      rows.push([kept, kept.map((target) => row[target])]);
    }
  }
  return ofRows(rows);
}

/** Sums of the histories' rows: [histories, items]. */
export function scored(
  { items, start, target, weight }: Neighbours,
  histories: readonly History[],
): Float32Array {
  const scores = new Float32Array(histories.length * items);
  histories.forEach((history, row) => {
    const offset = row * items;
    history.items.forEach((item, p) => {
      const value = history.values ? history.values[p] : 1;
      for (let k = start[item]; k < start[item + 1]; k++)
        scores[offset + target[k]] += value * weight[k];
    });
  });
  return scores;
}
