// growth: accounts that are safe and outgrow what they pay for, the largest revenue first
import * as z from "zod";
import { CustomerTable } from "../customers/customer-table";
import { Priority } from "../playbooks/action/priority";
import { CustomerRows } from "./customer-rows";
import type { Priorities } from "./priorities";

export const Sign = z.object({
  sign: z.enum(["seats", "commitment", "usage"]),
  share: z
    .number()
    .nullable()
    .describe("Of its paid seats in use, or of use above its usual level"),
});
export type Sign = z.infer<typeof Sign>;
export const Info = z.object({
  id: z.string(),
  name: z.string().nullable(),
  owner: z.string().nullable(),
  annual: z.number().describe("Twelve months of revenue"),
  signs: z.array(Sign).min(1),
});
export type Info = z.infer<typeof Info>;

// Nearly every seat is taken; use lies a fifth above its usual level.
const least = { seats: 0.9, usage: 0.2 };

/** Signs of one row of a customers' table; `ahead` holds who spends faster than its commitment is due. */
export function signsOf(
  table: CustomerTable,
  row: number,
  ahead: ReadonlySet<string>,
): Sign[] {
  const seats = CustomerTable.role(table, "seats")?.[row] ?? NaN;
  const active = CustomerTable.role(table, "activeSeats")?.[row] ?? NaN;
  const taken = seats > 0 ? active / seats : NaN;
  const trend = table.number("use.trend")?.[row] ?? NaN;
  const signs: (Sign | false)[] = [
    taken >= least.seats && { sign: "seats", share: taken },
    ahead.has(table.id[row]) && { sign: "commitment", share: null },
    trend >= least.usage && { sign: "usage", share: trend },
  ];
  return signs.filter((sign) => sign !== false);
}

/** Who may be asked to grow: neither at risk nor unhealthy, with revenue, the largest first. */
export const candidates = (ranked: Priorities.Ranked[]) =>
  ranked
    .filter(
      ({ state, row, band, left, revenue }) =>
        !left &&
        (revenue ?? 0) > 0 &&
        band !== "high" &&
        band !== "medium" &&
        (state.status[row] === null || state.status[row] === "green"),
    )
    .sort((a, b) => b.revenue! - a.revenue! || (a.id < b.id ? -1 : 1));

// Rows are read one by one from the table; more are not looked at in a month.
const maxLookedAt = 200;

/** The first `count` of the ranked customers that show a sign of growing. */
export async function list(
  dataset: string,
  ranked: Priorities.Ranked[],
  { ahead, count, now }: { ahead: Set<string>; count: number; now: Date },
): Promise<Info[]> {
  const asked = candidates(ranked).slice(0, maxLookedAt);
  const tables = asked.length
    ? await CustomerRows.read(dataset, asked, now)
    : [];
  return asked
    .flatMap(({ id, name, owner, revenue, state }) => {
      const found = CustomerRows.find(tables, id);
      const signs = found
        ? signsOf(found.table, found.row.get(id)!, ahead)
        : [];
      const annual = Priority.annual(revenue!, state.period);
      return signs.length ? [{ id, name, owner, annual, signs }] : [];
    })
    .slice(0, count);
}

export * as Growth from "./growth";
