// interactions: who took what, gathered from rows in any order into one row per user
import type { Interactions } from "./recommender";

export type Rows = {
  users: number;
  items: number;
  user: ArrayLike<number>; // [row] for this and all below
  item: ArrayLike<number>;
  time: ArrayLike<number>;
  value?: ArrayLike<number>;
};

/** Places 0…n−1 in the order of `key`, equal keys as they stood in `order` (one pass of a radix sort). */
function sorted(order: Int32Array, key: ArrayLike<number>, keys: number) {
  const start = new Int32Array(keys + 1);
  for (const entry of order) start[key[entry] + 1]++;
  for (let k = 0; k < keys; k++) start[k + 1] += start[k];
  const next = new Int32Array(order.length);
  for (const entry of order) next[start[key[entry]]++] = entry;
  return next;
}

/**
 * One interaction per user and item, its time the earliest. Values of several rows are those of the earliest, or with
 * `sum` log(1 + Σ): every further repeat says a little less than the one before.
 */
export function gather(
  { users, items, user, item, time, value }: Rows,
  { sum = false }: { sum?: boolean } = {},
): Interactions {
  const all = Int32Array.from({ length: user.length }, (_, entry) => entry);
  const order = sorted(sorted(all, item, items), user, users);
  const start = new Int32Array(users + 1);
  const found = {
    item: new Int32Array(order.length),
    time: new Float64Array(order.length),
    value: new Float64Array(order.length),
  };
  let size = 0;
  let last = -1;
  for (const entry of order) {
    const same =
      last >= 0 && user[last] === user[entry] && item[last] === item[entry];
    last = entry;
    const worth = value ? value[entry] : 1;
    if (!same) {
      found.item[size] = item[entry];
      found.time[size] = time[entry];
      found.value[size++] = worth;
      start[user[entry] + 1]++;
      continue;
    }
    const place = size - 1;
    if (sum) found.value[place] += worth;
    else if (time[entry] < found.time[place]) found.value[place] = worth;
    if (time[entry] < found.time[place]) found.time[place] = time[entry];
  }
  for (let u = 0; u < users; u++) start[u + 1] += start[u];
  const worth = found.value.slice(0, size);
  return {
    users,
    items,
    start,
    item: found.item.slice(0, size),
    time: found.time.slice(0, size),
    value: value
      ? Float32Array.from(sum ? worth.map(Math.log1p) : worth)
      : null,
  };
}

/** The interactions `keep` holds for, users and items numbered as before. */
export function filter(
  all: Interactions,
  keep: (entry: number, user: number) => boolean,
): Interactions {
  const start = new Int32Array(all.users + 1);
  const kept: number[] = [];
  for (let user = 0; user < all.users; user++) {
    for (let entry = all.start[user]; entry < all.start[user + 1]; entry++)
      if (keep(entry, user)) kept.push(entry);
    start[user + 1] = kept.length;
  }
  return {
    ...all,
    start,
    item: Int32Array.from(kept, (entry) => all.item[entry]),
    time: Float64Array.from(kept, (entry) => all.time[entry]),
    value: all.value && Float32Array.from(kept, (entry) => all.value![entry]),
  };
}

/** Number of users who took each item, [items]. */
export function popularity({ items, item }: Interactions): Int32Array {
  const count = new Int32Array(items);
  for (const i of item) count[i]++;
  return count;
}

/** Who took each item: users ascending, items' lists one after another, and where each interaction stands. */
export function byItem(all: Interactions) {
  const start = new Int32Array(all.items + 1);
  for (const i of all.item) start[i + 1]++;
  for (let i = 0; i < all.items; i++) start[i + 1] += start[i];
  const next = start.slice();
  const user = new Int32Array(all.item.length);
  const entry = new Int32Array(all.item.length);
  for (let u = 0; u < all.users; u++)
    for (let k = all.start[u]; k < all.start[u + 1]; k++) {
      const place = next[all.item[k]]++;
      user[place] = u;
      entry[place] = k;
    }
  return { start, user, entry };
}
