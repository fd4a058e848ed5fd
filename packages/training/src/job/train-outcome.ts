// train-outcome: from a dataset's rows to a version that foretells an amount, a class, a level or a time, where it earned its place
import type { Dataset } from "@mainstay/core/dataset/dataset";
import { Bucket } from "@mainstay/core/aws/bucket";
import { Reference } from "@mainstay/core/drift/reference";
import { Failure } from "@mainstay/core/base/error";
import { Card } from "@mainstay/core/model/card";
import { InputChecks } from "@mainstay/core/model/input-checks";
import type { Outcome } from "@mainstay/core/outcome/outcome";
import { PeriodRows } from "@mainstay/core/outcome/period-rows";
import { OutcomeScorer } from "@mainstay/core/outcome/outcome-scorer";
import { OutcomeCard } from "@mainstay/core/outcome/outcome-card";
import { Registry } from "@mainstay/core/model/registry";
import { Frame } from "@mainstay/core/tabular/frame";
import { OutcomePage } from "../card/outcome-page";
import { FitModel } from "../fit/fit-model";
import type { FittedModel } from "../fit/fitted-model";
import { DuplicateGroups } from "../judge/duplicate-groups";
import { Leak } from "../judge/leak/leak";
import { HeldOut } from "../stats/held-out";
import { OutcomeFiles } from "../outcome/outcome-files";
import { OutcomeRows } from "../outcome/outcome-rows";
import { LakeRows } from "./lake-rows";
import { JudgedOutcome } from "./judged-outcome";
import { JudgedTimes } from "./judged-times";
import { OutcomeGate } from "./outcome-gate";
import { OutcomeDrivers } from "./outcome-drivers";
import { OutcomeLabels } from "./outcome-labels";
import { RowKeys } from "./row-keys";
import { ReferenceRows } from "./reference-rows";
import { put, versionOf } from "./publish";
import type { Input, Outcome as Came } from "./training-input";

const minRows = 50;

export async function train(
  input: Input,
  definition: Dataset.Info,
): Promise<Came> {
  const { dataset, seed, progress, signal, now } = input;
  const label = definition.label!;
  const source = await LakeRows.read(dataset, definition, (share) =>
    progress(0.1 * share, "reading"),
  );
  const known = OutcomeLabels.read(label, source, definition);
  const { row, names, lives } = known;
  if (row.length < minRows)
    throw new Failure(
      "train.rows.few",
      `Expected at least ${minRows} rows whose ${label.column} is known, got ${row.length}`,
      409,
    );
  const wanted = [...FitModel.inputs(definition), ...source.joined];
  const leaks = OutcomeLabels.leaks(wanted, known, {
    ...{ source, definition, seed },
  });
  const dropped = new Set(leaks.filter((l) => l.drop).map((l) => l.column));
  const columns = wanted.filter((name) => !dropped.has(name));
  const whole = Frame.select(source.frame, row);
  const frame = {
    ...whole,
    columns: whole.columns.filter(({ name }) => columns.includes(name)),
  };
  const rows: OutcomeRows.Info = {
    frame,
    at: Float64Array.from(row, (one) => source.at[one]),
    label: known.value,
    group: lives
      ? lives.person
      : DuplicateGroups.ofPanel(
          frame,
          Array.from(row, (one) => source.id[one]),
        ),
  };
  const whose = RowKeys.of(definition, source);
  const keys = { ...whose, of: Array.from(row, (one) => whose.of[one]) };
  const { split, ...held } = HeldOut.split({
    label: OutcomeLabels.halves(known, label.kind),
    group: rows.group,
    keys,
  });
  const inside = held.train;
  // Of people who are watched the first row judges.
  const outside = held.test.filter((one) => !lives || lives.first[one]);
  const learned = OutcomeRows.pick(rows, inside);
  const judged = OutcomeRows.pick(rows, outside);
  const options = {
    columns,
    seed,
    learner: definition.learner,
    minutes: definition.minutes,
    texts: true,
    signal,
    progress: (share: number, name: string) =>
      progress(0.1 + 0.7 * share, `fitting ${name}`),
  };
  const timed = (rows: OutcomeRows.Info, places: Int32Array) => ({
    ...rows,
    time: Float64Array.from(places, (one) => lives!.time[one]),
    event: Uint8Array.from(places, (one) => lives!.event[one]),
  });
  const fitted = lives
    ? await JudgedTimes.judge(
        timed(learned, inside),
        timed(judged, outside),
        options,
      )
    : names
      ? await JudgedOutcome.classes(
          label.kind === "ordered" ? "ordered" : "classes",
          ...([names, learned, judged, options] as const),
        )
      : await JudgedOutcome.amounts(learned, judged, options);
  if (fitted.refused)
    throw new Failure("train.refused.base", fitted.refused, 409);

  progress(0.85, "checking");
  const checked = asAsked(fitted.outcome, judged);
  await OutcomeFiles.check(fitted.heads, checked, (rows) =>
    OutcomeRows.pick(checked, rows),
  );
  const { current: incumbent } = await Registry.serving(dataset);
  const comparison =
    incumbent &&
    (await OutcomeGate.compare(dataset, incumbent.version, fitted, {
      frame: Frame.select(whole, outside),
      at: judged.at,
      seed,
      keys,
      places: Array.from(outside, (one) => ({
        ...{ row: one, period: source.period[row[one]] },
      })),
    }));
  const { column: asksFor = null } =
    fitted.outcome.kind === "time" ? fitted.outcome : {};
  const drivers = await OutcomeDrivers.find(fitted, learned, judged, {
    columns: fitted.heads
      .flatMap(({ layout }) => layout.columns)
      .filter(({ name }) => name !== asksFor),
    changeable: definition.changeable,
    seed,
  });
  progress(0.95, "publishing");
  const files = OutcomeFiles.files(fitted.heads);
  const about = Buffer.from(JSON.stringify(fitted.outcome));
  const version = versionOf({ ...files, about });
  const asked = asAsked(fitted.outcome, learned);
  const headColumns = fitted.heads.map(({ layout }) =>
    columnsOf(layout.columns, asked.frame, source.joined),
  );
  const own = new Map(
    headColumns
      .flat()
      .filter((one) => !isAskedFor(fitted.outcome, one.name))
      .map((one) => [one.name, one]),
  );
  const card = OutcomeCard.Info.parse({
    task: OutcomeCard.task,
    dataset,
    version,
    createdAt: now.toISOString(),
    label,
    period: definition.period,
    data: {
      fingerprint: source.fingerprint,
      rows: row.length,
      train: learned.frame.rows,
      test: judged.frame.rows,
      split,
      periods: [
        ...new Set(Array.from(row, (one) => source.period[one])),
      ].sort(),
    },
    columns: [...own.values()],
    heads: fitted.heads.map(({ parts }, k) => ({
      columns: headColumns[k],
      learners: parts.map(({ name, weight, seconds, options }) => ({
        ...{ name, weight, options },
        chosen: weight > 0,
        fitSeconds: seconds,
      })),
    })),
    outcome: fitted.outcome,
    bands: fitted.bands,
    metrics: { test: fitted.test, baselines: fitted.baselines },
    comparisons: comparison ? [comparison] : [],
    ...drivers,
    leaks: leaks.filter(Leak.warns),
    limits: limitsOf(fitted.outcome),
    lineage: {
      parent: incumbent?.version ?? null,
      seed,
      definition: definition.version,
    },
  });
  await put(
    dataset,
    version,
    {
      ...files,
      "card.html": OutcomePage.page(card),
      "card.json": JSON.stringify(card, null, 2),
    },
    source.sources,
  );
  await count(dataset, version, {
    source,
    names: [...own.keys()],
    learned: Int32Array.from(inside, (one) => row[one]),
  });
  return OutcomeGate.settle(dataset, version, {
    ...{ input, fitted, comparison, rows: judged.frame.rows },
    incumbent: incumbent?.version ?? null,
    promote: definition.retrain?.promote ?? "rule",
  });
}

