// peers: what is usual among customers of one plan, or of one segment where no plan is known
import type { CustomerTable } from "../customers/customer-table";
import type { Definition } from "../tabular/definition";

type Usual = Map<string, number | string>; // by column
export type Info = {
  by: "plan" | "segment";
  /** By plan or segment; "" holds what is usual among all customers, for who has too few peers. */
  groups: Map<string, Usual>;
};

/** Where nothing is known of other customers. */
export const none: Info = { by: "segment", groups: new Map() };

// A median of fewer customers says little of anybody.
const minPeers = 10;
const maxGroups = 50;
// A category of more values has no usual one.
const maxLevels = 50;

/** The median of every number column and the commonest value of every category, by group. */
export function usual(
  table: CustomerTable,
  { columns }: Definition.Info,
  segments: string[],
): Info {
  const plans = table.roles.plan ? table.text(table.roles.plan) : null;
  const members = new Map<string, number[]>([["", []]]);
  table.id.forEach((_, row) => {
    members.get("")!.push(row);
    const group = (plans ?? segments)[row];
    if (!group) return;
    const own = members.get(group);
    if (own) own.push(row);
    else members.set(group, [row]);
  });
  const large = [...members]
    .filter(([group, rows]) => group === "" || rows.length >= minPeers)
    .sort(([, a], [, b]) => b.length - a.length)
    .slice(0, maxGroups);
  const groups = new Map(large.map(([group]) => [group, new Map() as Usual]));
  for (const [column, kind] of Object.entries(columns)) {
    const numbers = kind === "number" ? table.number(column) : null;
    const words = kind === "category" ? table.text(column) : null;
    for (const [group, rows] of large) {
      const value = numbers
        ? median(rows, numbers)
        : words && commonest(rows, words);
      if (value !== null) groups.get(group)!.set(column, value);
    }
  }
  return { by: plans ? "plan" : "segment", groups };
}

/** What is usual in a column among the peers of one customer. */
export const of = ({ groups }: Info, group: string | null, column: string) =>
  (groups.get(group ?? "") ?? groups.get(""))?.get(column) ?? null;

function median(rows: number[], values: Float64Array) {
  const known = Float64Array.from(rows, (row) => values[row])
    .filter((value) => !Number.isNaN(value))
    .sort();
  if (!known.length) return null;
  const middle = known.length >> 1;
  return known.length % 2
    ? known[middle]
    : (known[middle - 1] + known[middle]) / 2;
}

function commonest(rows: number[], words: (string | null)[]) {
  const times = new Map<string, number>();
  for (const row of rows) {
    const word = words[row];
    if (word === null) continue;
    times.set(word, (times.get(word) ?? 0) + 1);
    if (times.size > maxLevels) return null;
  }
  const [first] = [...times].sort((a, b) => b[1] - a[1]);
  return first?.[0] ?? null;
}

type Stored = {
  by: Info["by"];
  groups: [string, [string, number | string][]][];
};

/** The form in which it is stored: columns are owners' words, so no object is indexed by them. */
export const encode = ({ by, groups }: Info): Stored => ({
  by,
  groups: [...groups].map(([group, usual]) => [group, [...usual]]),
});

export const decode = ({ by, groups }: Stored): Info => ({
  by,
  groups: new Map(groups.map(([group, usual]) => [group, new Map(usual)])),
});

export * as Peers from "./peers";
