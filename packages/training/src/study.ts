// study: learners tried on the same rows; the one with the least loss on rows kept out of fitting is chosen
import type { Definition } from "@mainstay/core/definition";
import { Failure } from "@mainstay/core/error";
import { Frame } from "@mainstay/core/frame";
import type { Epoch, Fitted, Learner } from "./learner/learner";
import { logistic } from "./learner/logistic";
import { mlp } from "./learner/mlp";
import { Preprocess } from "./preprocess";
import { judge } from "./sigmoid";
import { Split } from "./split";

export const learners = { logistic, mlp } satisfies Record<
  string,
  Learner<any>
>;
export type Name = keyof typeof learners | "auto";
export const names = ["auto", ...Object.keys(learners)] as Name[];

export type Table = {
  frame: Frame;
  at: ArrayLike<number>; // epoch day of each row
  label: ArrayLike<number>; // 0 or 1
  group: ArrayLike<number>; // equal for copies of a row
};

export type Tried = {
  name: string;
  fitted: Fitted;
  seconds: number;
  loss: number; // mean log loss on the validation rows
};
export type Info = {
  preprocess: Preprocess;
  features: Float32Array; // [train rows, d]
  tried: Tried[];
  chosen: Tried;
};

export type Options = {
  columns: readonly string[];
  learner?: Name;
  seed?: number;
  progress?: (done: number, what: string) => void;
  signal?: AbortSignal;
};

// A fifth of the training rows picks epochs, strengths and learners.
const validationShare = 0.2;

export async function fit(
  table: Table,
  train: Int32Array,
  {
    columns,
    learner = "auto",
    seed = 42,
    progress = () => {},
    signal,
  }: Options,
): Promise<Info> {
  const rows = pick(table, train);
  const preprocess = Preprocess.fit(rows.frame, columns, rows.at);
  const features = await Preprocess.encode(preprocess, rows.frame, rows.at);
  const label = Float32Array.from(rows.label);
  const validation = Split.stratified({
    label,
    group: rows.group,
    share: validationShare,
    seed,
  }).test;
  const wanted = Object.values(learners).filter(
    ({ name }) => learner === "auto" || name === learner,
  );
  if (!wanted.length)
    throw new Failure(
      "learner.unknown",
      `Expected one of ${names.join(", ")}, got "${learner}"`,
    );
  const tried: Tried[] = [];
  for (const [n, { name, fit, defaults }] of wanted.entries()) {
    const started = performance.now();
    const share = (epoch: Epoch) => {
      const most = "epochs" in defaults ? defaults.epochs : 10;
      progress((n + Math.min(1, epoch.epoch / most)) / wanted.length, name);
    };
    progress(n / wanted.length, name);
    const fitted = await fit({
      features,
      label,
      validation,
      seed,
      progress: share,
      signal,
    });
    tried.push({
      name,
      fitted,
      seconds: (performance.now() - started) / 1000,
      loss: await lossOn(fitted, features, label, validation),
    });
  }
  const chosen = tried.reduce((best, next) =>
    next.loss < best.loss ? next : best,
  );
  return { preprocess, features, tried, chosen };
}

export const pick = (
  { frame, at, label, group }: Table,
  rows: Int32Array,
): Table => ({
  frame: Frame.select(frame, rows),
  at: Float64Array.from(rows, (row) => at[row]),
  label: Float32Array.from(rows, (row) => label[row]),
  group: Int32Array.from(rows, (row) => group[row]),
});

async function lossOn(
  fitted: Fitted,
  features: Float32Array,
  label: Float32Array,
  rows: Int32Array,
) {
  const logits = await fitted.predict(features);
  return judge(
    Float64Array.from(rows, (row) => logits[row]),
    label,
    { rows },
  ).loss;
}

/** Columns that may be learned from: not the keys, the label, what the owner ignores, or a name. */
export function inputs({
  id,
  time,
  label,
  ignore,
  roles,
  columns,
}: Definition.Info) {
  const never = new Set([id, time, label?.column, roles.name, ...ignore]);
  return Object.keys(columns).filter((name) => !never.has(name));
}

export * as Study from "./study";
