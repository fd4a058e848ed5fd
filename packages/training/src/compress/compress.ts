// compress: smaller versions of a model, what each costs and saves, and the one that a budget asks for
import type { Definition } from "@mainstay/core/tabular/definition";
import type { Card } from "@mainstay/core/model/card";
import { feeds } from "@mainstay/core/model/input-tensors";
import { Artifact } from "../fit/artifact";
import { Distil } from "./distil";
import { WeightMatrices } from "./weight-matrices";
import { Prune } from "./prune";
import { Quantise } from "./quantise";
import { RescaleLogits } from "./rescale-logits";
import { Evaluate } from "../judge/evaluate";
import { InputLayout } from "../fit/input-layout";
import { Graph } from "../onnx/graph";
import { type InferenceSession, OnnxRuntime } from "../onnx/onnx-runtime";
import { sigmoid } from "@mainstay/core/stats/log-odds";
import { FittedModel } from "../fit/fitted-model";
import { TrainingTable } from "../fit/training-table";

export type Budget = NonNullable<Definition.Info["budget"]>;
export type Candidate = { name: string; model: FittedModel.Info };
export type Options = { seed: number; signal?: AbortSignal };
export type Chosen = {
  model: FittedModel.Info;
  files: Artifact.Files;
  compression: Card.Compressed[]; // the whole model first; empty where nothing was measured
  limit?: string; // the reason why the whole model serves in spite of a budget
};

// Up to so many training rows, measuring a few candidates takes little of the time of training and needs no budget.
const maxRowsUnasked = 20_000;
const sparsities = [0.5, 0.75, 0.9];
const roundShares = [0.5, 0.25];
// Rows on which a thinned model is rescaled to the whole one.
const rescaledRows = 1000;

/** The whole model, or the smallest candidate inside the budget. */
export async function compress(
  whole: FittedModel.Info,
  train: TrainingTable.Info,
  test: TrainingTable.Info,
  { budget, ...options }: Options & { budget?: Budget },
): Promise<Chosen> {
  const files = Artifact.files(whole);
  if (!budget && train.frame.rows > maxRowsUnasked)
    return { model: whole, files, compression: [] };
  const first = { name: "whole", model: whole, files };
  const list: (Candidate & { files?: Artifact.Files })[] = [
    first,
    ...(budget ? await thinned(whole, train) : []),
    ...(await cheap(whole, train, options)),
  ];
  const measured: Measured[] = [];
  for (const { name, model, files } of list) {
    options.signal?.throwIfAborted();
    measured.push({ name, ...(await measure(model, test, files)) });
  }
  const { name, limit } = budget
    ? choose(measured, budget)
    : { name: first.name };
  const { model, files: made } = list.find((one) => one.name === name)!;
  return {
    model,
    files: made ?? Artifact.files(model),
    compression: measured.map((one) => ({ ...one, chosen: one.name === name })),
    limit,
  };
}

/** Candidates that are soon made or measured: the member that is best alone, rounded weights, one small network. */
export async function cheap(
  whole: FittedModel.Info,
  train: TrainingTable.Info,
  options: Options,
): Promise<Candidate[]> {
  const list: Candidate[] = [];
  const alone = Prune.members(whole, train.label).at(-1);
  if (alone) list.push({ name: named(alone), model: alone });
  if (networks(whole))
    list.push({ name: "int8", model: Quantise.quantised(whole) });
  const { blended, reasons } = whole;
  // An additive model or one small network is small already.
  if (!blended || !(reasons.trees.length || networks(whole))) return list;
  const student = await Distil.distilled(
    whole,
    train,
    blended.outOfFold,
    options,
  );
  return [
    ...list,
    { name: "distilled", model: student },
    { name: "distilled, int8", model: Quantise.quantised(student) },
  ];
}

/** Candidates that take nearly as long to measure as the whole: fewer members, fewer rounds, fewer weights. */
export async function thinned(
  whole: FittedModel.Info,
  train: TrainingTable.Info,
): Promise<Candidate[]> {
  const list = Prune.members(whole, train.label)
    .slice(0, -1)
    .map((model) => ({ name: named(model), model }));
  const rows = sample(train);
  const wanted = await whole.predict(rows.frame, rows.at);
  const add = async (name: string, model: FittedModel.Info) =>
    list.push({
      name,
      model: await RescaleLogits.stretched(model, rows, wanted),
    });
  for (const share of roundShares) {
    const fewer = Prune.rounds(whole, share);
    if (fewer) await add(`${percent(share)} of the rounds`, fewer);
  }
  if (networks(whole))
    for (const share of sparsities)
      await add(`${percent(share)} pruned`, Prune.weights(whole, share));
  return list;
}

