// customer-table: the customers of one period as columns; what metrics, health, segments and playbooks are worked out from
import type { Definition } from "../tabular/definition";

/**
 * Columns are found by name. Besides those of the CSV there are ours, whose names have a point in them and so shadow none:
 * `score.probability`, `score.band`, `feedback.sentiment` (mean of the last 90 days, -1 to 1), `feedback.count`,
 * `events.recency` (days since the last event at the period's end), `events.count` (of the last 30 days),
 * `change.<column>` (now over the customer's period before, minus 1), `tenure.days`, `renewal.days`, `health.score`,
 * `health.status`, `health.change` (against the period before), `segment.<scheme>`, `lifetime.value`, `lifetime.alive`.
 */
export type CustomerTable = {
  period: string;
  id: string[];
  roles: Definition.Roles;
  /** [customer], NaN missing (yes/no as 1/0, dates as days since 1970-01-01); null when there is no such column. */
  number: (column: string) => Float64Array | null;
  /** [customer], null missing; null when there is no such column. */
  text: (column: string) => (string | null)[] | null;
};

/** The column of a role, by number. */
export const role = (sheet: CustomerTable, role: Definition.Role) => {
  const column = sheet.roles[role];
  return column === undefined ? null : sheet.number(column);
};

/** A sheet of columns already read: of the sheet's own tests, and of whatever is not a period of a dataset. */
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
  number: (name) => {
    const values = numbers[name];
    if (values === undefined) return null;
    return values instanceof Float64Array ? values : Float64Array.from(values);
  },
  text: (name) => (name in texts ? texts[name] : null),
});

export * as CustomerTable from "./customer-table";
