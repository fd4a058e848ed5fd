// describe-version: the card of a version, out of what its training saw and found
import { Warning } from "@mainstay/core/reading/warning";
import { createRequire } from "node:module";
import type { Dataset } from "@mainstay/core/dataset/dataset";
import { Frame, type Column } from "@mainstay/core/tabular/frame";
import { Card } from "@mainstay/core/model/card";
import { InputChecks } from "@mainstay/core/model/input-checks";
import type { Compress } from "../compress/compress";
import { Importance } from "../judge/importance";
import type { RowLabels } from "../judge/row-labels";
import { Leak } from "../judge/leak/leak";
import type { LakeRows } from "./lake-rows";
import type { FittedModel } from "../fit/fitted-model";
import type { Verdict } from "../judge/verdict";

export type Input = {
  dataset: string;
  version: string;
  now: Date;
  seed: number;
  definition: Dataset.Info;
  source: LakeRows.Info;
  task: RowLabels.Task;
  model: FittedModel.Info;
  leaks: Leak.Found[];
  warnings: Warning.Info[];
  verdict: ReturnType<typeof Verdict.judge> &
    Pick<Card.Info, "partial" | "interactions">;
  compression: Compress.Chosen["compression"];
  limit?: string; // of its size
  base: number;
  parent: string | null;
};

export function describe(input: Input): Card.Info {
  const { dataset, version, now, seed, definition, source, task, model, base } =
    input;
  const { train, test } = task.split;
  const known = Int32Array.from(task.label.keys()).filter(
    (row) => task.label[row] >= 0,
  );
  const part = (rows: Int32Array): Card.Part => ({
    rows: rows.length,
    positives: rows.reduce((n, row) => n + task.label[row], 0),
    periods: [...new Set(Array.from(rows, (row) => source.period[row]))].sort(),
  });
  const learned = Frame.select(source.frame, train);
  const kept = new Set(model.layout.columns.map(({ name }) => name));
  return Card.Info.parse({
    dataset,
    version,
    createdAt: now.toISOString(),
    label: definition.label,
    period: definition.period,
    learner: model.learner,
    data: {
      fingerprint: source.fingerprint,
      ...part(known),
      train: part(train),
      test: part(test),
      split: task.split.split,
    },
    columns: model.layout.columns.map((column) => ({
      ...column,
      ...(source.joined.includes(column.name) && { joined: true }),
      missing: missing(Frame.column(learned, column.name)!),
      ...InputChecks.seen(Frame.column(learned, column.name)!),
      typical:
        Importance.typical(Frame.column(learned, column.name)!) ?? undefined,
    })),
    ignored: Object.keys(definition.columns)
      .filter((name) => !kept.has(name))
      .map((column) => ({ column, why: why(column, input) })),
    learners: model.parts.map(({ name, weight, seconds, options }) => ({
      name,
      weight,
      chosen: weight > 0,
      fitSeconds: seconds,
      options,
    })),
    ...input.verdict,
    compression: input.compression,
    base,
    bands: Card.bands(base),
    curves: model.parts.map(({ name, curve }) => ({
      learner: name,
      epochs: curve,
    })),
    leaks: input.leaks.filter(Leak.warns),
    limits: limits(input),
    warnings: input.warnings,
    lineage: {
      parent: input.parent,
      seed,
      code: versions(),
      definition: definition.version,
    },
  });
}

function missing(column: Column) {
  const gap =
    column.type === "category"
      ? (row: number) => column.codes[row] < 0
      : column.type === "text"
        ? (row: number) => column.values[row] === null
        : (row: number) => Number.isNaN(column.values[row]);
  const rows =
    column.type === "category" ? column.codes.length : column.values.length;
  let gaps = 0;
  for (let row = 0; row < rows; row++) gaps += Number(gap(row));
  return rows ? gaps / rows : 0;
}

function why(column: string, { definition, leaks }: Input) {
  const { id, time, label, ignore, roles, columns } = definition;
  const leak = leaks.find((each) => each.column === column && each.drop);
  if (column === id) return "names the row";
  if (column === time) return "says when, not what";
  if (column === label?.column) return "is the label";
  if (ignore.includes(column)) return "is ignored by the definition";
  if (column === roles.name) return "is the customer's name";
  if (leak) return leak.message;
  if (columns[column] === "text")
    return "is free text whose words do not help to tell the outcome";
  return "is constant, empty, or different in every row";
}

// Warnings that the figures themselves give rise to.
function limits(input: Input) {
  const { task, definition, verdict, limit } = input;
  const { horizon } = definition.label!;
  const { test } = task.split;
  const positives = test.reduce((n, row) => n + task.label[row], 0);
  const { ece } = verdict.metrics.test;
  const { apart = 0 } = task.split.split ?? {};
  return [
    horizon === 0
      ? "Which rows judge is drawn by their ids, the same in every training: the figures hold for customers like these, not for a changed market."
      : "Judged on the newest periods whose outcome is known; a period with other habits may differ.",
    positives < 100 &&
      `Only ${positives} positives among the ${test.length} rows it was judged on: read the intervals, not the figures.`,
    ece.value > verdict.metrics.eceNoise99 &&
      "Its probabilities stray from what happened by more than chance explains: use the order, take the level with care.",
    task.split.train.length < 1000 &&
      `It learned from ${task.split.train.length} rows only.`,
    apart > 0 &&
      `${apart} rows are copies of rows on the other side of the split, and were neither learned from nor judged.`,
    limit,
    ...input.warnings.map(Warning.sentence),
  ].filter((limit) => typeof limit === "string");
}

function versions() {
  const require = createRequire(import.meta.url);
  return {
    node: process.version,
    "onnxruntime-node": String(
      require("onnxruntime-node/package.json").version,
    ),
  };
}
