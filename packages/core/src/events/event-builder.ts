// event-builder: events as they come, file after file, until they are put in order and counted once
import type { DateOrder } from "../tabular/cell";
import type { Definition } from "../tabular/definition";
import type { Log } from "./event";
import {
  Frame,
  type CategoryColumn,
  type TextColumn,
  type ValueColumn,
} from "../tabular/frame";
import { clock } from "./event-time";
import { ascending } from "./radix-order";

/** What every file's rows are read as; a file without one of them has it missing. */
export const columns = {
  user: "category",
  time: "text",
  product: "category",
  action: "category",
  order: "category",
  quantity: "number",
  price: "number",
  amount: "number",
} as const satisfies Record<string, Definition.Kind>;

export type Built = {
  log: Log;
  skipped: number; // rows without a user, or with a time or a number that does not read
  repeated: number; // rows that another upload holds too
};

type Chunk = Omit<Log, "users" | "products" | "actions"> & {
  upload: Int32Array;
};

const chunk = (rows: number): Chunk => ({
  upload: new Int32Array(rows),
  user: new Int32Array(rows),
  product: new Int32Array(rows),
  action: new Int32Array(rows),
  time: new Float64Array(rows),
  quantity: new Float64Array(rows),
  amount: new Float64Array(rows),
  order: new Int32Array(rows),
});

// How exports write that there is nobody.
const nobody = /^(na|n\/a|nan|null|none)$/i;

export function draft(dates?: DateOrder, timezone?: string) {
  const codes = Array.from({ length: 5 }, () => new Map<string, number>());
  const [uploads, users, products, actions, orders] = codes;
  const timeOf = clock(dates, timezone);
  const chunks: { part: Chunk; rows: number }[] = [];
  let skipped = 0;

  // `refused` counts the file's rows that did not become one of the frame.
  function add(frame: Frame, upload: (row: number) => string, refused = 0) {
    const part = chunk(frame.rows);
    const category = (name: keyof typeof columns) =>
      Frame.column(frame, name) as CategoryColumn;
    const number = (name: keyof typeof columns) =>
      (Frame.column(frame, name) as ValueColumn).values;
    const [quantity, price, amount] = (
      ["quantity", "price", "amount"] as const
    ).map(number);
    const [user, product, action, order] = (
      ["user", "product", "action", "order"] as const
    ).map(category);
    const { values: times } = Frame.column(frame, "time") as TextColumn;
    const userOf = Int32Array.from(user.levels, (name) =>
      nobody.test(name) ? -1 : codeOf(users, name),
    );
    const [productOf, actionOf, orderOf] = [
      recoded(product, products),
      recoded(action, actions),
      recoded(order, orders),
    ];
    let at = 0;
    for (let row = 0; row < frame.rows; row++) {
      const who = user.codes[row] < 0 ? -1 : userOf[user.codes[row]];
      const text = times[row];
      const when = text === null ? NaN : timeOf(text);
      if (who < 0 || Number.isNaN(when)) continue;
      const many = Number.isNaN(quantity[row]) ? 1 : quantity[row];
      part.upload[at] = codeOf(uploads, upload(row));
      part.user[at] = who;
      part.time[at] = when;
      part.product[at] = productOf(row);
      part.action[at] = actionOf(row);
      part.order[at] = orderOf(row);
      part.quantity[at] = many;
      part.amount[at++] = Number.isNaN(amount[row])
        ? many * price[row]
        : amount[row];
    }
    skipped += refused + frame.rows - at;
    chunks.push({ part, rows: at });
  }

  function done(): Built {
    const all = joined(chunks);
    const sorted = ascending(all.time);
    const kept = uploads.size > 1 ? withoutRepeats(all, sorted) : sorted;
    const ints = (column: Int32Array) => kept.map((row) => column[row]);
    const floats = (column: Float64Array) =>
      Float64Array.from(kept, (row) => column[row]);
    const log: Log = {
      users: [...users.keys()],
      products: [...products.keys()],
      actions: [...actions.keys()],
      user: ints(all.user),
      product: ints(all.product),
      action: ints(all.action),
      time: floats(all.time),
      quantity: floats(all.quantity),
      amount: floats(all.amount),
      order: ints(all.order).map((order, i) =>
        order < 0 ? orders.size + i : order,
      ),
    };
    return { log, skipped, repeated: sorted.length - kept.length };
  }

  return { add, done };
}

function codeOf(codes: Map<string, number>, text: string): number {
  const known = codes.get(text);
  if (known !== undefined) return known;
  codes.set(text, codes.size);
  return codes.size - 1;
}

function recoded(
  { codes, levels }: CategoryColumn,
  known: Map<string, number>,
) {
  const to = Int32Array.from(levels, (level) => codeOf(known, level));
  return (row: number) => (codes[row] < 0 ? -1 : to[codes[row]]);
}

function joined(chunks: { part: Chunk; rows: number }[]): Chunk {
  const all = chunk(chunks.reduce((sum, { rows }) => sum + rows, 0));
  let at = 0;
  for (const { part, rows } of chunks) {
    for (const name of Object.keys(all) as (keyof Chunk)[])
      all[name].set(part[name].subarray(0, rows), at);
    at += rows;
  }
  return all;
}

// Exports that overlap hold the same rows twice, while one export may well say twice what happened twice: of equal rows as
// many stay as the upload with the most of them has.
function withoutRepeats(all: Chunk, sorted: Int32Array): Int32Array {
  const { upload, user, product, action, time, quantity, amount } = all;
  const dropped = new Uint8Array(sorted.length);
  for (let from = 0, to = 0; from < sorted.length; from = to) {
    const now = time[sorted[from]];
    let mixed = false;
    for (to = from; to < sorted.length && time[sorted[to]] === now; to++)
      if (upload[sorted[to]] !== upload[sorted[from]]) mixed = true;
    if (!mixed) continue;
    const equal = new Map<string, Map<number, number[]>>();
    for (let k = from; k < to; k++) {
      const row = sorted[k];
      const key = `${user[row]} ${product[row]} ${action[row]} ${quantity[row]} ${amount[row]}`;
      const known = equal.get(key) ?? new Map<number, number[]>();
      equal.set(key, known);
      const places = known.get(upload[row]);
      if (places) places.push(k);
      else known.set(upload[row], [k]);
    }
    for (const known of equal.values()) {
      const most = [...known.values()].reduce((most, places) =>
        places.length > most.length ? places : most,
      );
      for (const places of known.values())
        if (places !== most) for (const k of places) dropped[k] = 1;
    }
  }
  return sorted.filter((_, k) => !dropped[k]);
}

export * as EventBuilder from "./event-builder";
