// design-matrix: the rows the closed form is fitted to — users, damped and weighted, and under them what items are like
import { type Worth, worth } from "@mainstay/core/recommend/interaction-weight";
import type { Attributes, History, Interactions } from "./recommender";

export type Design = {
  rows: number; // users, then attributes
  items: number;
  start: Int32Array; // [rows + 1]
  item: Int32Array; // [entries]
  value: Float64Array;
};

export const worthOf = ({ value }: Interactions, floor: number): Worth => {
  let [low, high] = [Infinity, -Infinity];
  for (const v of value ?? [1]) {
    low = Math.min(low, v);
    high = Math.max(high, v);
  }
  return { floor, low, high };
};

/** Weights of a history's interactions. */
export function counts({ items, values }: History, scale: Worth | null) {
  if (!scale || !values) return new Float64Array(items.length).fill(1);
  return Float64Array.from(values, (value) => worth(scale, value));
}

/**
 * X̃: row u of the interactions times (n_u / median n)^(−a/2), so that those who take much do not outweigh the others;
 * then β times a row for every attribute.
 */
export function design(
  train: Interactions,
  {
    damping,
    scale,
    attributes,
    beta,
  }: {
    damping: number;
    scale: Worth | null;
    attributes?: Attributes;
    beta: number;
  },
): Design {
  const { users, items } = train;
  const tags = beta > 0 && attributes ? attributes : null;
  const middle = median(train);
  const start = new Int32Array(users + (tags?.count ?? 0) + 1);
  start.set(train.start);
  const size = train.item.length;
  const item = new Int32Array(size + (tags?.item.length ?? 0));
  item.set(train.item);
  const value = new Float64Array(item.length).fill(beta, size);
  for (let user = 0; user < users; user++) {
    const [from, to] = [train.start[user], train.start[user + 1]];
    const damp = ((to - from) / middle) ** (-damping / 2);
    for (let entry = from; entry < to; entry++)
      value[entry] =
        damp * (scale && train.value ? worth(scale, train.value[entry]) : 1);
  }
  if (tags) {
    item.set(tags.item, size);
    tags.start.forEach((entry, a) => (start[users + a] = size + entry));
  }
  return { rows: start.length - 1, items, start, item, value };
}

/** Median number of items of the users who took any. */
function median({ users, start }: Interactions): number {
  const sizes = Array.from({ length: users }, (_, u) => start[u + 1] - start[u])
    .filter((n) => n > 0)
    .sort((a, b) => a - b);
  const half = sizes.length >> 1;
  if (sizes.length === 0) return 1;
  return sizes.length % 2 ? sizes[half] : (sizes[half - 1] + sizes[half]) / 2;
}

/** Σ of squares of every item's column: the diagonal of X̃ᵀX̃. */
export function squares({ items, item, value }: Design): Float64Array {
  const sum = new Float64Array(items);
  for (let entry = 0; entry < item.length; entry++)
    sum[item[entry]] += value[entry] ** 2;
  return sum;
}

/** X̃ᵀX̃ [items, items]. */
export function gram({ rows, items, start, item, value }: Design) {
  const g = new Float64Array(items * items);
  for (let row = 0; row < rows; row++)
    for (let a = start[row]; a < start[row + 1]; a++) {
      const entry = item[a] * items;
      // Items ascend within a row, so that this is the part right of the diagonal.
      for (let b = a; b < start[row + 1]; b++)
        g[entry + item[b]] += value[a] * value[b];
    }
  mirror(g, items);
  return g;
}

/** The columns of X̃, as rows: [items] lists of rows and values. */
export function turned({ rows, items, start, item, value }: Design): Design {
  const from = new Int32Array(items + 1);
  for (const i of item) from[i + 1]++;
  for (let i = 0; i < items; i++) from[i + 1] += from[i];
  const next = from.slice();
  const row = new Int32Array(item.length);
  const turnedValue = new Float64Array(item.length);
  for (let r = 0; r < rows; r++)
    for (let entry = start[r]; entry < start[r + 1]; entry++) {
      const place = next[item[entry]]++;
      row[place] = r;
      turnedValue[place] = value[entry];
    }
  return {
    rows: items,
    items: rows,
    start: from,
    item: row,
    value: turnedValue,
  };
}

// Tiles keep both reading and writing in the cache.
export function mirror(a: Float64Array, n: number, tile = 32) {
  for (let I = 0; I < n; I += tile)
    for (let J = I; J < n; J += tile)
      for (let i = I; i < Math.min(I + tile, n); i++)
        for (let j = Math.max(J, i + 1); j < Math.min(J + tile, n); j++)
          a[j * n + i] = a[i * n + j];
}
