// diversify: a list less alike at little cost, by maximal marginal relevance (Carbonell & Goldstein 1998)
import type { Ranked } from "./top-ranked";

export type Rows = { target: Uint16Array; weight: Float32Array; width: number };

/**
 * k of the list, each the one with the most of (1 − δ)·relevance − δ·likeness to those taken before it; both from 0 to 1.
 * `rows` holds, for each of the list, its row of the item × item table; without one, items of a category are alike.
 */
export function diversified(
  list: readonly Ranked[],
  k: number,
  diversity: number,
  rows: Rows,
  category?: readonly (string | null)[],
): Ranked[] {
  const high = list[0]?.score ?? 0;
  const low = list.at(-1)?.score ?? 0;
  const relevance = list.map(({ score }) =>
    high > low ? (score - low) / (high - low) : 1,
  );
  const likeness = table(list, rows, category);
  const nearest = new Float64Array(list.length);
  const left = new Set(list.keys());
  const taken: Ranked[] = [];
  while (taken.length < k && left.size > 0) {
    let next = -1;
    let most = -Infinity;
    for (const i of left) {
      const gain = (1 - diversity) * relevance[i] - diversity * nearest[i];
      if (gain > most) [next, most] = [i, gain];
    }
    left.delete(next);
    taken.push(list[next]);
    for (const i of left)
      nearest[i] = Math.max(nearest[i], likeness(i, next), likeness(next, i));
  }
  return taken;
}

function table(
  list: readonly Ranked[],
  { target, weight, width }: Rows,
  category?: readonly (string | null)[],
): (a: number, b: number) => number {
  if (width === 0)
    return (a, b) => {
      const own = category?.[list[a].item];
      return own != null && own === category?.[list[b].item] ? 1 : 0;
    };
  const place = new Map(list.map(({ item }, i) => [item, i]));
  const found = list.map((_, i) => {
    const near = new Map<number, number>();
    let most = 0;
    for (let at = i * width; at < (i + 1) * width; at++) {
      if (target[at] === list[i].item) continue;
      most = Math.max(most, weight[at]);
      const other = place.get(target[at]);
      if (other !== undefined && weight[at] > 0) near.set(other, weight[at]);
    }
    return { near, most };
  });
  return (a, b) => (found[a].near.get(b) ?? 0) / (found[a].most || 1);
}
