// index-row: what lists show of one snapshot, and such rows as columns of a file
import { own } from "../base/own";
import { Answer } from "../model/answer";
import type { Card } from "../model/card";
import { TypedColumns } from "../query/typed-columns";
import type { Decimal } from "../reading/written-number";
import { Cell } from "../tabular/cell";
import type { Definition } from "../tabular/definition";
import type { Snapshot } from "./snapshot";

export type Info = {
  id: string;
  period: string;
  upload: string;
  line: number;
  logit: number | null;
  band: Card.Band | null; // of the probability, or of the answer
  answer?: Answer.Told | null; // absent where the label is one of yes and no
  revenue: number | null;
  name: string | null;
  model?: string | null; // the version that scored it
};

const number = (cell: string | undefined, decimal?: Decimal) => {
  const value = cell === undefined ? NaN : Cell.number(cell, decimal);
  return Number.isNaN(value) ? null : value;
};

export const of = (
  { id, period, upload, line, cells, score, answer }: Snapshot.Info,
  {
    roles: { revenue, name },
    numbers,
  }: Pick<Definition.Info, "roles" | "numbers">,
): Info => ({
  id,
  period,
  upload,
  line,
  logit: score?.logit ?? null,
  band: score?.band ?? answer?.band ?? null,
  ...(answer && { answer: Answer.told(answer) }),
  revenue: revenue
    ? number(own(cells, revenue), own(numbers, revenue)?.decimal)
    : null,
  name: (name && own(cells, name)) ?? null,
  model: score?.modelVersion ?? answer?.modelVersion ?? null,
});

/** Rows as a file, in the order of their ids; equal rows give equal bytes. */
export function file(rows: Info[]): Uint8Array {
  const ordered = [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
  const text = (name: string, of: (row: Info) => string | null | undefined) =>
    ({
      name,
      type: "text",
      values: ordered.map((r) => of(r) ?? null),
    }) as const;
  const number = (name: "logit" | "revenue") =>
    ({ name, type: "number", values: ordered.map((r) => r[name]) }) as const;
  return TypedColumns.parquet([
    text("id", ({ id }) => id),
    text("upload", ({ upload }) => upload),
    { name: "line", type: "integer", values: ordered.map((r) => r.line) },
    number("logit"),
    text("band", ({ band }) => band),
    text("answer", ({ answer }) => answer && JSON.stringify(answer)),
    number("revenue"),
    text("name", ({ name }) => name),
    text("model", ({ model }) => model),
  ]);
}

export async function read(period: string, bytes: Uint8Array): Promise<Info[]> {
  const { rows, columns } = await TypedColumns.read(bytes);
  const column = <T>(name: string) => columns.get(name) as T[];
  const [id, upload] = [column<string>("id"), column<string>("upload")];
  const [line, name] = [column<number>("line"), column<string | null>("name")];
  const logit = column<number | null>("logit");
  const band = column<Card.Band | null>("band");
  const answer = column<string | null>("answer");
  const revenue = column<number | null>("revenue");
  const model = column<string | null>("model");
  return Array.from({ length: rows }, (_, k) => ({
    ...{ id: id[k], period, upload: upload[k], line: line[k] },
    ...{ logit: logit[k], band: band[k] },
    ...(answer[k] !== null && { answer: JSON.parse(answer[k]) }),
    ...{ revenue: revenue[k], name: name[k], model: model[k] },
  }));
}

/** The ids alone, which takes a fraction of the time. */
export async function ids(bytes: Uint8Array): Promise<string[]> {
  const isWanted = (name: string) => name === "id";
  const { columns } = await TypedColumns.read(bytes, { isWanted });
  return columns.get("id") as string[];
}

/** An index of an earlier release: a whole period as one object. */
export type Earlier = {
  period: string;
  uploads: string[];
  upload: number[]; // index into uploads
  id: string[];
  line: number[];
  logit: (number | null)[];
  band: (Card.Band | null)[];
  answer?: (Answer.Told | null)[];
  revenue: (number | null)[];
  name: (string | null)[];
  models?: string[];
  model?: (number | null)[]; // index into models
};

export const ofEarlier = (view: Earlier): Info[] =>
  view.id.map((id, k) => ({
    ...{ id, period: view.period, upload: view.uploads[view.upload[k]] },
    ...{ line: view.line[k], logit: view.logit[k], band: view.band[k] },
    ...(view.answer?.[k] && { answer: view.answer[k] }),
    ...{ revenue: view.revenue[k], name: view.name[k] },
    model: view.models?.[view.model?.[k] ?? -1] ?? null,
  }));

export * as IndexRow from "./index-row";
