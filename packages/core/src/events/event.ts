// event: what customers did, as columns in the order of time; who, what and how are codes into dictionaries
export type Log = {
  users: string[];
  products: string[];
  actions: string[]; // as the file spells them
  user: Int32Array; // [event] for this and all below
  product: Int32Array; // -1 where the event names none
  action: Int32Array; // -1 where the log has no action column
  time: Float64Array; // ms since 1970-01-01 UTC, ascending
  quantity: Float64Array; // 1 where the log says none
  amount: Float64Array; // money of the whole event, NaN where unknown
  order: Int32Array; // equal for lines of one order (invoice, session); a number of its own where the log says none
};

const perEvent = [
  "user",
  "product",
  "action",
  "time",
  "quantity",
  "amount",
  "order",
] as const;

/** Events with from ≤ time < to (ms), as views of the same memory. */
export function window(log: Log, from: number, to: number): Log {
  const [start, end] = [first(log.time, from), first(log.time, to)];
  const views = perEvent.map((name) => [name, log[name].subarray(start, end)]);
  return { ...log, ...Object.fromEntries(views) };
}

/** The first event at or after a time, the number of events where there is none. */
export function first(time: Float64Array, from: number): number {
  let [low, high] = [0, time.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (time[middle] < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Each user's events, in the order of time: `event[start[u]] … event[start[u + 1] - 1]`. */
export function byUser({ users, user }: Log): {
  start: Int32Array;
  event: Int32Array;
} {
  const start = new Int32Array(users.length + 1);
  for (const u of user) start[u + 1]++;
  for (let u = 0; u < users.length; u++) start[u + 1] += start[u];
  const at = start.slice(0, -1);
  const event = new Int32Array(user.length);
  for (let i = 0; i < user.length; i++) event[at[user[i]]++] = i;
  return { start, event };
}

const buying =
  /^(purchased?|buy|bought|order(ed)?|transaction|sale|购买|下单)$/i;

/**
 * Which events are purchases: of the actions named; else of those called so, where the log has any; of every action
 * where it has none. Nothing given back (quantity below zero) or given away (amount of zero) is one.
 */
export function isPurchase(
  { actions, action, quantity, amount }: Log,
  named?: readonly string[],
): (event: number) => boolean {
  const called = actions.map((name) =>
    named ? named.includes(name) : buying.test(name),
  );
  const any = !named && !called.includes(true);
  return (i) =>
    (any || called[action[i]]) && quantity[i] > 0 && !(amount[i] <= 0);
}

export * as Event from "./event";
