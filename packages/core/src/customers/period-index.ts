// period-index: a period's snapshots as columns in one object, for lists sorted by anything
import { own } from "../base/own";
import { Bucket } from "../aws/bucket";
import { Answer } from "../model/answer";
import type { Card } from "../model/card";
import type { Decimal } from "../reading/written-number";
import { Cell } from "../tabular/cell";
import type { Definition } from "../tabular/definition";
import type { Snapshot } from "./snapshot";

export type Info = {
  period: string;
  uploads: string[];
  id: string[];
  upload: number[]; // index into uploads
  line: number[];
  logit: (number | null)[];
  band: (Card.Band | null)[];
  answer?: (Answer.Told | null)[]; // absent where the label is one of yes and no
  revenue: (number | null)[];
  name: (string | null)[];
  models?: string[]; // versions that scored; absent from objects of earlier releases
  model?: (number | null)[]; // index into models
};
export type Row = {
  id: string;
  period: string;
  upload: string;
  line: number;
  logit: number | null;
  band: Card.Band | null; // of the probability, or of the answer
  answer?: Answer.Told | null;
  revenue: number | null;
  name: string | null;
  model?: string | null; // the version that scored it
};

export const read = (dataset: string, period: string) =>
  Bucket.json<Info>(Bucket.keys.view(dataset, period));

const number = (cell: string | undefined, decimal?: Decimal) => {
  const value = cell === undefined ? NaN : Cell.number(cell, decimal);
  return Number.isNaN(value) ? null : value;
};

export const rowOf = (
  { id, period, upload, line, cells, score, answer }: Snapshot.Info,
  {
    roles: { revenue, name },
    numbers,
  }: Pick<Definition.Info, "roles" | "numbers">,
): Row => ({
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

export function rows(view: Info): Row[] {
  return view.id.map((id, k) => ({
    id,
    period: view.period,
    upload: view.uploads[view.upload[k]],
    line: view.line[k],
    logit: view.logit[k],
    band: view.band[k],
    ...(view.answer?.[k] && { answer: view.answer[k] }),
    revenue: view.revenue[k],
    name: view.name[k],
    model: view.models?.[view.model?.[k] ?? -1] ?? null,
  }));
}

function columns(period: string, rows: Row[]): Info {
  const uploads = [...new Set(rows.map((row) => row.upload))].sort();
  const index = new Map(uploads.map((upload, k) => [upload, k]));
  const models = [...new Set(rows.flatMap(({ model }) => model ?? []))].sort();
  const modelIndex = new Map(models.map((model, k) => [model, k]));
  return {
    period,
    uploads,
    id: rows.map((row) => row.id),
    upload: rows.map((row) => index.get(row.upload)!),
    line: rows.map((row) => row.line),
    logit: rows.map((row) => row.logit),
    band: rows.map((row) => row.band),
    ...(rows.some(({ answer }) => answer) && {
      answer: rows.map(({ answer }) => answer ?? null),
    }),
    revenue: rows.map((row) => row.revenue),
    name: rows.map((row) => row.name),
    models,
    model: rows.map(({ model }) => modelIndex.get(model ?? "") ?? null),
  };
}

/** Adds the newer rows; each takes the place of an older row of its id. */
export const merge = (dataset: string, period: string, newer: Row[]) =>
  replace(dataset, period, [], newer);

/** Takes ids out, then adds the newer rows; answers how many rows there are then. */
export async function replace(
  dataset: string,
  period: string,
  gone: string[],
  newer: Row[],
) {
  const before = await read(dataset, period);
  const byId = new Map((before ? rows(before) : []).map((r) => [r.id, r]));
  for (const id of gone) byId.delete(id);
  for (const row of newer) byId.set(row.id, row);
  if (byId.size) await write(dataset, period, [...byId.values()]);
  return byId.size;
}

const stagingKey = (work: string, name: string) =>
  Bucket.keys.staging(work, name);

/** Rows of a work on their way into the indexes. */
export const stage = (work: string, name: string, list: Row[]) =>
  Bucket.put(stagingKey(work, name), JSON.stringify(list));

export const staged = async (work: string, name: string): Promise<Row[]> =>
  JSON.parse(await Bucket.existing(stagingKey(work, name)));

export async function write(dataset: string, period: string, rows: Row[]) {
  const ordered = [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
  await Bucket.put(
    Bucket.keys.view(dataset, period),
    JSON.stringify(columns(period, ordered)),
    { type: "application/json" },
  );
}

export * as PeriodIndex from "./period-index";
