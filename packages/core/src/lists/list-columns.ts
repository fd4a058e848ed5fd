// list-columns: every column that customers are filtered, sorted and shown by: the dataset's own, then those of the period
import { Failure } from "../base/error";
import { NearNames } from "../base/near-names";
import type { AnswerColumns } from "../customers/answer-columns";
import type { PeriodShards } from "../customers/period-shards";
import { Duckdb } from "../query/duckdb";
import type { Where } from "../query/where";
import { Cell } from "../tabular/cell";

export type Kind = "text" | "number" | "date" | "boolean";
export type Column = { name: string; sql: string; kind: Kind };
/** By name in small letters. */
export type Columns = Map<string, Column>;

const stateColumns: Record<string, Kind> = {
  ...{ id: "text", period: "text", name: "text", owner: "text", plan: "text" },
  ...{ renewal: "date", revenue: "number", probability: "number" },
  ...{ band: "text", model: "text", health: "number", status: "text" },
  ...{ coverage: "number", segment: "text", lifetime: "number" },
  ...{ alive: "number", sentiment: "number", comments: "number" },
  ...{ trend: "number", recency: "number", left: "boolean" },
};

// Of the periods that know what anybody spends.
const spendColumns: Record<string, Kind> = {
  ...{ spend_this_month: "number", spend_as_of: "date" },
  ...{ projected_spend: "number", projected_spend_low: "number" },
  ...{ projected_spend_high: "number", exhausted: "text" },
  ...{ exhausted_on: "date", exhausted_earliest: "date" },
  ...{ exhausted_latest: "date" },
};

const kindOf = (type: PeriodShards.OwnColumn["type"]): Kind =>
  type === "integer" ? "number" : type;

/** The newest head decides what a column is; `period.<name>` is the period's where the dataset has one of that name too. */
export function of(
  heads: PeriodShards.Head<{
    schemes: string[];
    answers?: AnswerColumns.Column[];
    spend?: true;
  }>[],
): Columns {
  const columns: Columns = new Map();
  const add = (name: string, column: Column) => {
    if (!columns.has(name.toLowerCase()))
      columns.set(name.toLowerCase(), column);
  };
  for (const { own } of heads.toReversed())
    for (const { name, stored, type } of own)
      add(name, { name, sql: Duckdb.identifier(stored), kind: kindOf(type) });
  const segments = heads.flatMap(({ schemes }) => schemes);
  for (const { answers = [] } of heads.toReversed())
    for (const { name, stored, type } of answers) {
      const column = { name, sql: Duckdb.identifier(stored), kind: type };
      add(name, column);
      add(`period.${name}`, column);
    }
  const state = [
    ...Object.entries(stateColumns),
    ...(heads.some(({ spend }) => spend) ? Object.entries(spendColumns) : []),
    ...segments.map((one) => [`segment_${one}`, "text"] as const),
  ];
  for (const [name, kind] of state) {
    const column = { name, sql: Duckdb.identifier(name), kind };
    add(name, column);
    add(`period.${name}`, column);
  }
  return columns;
}

export function find(columns: Columns, name: string, part: string): Column {
  const found = columns.get(name.trim().toLowerCase());
  if (found) return found;
  const names = Array.from(columns.values(), (column) => column.name);
  throw new Failure(
    `${part}.column.unknown`,
    `There is no column "${name}"${NearNames.hint(name, [...new Set(names)])}`,
  );
}

type Bound = { sql: string; values: (string | number | boolean)[] };

function typed({ name, kind }: Column, text: string) {
  const wrong = (expected: string, code: string): never => {
    throw new Failure(
      `where.value.${code}`,
      `Expected ${expected} for ${name}, got "${text}"`,
    );
  };
  if (kind === "number") {
    const value = Cell.number(text);
    return Number.isNaN(value) ? wrong("a number", "number") : value;
  }
  if (kind === "boolean") {
    const value = Cell.boolean(text);
    return Number.isNaN(value) ? wrong("yes or no", "boolean") : value === 1;
  }
  if (kind === "date") {
    const days = Cell.date(text);
    if (Number.isNaN(days)) return wrong("a date", "date");
    return new Date(Math.round(days * 86_400_000)).toISOString().slice(0, 23);
  }
  return text;
}

const casts = {
  text: "VARCHAR",
  number: "DOUBLE",
  boolean: "BOOLEAN",
  date: "TIMESTAMP",
} satisfies Record<Kind, string>;
export const castOf = (kind: Kind) => casts[kind];

const isNumber = (text: string) => !Number.isNaN(Number(text));

/**
 * A condition with `?` for its values. A missing cell is unequal to everything and in no order with it; `like` takes no heed of
 * case; a text that reads as a number is compared as one with a number.
 */
export function condition(
  columns: Columns,
  { column, operator, values }: Where.Condition,
): Bound {
  const found = find(columns, column, "where");
  const { sql, kind } = found;
  if (operator === "in") {
    const parts = values.map((value) =>
      condition(columns, { column, operator: "=", values: [value] }),
    );
    return {
      sql: `(${parts.map((part) => part.sql).join(" OR ")})`,
      values: parts.flatMap((part) => part.values),
    };
  }
  const [text] = values;
  if (text === null) {
    const isMissing =
      kind === "text" ? `(${sql} IS NULL OR ${sql} = '')` : `${sql} IS NULL`;
    return {
      sql: operator === "=" ? isMissing : `NOT ${isMissing}`,
      values: [],
    };
  }
  if (operator === "like")
    return { sql: `CAST(${sql} AS VARCHAR) ILIKE ?`, values: [text] };
  const value = typed(found, text);
  const cast = castOf(kind);
  if (kind === "text" && isNumber(text)) {
    const number = `TRY_CAST(${sql} AS DOUBLE)`;
    if (operator === "=")
      return {
        sql: `(${sql} = ? OR ${number} = ?)`,
        values: [text, Number(text)],
      };
    if (operator === "!=")
      return {
        sql: `NOT coalesce(${sql} = ? OR ${number} = ?, false)`,
        values: [text, Number(text)],
      };
    return { sql: `${number} ${operator} ?`, values: [Number(text)] };
  }
  const by = operator === "!=" ? "IS DISTINCT FROM" : operator;
  return {
    sql: `CAST(${sql} AS ${cast}) ${by} CAST(? AS ${cast})`,
    values: [value],
  };
}

export * as ListColumns from "./list-columns";