const named = ({ parts }: FittedModel.Info) =>
  parts
    .filter(({ weight }) => weight > 0)
    .map(({ name }) => name)
    .join(" + ");

function sample(train: TrainingTable.Info) {
  const every = Math.ceil(train.frame.rows / rescaledRows);
  const rows = Int32Array.from({ length: train.frame.rows }, (_, row) => row);
  return TrainingTable.pick(
    train,
    rows.filter((row) => row % every === 0),
  );
}

const percent = (share: number) => `${Math.round(100 * share)} %`;

function networks({ layout, reasons }: FittedModel.Info) {
  const g = new Graph();
  reasons.graph?.(g, InputLayout.inputs(g, layout));
  return WeightMatrices.find(g).length > 0;
}

export type Measured = {
  name: string;
  bytes: number; // of all files
  micros: number; // a row scored alone
  batchMicros: number; // a row among hundreds
  auc: number;
  logLoss: number;
  ece: number;
};

export async function measure(
  model: FittedModel.Info,
  test: TrainingTable.Info,
  files = Artifact.files(model),
): Promise<Omit<Measured, "name">> {
  const { inputs } = model.layout;
  const { logits, ...speed } = await OnnxRuntime.using(
    files["model.onnx"],
    async (session) => ({
      logits: await OnnxRuntime.rows(
        session,
        test.frame.rows,
        "logit",
        (span) => feeds(test.frame, inputs, test.at, span),
      ),
      micros: await micros(session, 1, model, test),
      batchMicros: await micros(session, batchRows, model, test),
    }),
  );
  const { auc, logLoss, ece } = Evaluate.measure(
    Float64Array.from(test.label),
    Float64Array.from(logits, sigmoid),
  );
  return {
    bytes: Object.values(files).reduce((sum, file) => sum + file.length, 0),
    ...speed,
    auc,
    logLoss,
    ece,
  };
}

const batchRows = 512;
// The first run is not timed.
const maxTimedRuns = 20;
const maxTimedMs = 25;

/** Median time of a row in microseconds, over runs of `rows` rows by a warm session. */
async function micros(
  session: InferenceSession,
  rows: number,
  { layout: { inputs } }: FittedModel.Info,
  { frame, at }: TrainingTable.Info,
) {
  const to = Math.min(rows, frame.rows);
  const taken: number[] = [];
  const begun = performance.now();
  await session.run(feeds(frame, inputs, at, { from: 0, to }));
  while (taken.length < maxTimedRuns) {
    const started = performance.now();
    await session.run(feeds(frame, inputs, at, { from: 0, to }));
    const ended = performance.now();
    taken.push((1000 * (ended - started)) / to);
    if (ended - begun > maxTimedMs) break;
  }
  return taken.sort((a, b) => a - b)[taken.length >> 1];
}

/** The smallest candidate inside the budget. The first is the whole model, whose log loss the others are compared with. */
export function choose(
  measured: Pick<Measured, "name" | "bytes" | "micros" | "logLoss">[],
  { bytes = Infinity, micros = Infinity, loss }: Budget,
): { name: string; limit?: string } {
  const [whole] = measured;
  const good = measured
    .filter(({ logLoss }) => logLoss <= whole.logLoss * (1 + loss))
    .sort((a, b) => a.bytes - b.bytes || a.logLoss - b.logLoss);
  const found = good.find((one) => one.bytes <= bytes && one.micros <= micros);
  if (found) return { name: found.name };
  const asked = [
    bytes < Infinity && `${bytes} bytes`,
    micros < Infinity && `${micros} µs a row`,
  ].filter(Boolean);
  const [smallest] = good;
  const quickest = good.toSorted((a, b) => a.micros - b.micros)[0];
  return {
    name: whole.name,
    limit: `The budget of ${asked.join(" and ")} was not met, so the whole model serves: with at most ${100 * loss} % more log loss the smallest version ("${smallest.name}") takes ${smallest.bytes} bytes and the quickest ("${quickest.name}") ${quickest.micros.toFixed(1)} µs a row.`,
  };
}

export * as Compress from "./compress";
