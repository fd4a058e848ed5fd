// row-roles: one row's cells by the role of their column; undefined where nothing is said or it does not read
import { own } from "../base/own";
import { Cell } from "../tabular/cell";
import type { Definition } from "../tabular/definition";
import type { Bilingual } from "../text/bilingual";

type Cells = Record<string, string>;
export type Info = ReturnType<typeof reader>;

export function reader({ roles, dates, numbers, timezone }: Definition.Info) {
  const text = (cells: Cells, role: Definition.Role) =>
    own(cells, roles[role] ?? "") || undefined;
  const sound = (value: number) => (Number.isNaN(value) ? undefined : value);
  const number = (cells: Cells, role: Definition.Role) =>
    sound(
      Cell.number(
        text(cells, role) ?? "",
        own(numbers, roles[role] ?? "")?.decimal,
      ),
    );
  /** Days since 1970-01-01. */
  const days = (cells: Cells, role: Definition.Role) =>
    sound(
      Cell.date(
        text(cells, role) ?? "",
        own(dates, roles[role] ?? ""),
        timezone,
      ),
    );
  const day = (cells: Cells, role: Definition.Role) => {
    const found = days(cells, role);
    return found === undefined ? undefined : iso(found);
  };
  return { text, number, days, day };
}

export const iso = (days: number) =>
  new Date(Math.floor(days) * 86_400_000).toISOString().slice(0, 10);

const uses: {
  role: Definition.Role;
  label: Bilingual.Text;
  unit?: "ms";
  better?: "lower";
}[] = [
  { role: "tokens", label: { en: "Tokens", zh: "Token 用量" } },
  { role: "requests", label: { en: "Requests", zh: "请求数" } },
  { role: "usage", label: { en: "Usage", zh: "用量" } },
  { role: "activeSeats", label: { en: "Active seats", zh: "活跃席位" } },
  { role: "features", label: { en: "Features used", zh: "使用的功能数" } },
  { role: "monthly", label: { en: "Monthly users", zh: "月活跃用户" } },
  {
    role: "errorRate",
    label: { en: "Error rate", zh: "错误率" },
    better: "lower",
  },
  {
    role: "latency",
    label: { en: "Latency", zh: "延迟" },
    unit: "ms",
    better: "lower",
  },
  {
    role: "tickets",
    label: { en: "Support tickets", zh: "支持工单" },
    better: "lower",
  },
];

/** How much of what was bought is used, beside the period before; a column of two roles is told once. */
export function usage(definition: Definition.Info, now: Cells, then?: Cells) {
  const read = reader(definition);
  const columns = uses.map(({ role }) => definition.roles[role]);
  return uses.flatMap(({ role, ...form }, k) => {
    const value = read.number(now, role);
    if (value === undefined || columns.indexOf(columns[k]) < k) return [];
    return [{ ...form, now: value, before: then && read.number(then, role) }];
  });
}

export * as RowRoles from "./row-roles";
