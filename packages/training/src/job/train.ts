// train: from a dataset's rows in the lake to a version of its model that earned its place
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Failure } from "@mainstay/core/base/error";
import { ImpossibleZeros } from "@mainstay/core/reading/impossible-zeros";
import { JoinedFeatures } from "@mainstay/core/scoring/joined-features";
import { Card } from "@mainstay/core/model/card";
import { Registry } from "@mainstay/core/model/registry";
import { Shadow } from "@mainstay/core/upkeep/shadow";
import type { Frame } from "@mainstay/core/tabular/frame";
import { Artifact } from "../fit/artifact";
import { RowKeys } from "./row-keys";
import { Champion } from "./champion";
import type { Rival } from "../judge/compare-models";
import { Compress } from "../compress/compress";
import { DuplicateGroups } from "../judge/duplicate-groups";
import { describe } from "./describe-version";
import { Interactions } from "../judge/interactions";
import { PartialDependence } from "../judge/partial-dependence";
import { ReferenceRows } from "./reference-rows";
import { RowLabels } from "../judge/row-labels";
import { Leak } from "../judge/leak/leak";
import { publish, versionOf } from "./publish";
import type { Input, Outcome } from "./training-input";
import { LogisticReference } from "../baseline/logistic-reference";
import { sigmoid } from "@mainstay/core/stats/log-odds";
import { TrainOutcome } from "./train-outcome";
import { Label } from "@mainstay/core/learning/label";
import { LakeRows } from "./lake-rows";
import { FitModel } from "../fit/fit-model";
import { CopyEvidence } from "../fit/copy-evidence";
import { NearCopies } from "../fit/near-copies";
import { TrainingTable } from "../fit/training-table";
import { UnusedTexts } from "../judge/unused-texts";
import { Verdict } from "../judge/verdict";

// Shares of the progress bar at which the parts of the work begin.
const stage = {
  reading: 0,
  fitting: 0.1,
  compressing: 0.75,
  checking: 0.8,
  judging: 0.85,
  publishing: 0.95,
};

export async function train(input: Input): Promise<Outcome> {
  const { dataset, seed, now, progress, signal } = input;
  const { clock = () => now, who } = input;
  const definition = await Dataset.get(dataset);
  const wanted = definition.label ?? fail(noLabel(dataset, definition));
  if (!Label.yesOrNo(wanted)) return TrainOutcome.train(input, definition);
  const { learner, minutes, period } = definition;

  const source = await LakeRows.read(dataset, definition, (share) =>
    progress(stage.fitting * share, "reading"),
  );
  const keys = RowKeys.of(definition, source);
  const group = together(picked(source, FitModel.inputs(definition)), source);
  const task = RowLabels.task(wanted, source, { group, keys, kind: period });
  RowLabels.check(task);
  const warnings = RowLabels.warnings(wanted, source.label);
  const { zeros } = definition;
  const leaks = leaksOf(definition, source, task, seed);
  const dropped = new Set(leaks.filter((l) => l.drop).map((l) => l.column));
  const columns = inputs(definition, source).filter(
    // The change of a leaking column leaks too.
    (name) =>
      !dropped.has(name) && !dropped.has(JoinedFeatures.changeOf(name) ?? ""),
  );
  const frame = picked(source, columns);
  warnings.push(
    ...ImpossibleZeros.warnings(ImpossibleZeros.measured(frame.columns), zeros),
  );
  const table: TrainingTable.Info = {
    frame,
    at: source.at,
    label: task.label,
    group,
  };
  const train = TrainingTable.pick(table, task.split.train);
  const test = TrainingTable.pick(table, task.split.test);

  const whole = await FitModel.fit(train, {
    columns,
    learner,
    ...{ minutes, repeats: input.repeats, texts: true },
    seed,
    signal,
    progress: (share, name) =>
      progress(
        stage.fitting + (stage.compressing - stage.fitting) * share,
        `fitting ${name}`,
      ),
  });

  const { copies } = whole.blended ?? {};
  if (copies) warnings.push(CopyEvidence.warning(copies));

  progress(stage.compressing, "compressing");
  const { model, files, compression, limit } = await Compress.compress(
    whole,
    train,
    test,
    { budget: definition.budget, seed, signal },
  );

  progress(stage.checking, "checking");
  await Artifact.agree(files, model, test.frame, test.at);
  const logits = await Artifact.logits(
    files,
    model.layout,
    test.frame,
    test.at,
  );
  const some = TrainingTable.pick(
    table,
    task.split.test.filter(
      (_, k, all) => k % Math.ceil(all.length / explainedRows) === 0,
    ),
  );
  const shares = await Artifact.explain(
    files,
    model.layout,
    some.frame,
    some.at,
  );

  progress(stage.judging, "judging");
  const { current: incumbent } = await Registry.scoring(dataset);
  const judged = TrainingTable.pick(
    { ...table, frame: source.frame },
    task.split.test,
  );
  const rivals: Rival[] = [
    {
      name: "logistic",
      probability: (
        await LogisticReference.logits(train, test, columns, seed)
      ).map(sigmoid),
    },
  ];
  const before = incumbent
    ? await Champion.rival(dataset, incumbent.version, judged, {
        keys,
        places: Array.from(task.split.test, (row) => ({
          ...{ row, period: source.period[row] },
        })),
      })
    : null;
  if (before?.rival) rivals.push(before.rival);
  const base = mean(train.label);
  const verdict = Verdict.judge({
    test,
    logits,
    base,
    bands: Card.bands(base),
    rivals,
    explained: { rows: some, shares },
    definition,
    perPeriod: rowsAPeriod(source, task),
    frame: judged.frame,
    seed,
  });
  const { logLoss, auc } = verdict.metrics.test;
  const plain = verdict.metrics.baseRate.logLoss;
  // A model may be slightly better by chance alone, so its ranking must stand out as well.
  if (!(logLoss.value < plain && auc.low > 0.5))
    throw new Failure(
      "train.refused.base",
      `The model is no better than the base rate: log loss ${logLoss.value.toFixed(4)} and AUC ${auc.value.toFixed(3)} (95 % interval from ${auc.low.toFixed(3)}) on ${test.label.length} held-out rows, where answering everybody with ${(100 * base).toFixed(1)} % scores ${plain.toFixed(4)} and 0.5`,
      409,
      UnusedTexts.advice(
        UnusedTexts.find(source.frame, task.label, { id: source.id, seed }),
      ) ?? undefined,
    );

  progress(stage.publishing, "publishing");
  const version = versionOf(files);
  const partial = await PartialDependence.curves(
    PartialDependence.inOrder(
      model.layout.columns,
      verdict.importance,
      definition.changeable,
    ),
    TrainingTable.pick(table, task.split.train),
    ({ frame, at }) => Artifact.logits(files, model.layout, frame, at),
  );
  const interactions = Interactions.strongest(
    model.layout.columns.map(({ name }) => name),
    model.reasons.trees,
    some,
  );
  const card = describe({
    dataset,
    version,
    now,
    seed,
    definition,
    source,
    task,
    model,
    leaks,
    warnings,
    verdict: { ...verdict, partial, interactions },
    compression,
    limit,
    base,
    parent: incumbent?.version ?? null,
  });
  const reference = await ReferenceRows.sketch(source, {
    names: model.layout.columns.map(({ name }) => name),
    learned: task.split.train,
    positive: wanted.positive,
    logits: ({ frame, at }) => Artifact.logits(files, model.layout, frame, at),
    held: Array.from(logits, (z, i) => ({
      ...{ probability: sigmoid(z), happened: test.label[i] === 1 },
    })),
  });
  await publish(card, files, { sources: source.sources, reference });
  if (incumbent?.version === version)
    return {
      ...{ version, promoted: false, warnings },
      why: "this version serves already",
    };
  const rival = verdict.comparisons.find(({ name }) => name === "incumbent");
  const figures = Champion.figures(test.label.length, logLoss, {
    version: incumbent?.version,
    rival,
    seen: before?.seen,
  });
  const promote = definition.retrain?.promote ?? "rule";
  if (incumbent && (input.shadow || promote === "approval")) {
    await Shadow.begin(dataset, {
      ...{ version, promote, why: figures },
      ...{ who: who ?? "somebody", at: clock() },
    });
    return {
      ...{ version, promoted: false, warnings },
      why: `it is in the shadow of ${incumbent.version}${promote === "approval" ? " and waits for approval" : ""}: ${figures}`,
    };
  }
  if (rival && !(rival.difference.logLoss.value < 0))
    return {
      ...{ version, promoted: false, warnings },
      why: `${incumbent!.version} serves on: ${figures}`,
    };
  const why = incumbent ? figures : "the first version";
  await Registry.promote(dataset, version, clock(), {
    ...{ by: "training", who, why },
  });
  return { ...{ version, promoted: true, warnings }, why };
}

