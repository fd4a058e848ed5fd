// current-rows: the customers who came in since a version was made, with what it needs to score them
import { sha256 } from "../base/digest";
import type { Dataset } from "../dataset/dataset";
import { LabelAnswers } from "../label/label-answers";
import { Label } from "../learning/label";
import { Manifest } from "../dataset/manifest";
import { NewestRows } from "../drift/newest-rows";
import type { Reference } from "../drift/reference";
import type { Card } from "../model/card";
import { JoinedFeatures } from "../scoring/joined-features";
import { Frame } from "../tabular/frame";
import { Parquet } from "../tabular/parquet";
import { StoredRows } from "../tabular/stored-rows";

export type Info = {
  frame: Frame; // with joined columns
  at: Float64Array;
  id: string[];
  period: string[];
  periods: string[]; // newest first
  header: Set<string>; // of all files that rows came from, joined columns included
  label: { rows: number; positives: number } | null;
};

type Model = { dataset: string; card: Pick<Card.Info, "columns"> };

// More rows tell nothing more; of a greater dataset every k-th customer is looked at, the same ones each time.
const mostRows = 50_000;
// Fewer that came into a period already seen are an amendment, no sample.
const leastRows = 30;

/**
 * Rows of periods that the reference does not know or, where there is none, those of its newest period that later uploads brought;
 * null where there are too few of either.
 */
export async function read(
  definition: Dataset.Info,
  reference: Pick<Reference.Info, "periods" | "uploads">,
  scorer: Model,
): Promise<Info | null> {
  const files = await Manifest.files(scorer.dataset);
  const [last = ""] = reference.periods;
  const seen = new Set(reference.uploads);
  const later = files.filter(({ period }) => period > last);
  const due = later.length
    ? later
    : files.filter(
        ({ period, upload }) => period === last && !seen.has(upload),
      );
  const found = await ofFiles(definition, scorer, due);
  return found.id.length < leastRows ? null : found;
}

/** The newest row of each customer out of some files of the lake. */
export async function ofFiles(
  definition: Dataset.Info,
  scorer: Model,
  due: Manifest.LakeFile[],
): Promise<Info> {
  const every = Math.ceil(due.reduce((n, f) => n + f.rows, 0) / mostRows) || 1;
  const isLookedAt = (id: string) =>
    every === 1 || parseInt(sha256(id).slice(0, 8), 16) % every === 0;

  const parts: { frame: Frame; id: string[]; period: string[] }[] = [];
  const answers: (string | null)[] = [];
  const header = new Set<string>();
  const joined = scorer.card.columns.filter((column) => column.joined);
  for (const { name } of joined) header.add(name);
  const { columns } = definition;
  const names = scorer.card.columns.map(({ name }) => name);
  for (const { key } of due) {
    const lake = await Parquet.read(await Manifest.bytes(key));
    const rows = StoredRows.read(lake, definition);
    for (const name of rows.columns) header.add(name);
    const kept = [...rows.id.keys()].filter((k) => isLookedAt(rows.id[k]));
    const frame = Frame.select(rows.frame, kept);
    const label = lake.columns.indexOf(definition.label?.column ?? "");
    for (const k of kept) answers.push(label < 0 ? null : rows.cells[label][k]);
    parts.push({
      frame: {
        rows: kept.length,
        columns: names
          .filter((name) => Object.hasOwn(columns, name))
          .map(
            (name) =>
              Frame.column(frame, name) ??
              Frame.missing(name, columns[name], kept.length),
          ),
      },
      id: kept.map((k) => rows.id[k]),
      period: kept.map((k) => rows.period[k]),
    });
  }
  const all = {
    id: parts.flatMap(({ id }) => id),
    period: parts.flatMap(({ period }) => period),
  };
  const { rows, periods } = NewestRows.of(all);
  const pick = <T>(list: T[]) => Array.from(rows, (row) => list[row]);
  const keys = { id: pick(all.id), period: pick(all.period) };
  const whole = Frame.select(Frame.concat(parts.map((p) => p.frame)), rows);
  return {
    ...keys,
    frame: await JoinedFeatures.onto(whole, keys, scorer),
    at: StoredRows.ends(keys.period),
    ...{ periods, header },
    label: labelled(definition, pick(answers)),
  };
}

function labelled(definition: Dataset.Info, cells: (string | null)[]) {
  const label = Label.yesOrNo(definition.label);
  if (!label) return null;
  const { of } = LabelAnswers.ofCells(label.positive, cells);
  const known = cells.map(of).filter((answer) => answer >= 0);
  const positives = known.filter((answer) => answer === 1).length;
  return known.length ? { rows: known.length, positives } : null;
}

export * as CurrentRows from "./current-rows";
