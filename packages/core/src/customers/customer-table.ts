// customer-table: the customers of one period as columns that never change; metrics, health, segments and playbooks read it
import type { Definition } from "../tabular/definition";
import { Period } from "../tabular/period";

/**
 * Columns are found by name. The CSV's columns are joined by computed ones, whose names contain a point:
 * `score.probability`, `score.band`, `feedback.sentiment` (mean of the last 90 days, -1 to 1), `feedback.count`,
 * `events.recency` (days since the last event at the period's end), `events.count` (of the last 30 days),
 * `use.trend` (use now over its usual level, minus 1), `change.<column>` (now over the customer's period before, minus 1),
 * `tenure.days`, `renewal.days` (below zero once it has passed), `health.score`, `health.status`, `lifecycle.stage`, `health.change` (against the period before), `segment.<scheme>`, `lifetime.value`, `lifetime.alive`.
 */
export type CustomerTable = {
  period: string;
  id: string[];
  roles: Definition.Roles;
  /** [customer], NaN missing (yes/no as 1/0, dates as days since 1970-01-01); null when there is no such column. */
  number: (column: string) => Float64Array | null;
  /** [customer], null missing; null when there is no such column. */
  text: (column: string) => (string | null)[] | null;
  /** The day that days are counted from, in days since 1970-01-01; the period's end without it. */
  today?: number;
};

export type Columns = {
  numbers?: Record<string, Float64Array>;
  texts?: Record<string, (string | null)[]>;
};

/** The numbers of the column that has the role. */
export const role = (table: CustomerTable, role: Definition.Role) => {
  const column = table.roles[role];
  return column === undefined ? null : table.number(column);
};

/** The day that days are counted from; NaN for steps, which have no calendar date. */
export const countedFrom = ({ period, today }: CustomerTable) =>
  today ?? (Period.kindOf(period) === "step" ? NaN : Period.end(period));

/** When each contract ends, in days since 1970-01-01: the renewal, else the end of the term. */
export const renewal = (table: CustomerTable) =>
  role(table, "renewal") ?? role(table, "termEnd");

/** The same customers with days counted from another day than the period's end, such as today. */
export function asOf(table: CustomerTable, today: number): CustomerTable {
  const [renews, signup] = [renewal(table), role(table, "signup")];
  return {
    ...withColumns(table, {
      numbers: {
        ...(renews && { "renewal.days": renews.map((day) => day - today) }),
        ...(signup && { "tenure.days": signup.map((day) => today - day) }),
      },
    }),
    today,
  };
}

const holds = (table: CustomerTable, column: string) =>
  (table.number(column)?.some((value) => !Number.isNaN(value)) ||
    table.text(column)?.some((cell) => cell !== null)) ??
  false;

/** The table with those of its roles whose column holds anything. */
export const withFilledRoles = (table: CustomerTable): CustomerTable => ({
  ...table,
  roles: Object.fromEntries(
    Object.entries(table.roles).filter(([, column]) => holds(table, column)),
  ),
});

/** A new table with more columns; an added column hides an older one of the same name. */
export function withColumns(
  table: CustomerTable,
  ...added: Columns[]
): CustomerTable {
  const numbers = new Map(
    added.flatMap((c) => Object.entries(c.numbers ?? {})),
  );
  const texts = new Map(added.flatMap((c) => Object.entries(c.texts ?? {})));
  return {
    ...table,
    number: (column) => numbers.get(column) ?? table.number(column),
    text: (column) => texts.get(column) ?? table.text(column),
  };
}

/** A table of columns at hand: for tests, and for what is no period of a dataset. */
export const fromColumns = ({
  period,
  id,
  roles = {},
  numbers = {},
  texts = {},
}: {
  period: string;
  id: string[];
  roles?: Definition.Roles;
  numbers?: Record<string, ArrayLike<number>>;
  texts?: Record<string, (string | null)[]>;
}): CustomerTable => ({
  period,
  id,
  roles,
  number: (column) => {
    if (!Object.hasOwn(numbers, column)) return null;
    const values = numbers[column];
    return values instanceof Float64Array ? values : Float64Array.from(values);
  },
  text: (column) => (Object.hasOwn(texts, column) ? texts[column] : null),
});

export * as CustomerTable from "./customer-table";
