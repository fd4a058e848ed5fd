// read-customers: the customers of one period read out of the table into columns
import { own } from "../base/own";
import { number } from "../tabular/cell";
import { formOf, readerOf, type Form } from "../tabular/cell-reader";
import type { Definition } from "../tabular/definition";
import type { Dataset } from "../dataset/dataset";
import { Period } from "../tabular/period";
import type { CustomerTable } from "../customers/customer-table";
import type { TypedColumns } from "../query/typed-columns";
import { Table } from "../aws/table";
import { PeriodIndex } from "../customers/period-index";

type Numbers = { kind: "numbers"; values: Float64Array };
type Texts = { kind: "texts"; codes: Int32Array; levels: string[] };
type Column = Numbers | Texts;

/** The rows of a period by column, customers in the order of their ids. */
export type Info = {
  period: string;
  id: string[];
  columns: Map<string, Column>;
};

// Scores are left out: their reasons are nine tenths of an item.
const attributes = ["sk", "cells"];

/**
 * Reads all shards of a period side by side. Numbers are typed arrays and words are codes into a dictionary, so that a
 * million customers of twenty columns take about 300 MB.
 */
export async function read(
  definition: Dataset.Info,
  dataset: string,
  period: string,
): Promise<Info> {
  const expected = await PeriodIndex.customers(dataset, period);
  const rows = collect(definition, expected);
  await Promise.all(
    Array.from({ length: Table.shards }, async (_, shard) => {
      const pk = Table.keys.shard(dataset, period, shard);
      for await (const item of Table.query(pk, { attributes })) {
        rows.add(item.sk, JSON.parse(item.cells));
      }
    }),
  );
  return { period, ...rows.sorted() };
}

/** The same of snapshots at hand. */
export function fromSnapshots(
  definition: Dataset.Info,
  period: string,
  snapshots: { id: string; cells: Record<string, string> }[],
): Info {
  const rows = collect(definition, snapshots.length);
  for (const { id, cells } of snapshots) rows.add(id, cells);
  return { period, ...rows.sorted() };
}

function collect(definition: Dataset.Info, expected: number) {
  const rows = growing(Math.max(64, expected));
  const fields = Object.entries(definition.columns).map(([name, type]) => ({
    name,
    put: rows.column(name, type, formOf(definition, name)),
  }));
  return {
    add(id: string, cells: Record<string, string>) {
      const row = rows.add(id);
      for (const { name, put } of fields) {
        const cell = own(cells, name);
        if (cell !== undefined) put(row, cell);
      }
    },
    sorted: rows.sorted,
  };
}

function growing(capacity: number) {
  const id: string[] = [];
  const columns = new Map<string, Column>();
  const grown = <T extends Float64Array | Int32Array>(
    values: T,
    fill: number,
  ) => {
    const larger = new (values.constructor as new (n: number) => T)(capacity);
    larger.fill(fill as never);
    larger.set(values as never);
    return larger;
  };
  return {
    add(customer: string) {
      if (id.length === capacity) {
        capacity *= 2;
        for (const column of columns.values())
          if (column.kind === "numbers")
            column.values = grown(column.values, NaN);
          else column.codes = grown(column.codes, -1);
      }
      return id.push(customer) - 1;
    },
    column(name: string, type: Definition.Kind, form: Form) {
      const reader = readerOf(type, form);
      if (!reader) return words(name);
      const values = new Float64Array(capacity).fill(NaN);
      const column: Numbers = { kind: "numbers", values };
      columns.set(name, column);
      return (row: number, cell: string) => {
        column.values[row] = reader.ofText(cell);
      };
    },
    sorted() {
      const order = Uint32Array.from(id.keys()).sort((a, b) =>
        id[a] < id[b] ? -1 : 1,
      );
      for (const column of columns.values())
        if (column.kind === "numbers")
          column.values = Float64Array.from(order, (k) => column.values[k]);
        else column.codes = Int32Array.from(order, (k) => column.codes[k]);
      return { id: Array.from(order, (k) => id[k]), columns };
    },
  };

  function words(name: string) {
    const codeOf = new Map<string, number>();
    const codes = new Int32Array(capacity).fill(-1);
    const column: Texts = { kind: "texts", codes, levels: [] };
    columns.set(name, column);
    return (row: number, cell: string) => {
      let code = codeOf.get(cell);
      if (code === undefined) {
        code = column.levels.push(cell) - 1;
        codeOf.set(cell, code);
      }
      column.codes[row] = code;
    };
  }
}

/** The columns of the definition, typed, customers in the order of their ids. */
export const ownColumns = (
  { columns }: Info,
  definition: Definition.Info,
): TypedColumns.Column[] =>
  [...columns].map(([name, column]) => {
    const type = definition.columns[name];
    return column.kind === "numbers" && type !== "category" && type !== "text"
      ? { name, type, values: column.values }
      : { name, type: "text", values: texts(column) };
  });

const texts = (column: Column) =>
  column.kind === "texts"
    ? Array.from(column.codes, (code) => column.levels[code] ?? null)
    : Array.from(column.values, (value) =>
        Number.isNaN(value) ? null : String(value),
      );

const changePrefix = "change.";

/** The period's own columns, and those that follow from them: change since the period before, tenure, days to renewal. */
export function table(
  rows: Info,
  roles: CustomerTable["roles"],
  earlier: Info | null = null,
): CustomerTable {
  const { period, id, columns } = rows;
  const earlierRow = new Map(earlier?.id.map((one, row) => [one, row]));

  function change(name: string) {
    const now = numbers(rows, name);
    const before = earlier && numbers(earlier, name);
    if (!now || !before) return null;
    return Float64Array.from(id, (one, row) => {
      const value = before[earlierRow.get(one) ?? -1];
      return Math.abs(value) > 0 ? now[row] / value - 1 : NaN;
    });
  }

  function daysFromEnd(column: string | undefined, sign: 1 | -1) {
    const days = column === undefined ? null : numbers(rows, column);
    if (!days || Period.kindOf(period) === "step") return null;
    const end = Period.end(period);
    return days.map((day) => sign * (day - end));
  }

  function column(name: string) {
    const own = numbers(rows, name);
    if (own) return own;
    if (name.startsWith(changePrefix))
      return change(name.slice(changePrefix.length));
    if (name === "tenure.days") return daysFromEnd(roles.signup, -1);
    if (name === "renewal.days")
      return daysFromEnd(roles.renewal ?? roles.termEnd, 1);
    return null;
  }

  // Metrics, health and segments read the same columns many times over.
  const read = new Map<string, Float64Array | null>();
  return {
    period,
    id,
    roles,
    number(name) {
      if (!read.has(name)) read.set(name, column(name));
      return read.get(name)!;
    },
    text(name) {
      const own = columns.get(name);
      return own ? texts(own) : null;
    },
  };
}

// A category whose cells are numbers (a rating, a month) can be read as numbers.
function numbers({ columns }: Info, name: string) {
  const column = columns.get(name);
  if (!column) return null;
  if (column.kind === "numbers") return column.values;
  const levels = column.levels.map((level) => number(level));
  return Float64Array.from(column.codes, (code) => levels[code] ?? NaN);
}

export * as ReadCustomers from "./read-customers";
