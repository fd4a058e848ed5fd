// recommend-world: small matrices of who took what whose right answers are known
import { gather } from "@mainstay/training/recommend/interactions";
import type { Interactions } from "@mainstay/training/recommend/recommender";

export function matrix(
  rows: readonly (readonly number[])[], // items of each user in the order of time
  items: number,
  value?: (user: number, item: number) => number,
): Interactions {
  const list = rows.flatMap((taken, user) =>
    taken.map((item, time) => ({ user, item, time })),
  );
  return gather({
    users: rows.length,
    items,
    user: list.map(({ user }) => user),
    item: list.map(({ item }) => item),
    time: list.map(({ time }) => time * 1000),
    value: value && list.map(({ user, item }) => value(user, item)),
  });
}

/** Two circles of users; each took all items of its own circle but one, `missing(user)`. */
export const circle = 10;
export const missing = (user: number) =>
  (user % 2) + 2 * ((user >> 1) % circle);
export const circles = (users = 80) =>
  matrix(
    Array.from({ length: users }, (_, user) =>
      Array.from({ length: circle }, (_, k) => (user % 2) + 2 * k).filter(
        (item) => item !== missing(user),
      ),
    ),
    2 * circle,
  );

/** The matrix as rows of 0 and value. */
export function dense({ users, items, start, item, value }: Interactions) {
  const x = Array.from({ length: users }, () => new Float64Array(items));
  for (let user = 0; user < users; user++)
    for (let at = start[user]; at < start[user + 1]; at++)
      x[user][item[at]] = value ? value[at] : 1;
  return x;
}

/** Gauss and Jordan with pivoting, as a schoolbook has it. */
export function inverse(a: readonly Float64Array[]) {
  const n = a.length;
  const m = a.map((row, i) =>
    Float64Array.from({ length: 2 * n }, (_, j) =>
      j < n ? row[j] : +(j - n === i),
    ),
  );
  for (let k = 0; k < n; k++) {
    let p = k;
    for (let i = k; i < n; i++)
      if (Math.abs(m[i][k]) > Math.abs(m[p][k])) p = i;
    [m[k], m[p]] = [m[p], m[k]];
    const pivot = m[k][k];
    for (let j = 0; j < 2 * n; j++) m[k][j] /= pivot;
    for (let i = 0; i < n; i++) {
      const factor = i === k ? 0 : m[i][k];
      if (factor === 0) continue;
      for (let j = 0; j < 2 * n; j++) m[i][j] -= factor * m[k][j];
    }
  }
  return m.map((row) => row.slice(n));
}
