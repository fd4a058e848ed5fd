// joined-columns: columns of changes since the period before that are joined to a row
import type { Definition } from "../tabular/definition";
import { ColumnTitle } from "../model/column-title";
import { Frame } from "../tabular/frame";
import { Period } from "../tabular/period";

// The customer and the period of each row; the id is null where the row names none.
export type Keys = { id: (string | null)[]; period: string[] }; // [row]
export type Columns = Record<string, Float64Array>; // [row], NaN missing

/** The column whose change a joined column holds; undefined for other columns. */
export const changeOf = (joined: string) =>
  joined.startsWith(ColumnTitle.before)
    ? joined.slice(ColumnTitle.before.length)
    : undefined;
export const isChange = (joined: string) =>
  joined.startsWith(ColumnTitle.before);

// More columns take more time and add little.
const maxChanges = 12;
const preferredRoles: Definition.Role[] = [
  ...(["spend", "tokens", "requests", "usage", "activeSeats"] as const),
  ...(["errorRate", "tickets", "satisfaction", "loyalty", "revenue"] as const),
  ...(["latency", "rateLimited", "features", "daily", "monthly"] as const),
  ...(["nps", "csat", "ces", "rating"] as const),
];

/** Number columns of the inputs whose change is joined, those with a role first. */
export function changing(
  inputs: string[],
  { columns, roles }: Pick<Definition.Info, "columns" | "roles">,
) {
  const numbers = inputs.filter((name) => columns[name] === "number");
  const named = preferredRoles.flatMap((role) => roles[role] ?? []);
  const ordered = new Set([...named, ...numbers]);
  return [...ordered]
    .filter((name) => numbers.includes(name))
    .slice(0, maxChanges);
}

const slot = (period: string, id: string) => `${period} ${id}`;

/** The row of the same id in the period before, the last of several, -1 without one; [row]. */
export function rowsBefore({ id, period }: Keys) {
  const row = new Map<string, number>();
  id.forEach((one, k) => one !== null && row.set(slot(period[k], one), k));
  const previous = remembering(Period.previous);
  return Int32Array.from(id, (one, k) =>
    one === null ? -1 : (row.get(slot(previous(period[k]), one)) ?? -1),
  );
}

/** Each value less that of the row before or, without such a row, that of `stored`. */
export function changes(
  frame: Frame,
  keys: Keys,
  names: string[],
  stored: (column: string, row: number) => number = () => NaN,
): Columns {
  const earlier = rowsBefore(keys);
  return Object.fromEntries(
    names.map((name) => {
      const column = Frame.column(frame, name);
      const values = column?.type === "number" ? column.values : null;
      const change = (_: unknown, row: number) => {
        if (!values) return NaN;
        const old = earlier[row] < 0 ? stored(name, row) : values[earlier[row]];
        return values[row] - old;
      };
      return [ColumnTitle.before + name, Float64Array.from(keys.id, change)];
    }),
  );
}

/** The function with each of its answers computed once; it is called with few distinct texts. */
export function remembering<T>(compute: (text: string) => T) {
  const known = new Map<string, T>();
  return (text: string) => {
    if (!known.has(text)) known.set(text, compute(text));
    return known.get(text)!;
  };
}

export * as JoinedColumns from "./joined-columns";
