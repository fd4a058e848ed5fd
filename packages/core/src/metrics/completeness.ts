// completeness: whether a period holds the customers and the money that the last whole period leads to expect
import { CustomerTable } from "../customers/customer-table";

/** The last whole period, which later ones are held against. */
export type Whole = { period: string; id: Set<string>; paid: boolean };

// Under this share of the customers, a file is likelier to be missing than so many to have left at once.
const leastShare = 0.7;

const paid = (table: CustomerTable) =>
  CustomerTable.role(table, "revenue")?.some((v) => !Number.isNaN(v)) ?? false;

export const whole = (table: CustomerTable): Whole => ({
  period: table.period,
  id: new Set(table.id),
  paid: paid(table),
});

const until =
  "The period is incomplete until the missing file comes or somebody confirms it.";

/** Why movements, churn and retention of the period have no value; null when it is whole. */
export function why(table: CustomerTable, last: Whole | null): string | null {
  if (!last?.id.size) return null;
  const there = table.id.filter((id) => last.id.has(id)).length;
  if (there < leastShare * last.id.size)
    return `Of ${last.id.size} customers of ${last.period}, ${there} are in ${table.period}, fewer than ${leastShare * 100} %. ${until}`;
  if (last.paid && !paid(table))
    return `${last.period} has revenue and ${table.period} has none in any row. ${until}`;
  return null;
}

export * as Completeness from "./completeness";
