// currency: amounts in several currencies, which are added up only at rates that the owner gives
import * as z from "zod";
import { CustomerTable } from "../customers/customer-table";
import type { Definition } from "../tabular/definition";
import { Estimate } from "./estimate";
import { RevenueMovements } from "./revenue-movements";

export const Own = z.object({
  currency: z.string(),
  mrr: Estimate.Value,
  arpa: Estimate.Value,
  grr: Estimate.Value,
  nrr: Estimate.Value,
});
export type Own = z.infer<typeof Own>;

export type Rates = Record<string, number>;

const amounts: Definition.Role[] = [
  ...([
    "revenue",
    "spend",
    "commitment",
    "credits",
    "budget",
    "referralValue",
  ] as const),
];

export const plain = (code: string) => code.trim().toUpperCase();

function codesOf(table: CustomerTable): (string | null)[] | null {
  const column = table.roles.currency;
  const cells = column === undefined ? null : table.text(column);
  return cells && cells.map((cell) => (cell && plain(cell)) || null);
}

/** The currencies of the tables' rows, in the order of their names. */
export const codes = (...tables: (CustomerTable | null)[]) =>
  [...new Set(tables.flatMap((table) => (table && codesOf(table)) ?? []))]
    .filter((code) => code !== null)
    .sort();

const rateOf = (rates: Rates) =>
  new Map(Object.entries(rates).map(([code, rate]) => [plain(code), rate]));

/** Why amounts of these currencies are not added up; null when they can be. */
export function why(found: string[], rates: Rates): string | null {
  if (found.length < 2) return null;
  const known = rateOf(rates);
  const without = found.filter((code) => !known.has(code));
  if (!without.length) return null;
  return `Amounts are in ${found.join(", ")} and are not added up without rates; the settings of metrics have none for ${without.join(", ")}.`;
}

/** The table with its amounts in the currency of the rates; the same table where nothing is to be converted. */
export function convert(table: CustomerTable, rates: Rates): CustomerTable {
  const own = codesOf(table);
  const known = rateOf(rates);
  if (!own || !known.size) return table;
  const numbers = amounts.flatMap((role) => {
    const column = table.roles[role];
    const values = column === undefined ? null : table.number(column);
    return values
      ? [[column, values.map((v, row) => v * (known.get(own[row] ?? "") ?? 1))]]
      : [];
  });
  return CustomerTable.withColumns(table, {
    numbers: Object.fromEntries(numbers),
  });
}

/** Size and retention of each currency by itself. */
export function each(
  found: string[],
  table: CustomerTable,
  before: CustomerTable | null,
  paidBefore: { has: (id: string) => boolean },
): Own[] {
  const payers = (table: CustomerTable, code: string) => {
    const [own, mrr] = [codesOf(table), CustomerTable.role(table, "revenue")];
    const rows = [...table.id.keys()].filter((row) => own?.[row] === code);
    return {
      id: rows.map((row) => table.id[row]),
      mrr: rows.map((row) => mrr?.[row] ?? NaN),
    };
  };
  return found.map((currency) => {
    const now = payers(table, currency);
    const { mrr, arpa } = RevenueMovements.revenue(now.mrr);
    const first = Estimate.none("There is no period before.");
    const { grr, nrr } = before
      ? RevenueMovements.retention(
          RevenueMovements.movements(payers(before, currency), now, paidBefore),
        )
      : { grr: first, nrr: first };
    return { currency, mrr, arpa, grr, nrr };
  });
}

export * as Currency from "./currency";
