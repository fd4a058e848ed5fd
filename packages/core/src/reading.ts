// reading: one row's cells by the role of their column; undefined where nothing is said or it does not read
import { Cell } from "./cell";
import type { Definition } from "./definition";

type Cells = Record<string, string>;
export type Info = ReturnType<typeof of>;

export function of({ roles, dates }: Definition.Info) {
  const text = (cells: Cells, role: Definition.Role) =>
    cells[roles[role] ?? ""] || undefined;
  const sound = (value: number) => (Number.isNaN(value) ? undefined : value);
  const number = (cells: Cells, role: Definition.Role) =>
    sound(Cell.number(text(cells, role) ?? ""));
  /** Days since 1970-01-01. */
  const days = (cells: Cells, role: Definition.Role) =>
    sound(Cell.date(text(cells, role) ?? "", dates[roles[role] ?? ""]));
  const day = (cells: Cells, role: Definition.Role) => {
    const found = days(cells, role);
    return found === undefined ? undefined : iso(found);
  };
  return { text, number, days, day };
}

export const iso = (days: number) =>
  new Date(Math.floor(days) * 86_400_000).toISOString().slice(0, 10);

export * as Reading from "./reading";