// Counts the customers it was made on, with what the published version says of them.
async function count(
  dataset: string,
  version: string,
  {
    source,
    ...asked
  }: { source: LakeRows.Info; names: string[]; learned: Int32Array },
) {
  const scorer = await OutcomeScorer.open(dataset, version);
  const reference = await ReferenceRows.sketch(source, {
    ...asked,
    positive: null,
    logits: async ({ frame, at }) =>
      (
        await OutcomeScorer.answers(scorer, frame, at, {
          ...{ reasons: 0, cell: () => null },
        })
      ).map(({ score }) => score),
  });
  await Bucket.put(
    Bucket.keys.model(dataset, version, Reference.file),
    JSON.stringify(reference),
    { absent: true, type: "application/json" },
  );
}

/** Rows as the heads of times read them, each beside one of the periods. */
function asAsked(outcome: Outcome.Info, rows: OutcomeRows.Info) {
  if (outcome.kind !== "time") return rows;
  const { column, ends } = outcome;
  const all = Int32Array.from({ length: rows.frame.rows }, (_, row) => row);
  const asked = Float64Array.from(all, (row) => ends[row % ends.length]);
  return {
    ...rows,
    frame: PeriodRows.asked(rows.frame, all, { column, ends: asked }),
  };
}

const isAskedFor = (outcome: Outcome.Info, column: string) =>
  outcome.kind === "time" && outcome.column === column;

function limitsOf(outcome: Outcome.Info) {
  const held =
    "About a fifth of the rows was held out by whose they are, copies and rows of one id together: the figures hold for rows like these.";
  if (outcome.kind !== "time") return [held];
  const last = outcome.ends.at(-1)!;
  return [
    held,
    `Nobody was watched for more than ${last} periods: what is said beyond goes on at the mean hazard until then, and expected times end there.`,
  ];
}

const columnsOf = (
  columns: FittedModel.Info["layout"]["columns"],
  frame: Frame,
  joined: string[],
): Card.Column[] =>
  columns.map((column) => ({
    ...column,
    ...InputChecks.seen(Frame.column(frame, column.name)! as never),
    ...(joined.includes(column.name) && { joined: true }),
  }));

export * as TrainOutcome from "./train-outcome";
