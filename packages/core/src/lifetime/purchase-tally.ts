// purchase-tally: each customer's purchases so far as running sums, added one event at a time
import type { Event } from "../events/event";

const dayMs = 86_400_000;

export type Tally = ReturnType<typeof start>;

/** A tally without purchases. Its columns are [user]; `add` takes purchases of the log by index, in order of time. */
export function start({
  users,
  products,
  user,
  product,
  time,
  amount,
  order,
}: Event.Log) {
  const column = () => new Float64Array(users.length);
  const known = {
    first: column(), // ms
    last: column(), // ms
    lines: column(),
    orders: column(),
    money: column(),
    products: column(),
    days: column(), // with a purchase
    weekdays: column(), // of these, Monday to Friday
    gaps: column(), // sum of the days between days with a purchase
    squares: column(), // sum of their squares
    newest: column(), // money of the newest order
  };
  const current = new Int32Array(users.length).fill(-1);
  const isNewOrder = firstTime(user, order);
  const isNewProduct = firstTime(user, product, products.length);
  const add = (i: number) => {
    const u = user[i];
    const date = Math.floor(time[i] / dayMs);
    const before = Math.floor(known.last[u] / dayMs);
    if (known.lines[u]++ === 0) known.first[u] = time[i];
    else if (date > before) {
      known.gaps[u] += date - before;
      known.squares[u] += (date - before) ** 2;
    }
    if (known.days[u] === 0 || date > before) {
      known.days[u]++;
      if ((date + 3) % 7 < 5) known.weekdays[u]++; // 1970-01-01 was a Thursday
    }
    known.last[u] = time[i];
    known.money[u] += amount[i];
    known.newest[u] =
      order[i] === current[u] ? known.newest[u] + amount[i] : amount[i];
    current[u] = order[i];
    if (isNewOrder(i)) known.orders[u]++;
    if (product[i] >= 0 && isNewProduct(i)) known.products[u]++;
  };
  return { ...known, add };
}

// Tells whether an event is its user's first of that code; every event is asked once.
function firstTime(user: Int32Array, code: Int32Array, codes?: number) {
  const seen = new Set<number>();
  const width = codes ?? code.reduce((most, c) => Math.max(most, c), 0) + 1;
  return (i: number) => {
    const before = seen.size;
    return seen.add(user[i] * width + code[i]).size > before;
  };
}

/** Money and count of distinct orders of each user's purchases within a window of a log. */
export function sum(window: Event.Log, bought: (i: number) => boolean) {
  const money = new Float64Array(window.users.length);
  const orders = new Float64Array(window.users.length);
  const isNew = firstTime(window.user, window.order);
  for (let i = 0; i < window.time.length; i++) {
    if (!bought(i)) continue;
    money[window.user[i]] += window.amount[i];
    if (isNew(i)) orders[window.user[i]]++;
  }
  return { money, orders };
}

/** Count of each user's events within a window of a log that pass the test. */
export const count = (window: Event.Log, counted: (i: number) => boolean) => {
  const events = new Float64Array(window.users.length);
  for (let i = 0; i < window.time.length; i++)
    if (counted(i)) events[window.user[i]]++;
  return events;
};

export * as PurchaseTally from "./purchase-tally";
