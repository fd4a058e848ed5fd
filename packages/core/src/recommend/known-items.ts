// known-items: what a customer did, as items of the catalogue in the order of time
import type { Request } from "./recommend";
import type { CatalogueItems } from "./catalogue-items";
import { worth } from "./interaction-weight";

export type Known = {
  item: Int32Array; // in the order of time, each once
  value: Float32Array;
  owned: Set<number>;
};

// Older interactions than these say nothing more.
const longest = 500;

/** How much an action says by the name it has in a file. */
export const weightOf = (
  { weights, other }: Pick<CatalogueItems.Info, "weights" | "other">,
  action: string | undefined,
) => (action === undefined ? 1 : (weights[action.toLowerCase()] ?? other));

/** The value of all that was done with one item: every further repeat says a little less. */
export const valueOf = (weights: number) => Math.log1p(weights);

export function known(
  items: CatalogueItems.Info,
  index: ReadonlyMap<string, number>,
  { history }: Request,
): Known {
  const said = new Map<number, { sum: number; first: number }>();
  const owned = new Set<number>();
  for (const { product, action, time } of history) {
    const item = index.get(product);
    if (item === undefined) continue;
    if (
      !items.owned ||
      action === undefined ||
      items.owned.includes(action.toLowerCase())
    )
      owned.add(item);
    const weight = weightOf(items, action);
    if (weight === 0 || item >= items.scored) continue;
    const before = said.get(item);
    said.set(item, {
      sum: (before?.sum ?? 0) + weight,
      first: Math.min(before?.first ?? Infinity, time),
    });
  }
  const order = [...said]
    .sort(([a, x], [b, y]) => x.first - y.first || a - b)
    .slice(-longest);
  const counted = (sum: number) => {
    if (!items.values) return 1;
    return items.scale ? worth(items.scale, valueOf(sum)) : valueOf(sum);
  };
  return {
    item: Int32Array.from(order, ([item]) => item),
    value: Float32Array.from(order, ([, { sum }]) => counted(sum)),
    owned,
  };
}
