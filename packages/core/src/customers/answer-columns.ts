// answer-columns: the answers of a period's customers as typed columns
import type { Card } from "../model/card";
import { Answer } from "../model/answer";
import { TypedColumns } from "../query/typed-columns";
import type { CustomerTable } from "./customer-table";
import type { PeriodIndex } from "./period-index";

/** `name` is for people, `stored` that of the files, where no two differ by case alone. */
export type Column = Answer.Column & {
  stored: string;
  type: "text" | "number";
};

export type Info = {
  columns: Column[];
  values: TypedColumns.Column[]; // [column]
  band: (Card.Band | null)[]; // [customer]; it is no risk
};

/** In the order of `id`; null where no customer has an answer. */
export function of(
  id: string[],
  index: Pick<PeriodIndex.Row, "id" | "answer" | "band">[],
): Info | null {
  if (!index.some(({ answer }) => answer)) return null;
  const byId = new Map(index.map((row) => [row.id, row]));
  const rows = id.map((one) => byId.get(one));
  const answers = rows.map((row) => row?.answer ?? null);
  const columns = Answer.columnsOf(answers);
  const names = TypedColumns.distinct(columns.map(({ name }) => name));
  const isText = ({ path }: Answer.Column) => path[0] === "class";
  return {
    columns: columns.map((column, k) => ({
      ...column,
      ...{ stored: names[k], type: isText(column) ? "text" : "number" },
    })),
    values: columns.map((column, k) => {
      const name = names[k];
      const cells = answers.map((one) => Answer.cell(one, column));
      return isText(column)
        ? { name, type: "text", values: cells as (string | null)[] }
        : { name, type: "number", values: cells as (number | null)[] };
    }),
    band: rows.map((row) => (row?.answer ? row.band : null)),
  };
}

/** The same as columns of a customer table. */
export function table(info: Info | null): CustomerTable.Columns {
  const [numbers, texts] = [
    new Map<string, Float64Array>(),
    new Map<string, (string | null)[]>(),
  ];
  for (const one of info?.values ?? [])
    if (one.type === "text") texts.set(`outcome.${one.name}`, one.values);
    else
      numbers.set(
        `outcome.${one.name}`,
        Float64Array.from(one.values, (value) => value ?? NaN),
      );
  if (info) texts.set("outcome.band", info.band);
  return {
    numbers: Object.fromEntries(numbers),
    texts: Object.fromEntries(texts),
  };
}

export * as AnswerColumns from "./answer-columns";