// Held-out rows whose reasons are worked out: enough for importance, and each is checked to add up.
const explainedRows = 2000;

// Rows of one period whose outcome is known; a team's capacity is a share of them.
function rowsAPeriod({ period }: LakeRows.Info, { label }: RowLabels.Task) {
  const known = period.filter((_, row) => label[row] >= 0);
  return known.length / new Set(known).size;
}

// Columns of the files and those joined to them.
const inputs = (definition: Dataset.Info, { joined }: LakeRows.Info) => [
  ...FitModel.inputs(definition),
  ...joined,
];

const picked = ({ frame }: LakeRows.Info, names: string[]) => ({
  ...frame,
  columns: frame.columns.filter(({ name }) => names.includes(name)),
});

function leaksOf(
  definition: Dataset.Info,
  source: LakeRows.Info,
  task: RowLabels.Task,
  seed: number,
) {
  const { label, horizon } = {
    label: task.label,
    horizon: definition.label!.horizon,
  };
  return Leak.find({
    frame: source.frame,
    label,
    horizon,
    columns: inputs(definition, source),
    id: source.id,
    keep: definition.keep,
    now: RowLabels.own(source.label, definition.label!.positive),
    seed,
  });
}

// Rows that stay on one side; where rows of few columns merely repeat, equal ones say nothing of each other.
function together(frame: Frame, { id, at }: LakeRows.Info): Int32Array {
  const group = DuplicateGroups.ofPanel(frame, id);
  const names = frame.columns.map(({ name }) => name);
  return NearCopies.repeats(frame, names, at, group)
    ? group.map((_, row) => row)
    : group;
}

const mean = (values: ArrayLike<number>) => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
};

const fail = (error: Failure): never => {
  throw error;
};

function noLabel(dataset: string, { candidates }: Dataset.Info) {
  const found = candidates?.label.map(({ column }) => column) ?? [];
  return new Failure(
    "dataset.label.missing",
    `"${dataset}" has no label to learn: put one into its definition (PUT /v1/datasets/${dataset})${found.length ? `; candidates are ${found.join(", ")}` : ""}`,
    409,
  );
}
