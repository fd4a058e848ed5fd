// train: from a dataset's rows in the lake to a version of its model that earned its place
import { Dataset } from "@mainstay/core/dataset";
import { Failure } from "@mainstay/core/error";
import { Card } from "@mainstay/core/model/card";
import { Registry } from "@mainstay/core/model/registry";
import { Scorer } from "@mainstay/core/model/scorer";
import { Copies } from "./copies";
import { Evaluate } from "./evaluate";
import { Explain } from "./explain";
import { check, model, predict, scorer } from "./export";
import { Label } from "./label";
import { describe } from "./describe";
import { promote, publish, versionOf, type Graphs } from "./publish";
import { sigmoid } from "./sigmoid";
import { Source } from "./source";
import { Study } from "./study";

export type Input = {
  dataset: string;
  seed: number;
  now: Date;
  progress: (share: number, stage: string) => void;
  signal?: AbortSignal;
};
export type Outcome = { version: string; promoted: boolean; why: string };

export async function train(input: Input): Promise<Outcome> {
  const { dataset, seed, now, progress, signal } = input;
  const definition = await Dataset.get(dataset);
  const wanted = definition.label ?? fail(noLabel(dataset, definition));

  const source = await Source.read(dataset, definition, (share) =>
    progress(0.2 * share, "reading"),
  );
  const columns = Study.inputs(definition);
  const frame = {
    ...source.frame,
    columns: source.frame.columns.filter((c) => columns.includes(c.name)),
  };
  const group = Copies.group(frame);
  const task = Label.task(wanted, source, {
    group,
    seed,
    kind: definition.period,
  });
  Label.check(task);
  const { label, split } = task;
  const table: Study.Table = { frame, at: source.at, label, group };

  const study = await Study.fit(table, split.train, {
    columns,
    seed,
    signal,
    progress: (share, name) => progress(0.2 + 0.5 * share, `fitting ${name}`),
  });
  const { preprocess, features, chosen } = study;
  const train = Study.pick(table, split.train);

  progress(0.7, "exporting");
  const graphs: Graphs = {
    model: model(preprocess, scorer(preprocess, chosen.fitted)),
    explain: Explain.model(
      preprocess,
      chosen.fitted,
      Explain.mean(features, preprocess.features.length),
    ),
  };
  const { inputs } = preprocess;
  const logits = await chosen.fitted.predict(features);
  await check(graphs.model, inputs, train.frame, train.at, logits);

  progress(0.8, "judging");
  const test = Study.pick(table, split.test);
  await Explain.check(graphs.explain, inputs, test.frame, test.at);
  const base = mean(train.label);
  const judge = async (logits: ArrayLike<number>) =>
    Evaluate.evaluate({
      y: test.label,
      probability: Float64Array.from(logits, sigmoid),
      bands: Card.bands(base),
      base,
      seed,
    });
  const scored = await predict(graphs.model, inputs, test.frame, test.at);
  const verdict = await judge(scored);
  const { logLoss } = verdict.metrics.test;
  const plain = verdict.metrics.baseRate.logLoss;
  if (!(logLoss.value < plain))
    throw new Failure(
      "train.refused.base",
      `The model is no better than the base rate: log loss ${logLoss.value.toFixed(4)} on ${test.label.length} held-out rows, where answering everybody with ${(100 * base).toFixed(1)} % scores ${plain.toFixed(4)}`,
      409,
    );

  progress(0.9, "publishing");
  const version = versionOf(graphs);
  const { current: incumbent } = await Registry.serving(dataset);
  const card = await describe({
    dataset,
    version,
    now,
    seed,
    definition,
    source,
    task,
    study,
    verdict,
    base,
    parent: incumbent?.version ?? null,
    judge,
    test,
  });
  await publish(card, graphs);
  if (incumbent?.version === version)
    return { version, promoted: false, why: "this version serves already" };
  const rival = incumbent && (await lossOf(dataset, incumbent.version, test));
  if (rival !== null && !(logLoss.value < rival))
    return {
      version,
      promoted: false,
      why: `${incumbent!.version} serves on: log loss ${rival.toFixed(4)} on the same held-out rows against ${logLoss.value.toFixed(4)}`,
    };
  await promote(card, now);
  return {
    version,
    promoted: true,
    why:
      rival === null
        ? "the first version"
        : `log loss ${logLoss.value.toFixed(4)} on held-out rows against ${rival.toFixed(4)} of ${incumbent!.version}`,
  };
}

// The version that serves, on the rows the new one is judged by.
async function lossOf(dataset: string, version: string, test: Study.Table) {
  const serving = await Scorer.open(dataset, version);
  const logits = await Scorer.logits(serving, test.frame, test.at);
  return Evaluate.logLoss(
    Float64Array.from(test.label),
    Float64Array.from(logits, sigmoid),
  );
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
