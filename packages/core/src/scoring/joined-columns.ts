// joined-columns: which columns are joined to a row, what they are called, and how a period before is set against it
import type { Definition } from "../tabular/definition";
import { ColumnTitle } from "../model/column-title";
import { Frame } from "../tabular/frame";
import { Period } from "../tabular/period";

// Whose row it is and of which period; null where nobody is named.
export type Keys = { id: (string | null)[]; period: string[] }; // [row]
export type Columns = Record<string, Float64Array>; // [row], NaN missing

/** The column whose change a joined column is; undefined of the others. */
export const changeOf = (joined: string) =>
  joined.startsWith(ColumnTitle.before)
    ? joined.slice(ColumnTitle.before.length)
    : undefined;
export const isChange = (joined: string) =>
  joined.startsWith(ColumnTitle.before);

// More would say little new, and twice the columns take twice the time.
const most = 12;
const telling: Definition.Role[] = [
  ...(["spend", "tokens", "requests", "usage", "activeSeats"] as const),
  ...(["errorRate", "tickets", "satisfaction", "loyalty", "revenue"] as const),
  ...(["latency", "rateLimited", "features", "daily", "monthly"] as const),
  ...(["nps", "csat", "ces", "rating"] as const),
];

/** Number columns whose change is worth knowing, of those that are learned from: what roles name first. */
export function changing(
  inputs: string[],
  { columns, roles }: Pick<Definition.Info, "columns" | "roles">,
) {
  const numbers = inputs.filter((name) => columns[name] === "number");
  const named = telling.flatMap((role) => roles[role] ?? []);
  const ordered = new Set([...named, ...numbers]);
  return [...ordered].filter((name) => numbers.includes(name)).slice(0, most);
}

const slot = (period: string, id: string) => `${period} ${id}`;

/** Row of the same id in the period before, the last where there are several, -1 where there is none. */
export function rowsBefore({ id, period }: Keys) {
  const row = new Map<string, number>();
  id.forEach((one, k) => one !== null && row.set(slot(period[k], one), k));
  const previous = remembering(Period.previous);
  return Int32Array.from(id, (one, k) =>
    one === null ? -1 : (row.get(slot(previous(period[k]), one)) ?? -1),
  );
}

/** Value now less value then, of the row before or, without one, of `held`. */
export function changes(
  frame: Frame,
  keys: Keys,
  names: string[],
  held: (column: string, row: number) => number = () => NaN,
): Columns {
  const then = rowsBefore(keys);
  return Object.fromEntries(
    names.map((name) => {
      const column = Frame.column(frame, name);
      const values = column?.type === "number" ? column.values : null;
      const change = (_: unknown, row: number) => {
        if (!values) return NaN;
        const old = then[row] < 0 ? held(name, row) : values[then[row]];
        return values[row] - old;
      };
      return [ColumnTitle.before + name, Float64Array.from(keys.id, change)];
    }),
  );
}

/** What a function of a few different texts answers, worked out once for each. */
export function remembering<T>(of: (text: string) => T) {
  const known = new Map<string, T>();
  return (text: string) => {
    if (!known.has(text)) known.set(text, of(text));
    return known.get(text)!;
  };
}

export * as JoinedColumns from "./joined-columns";
