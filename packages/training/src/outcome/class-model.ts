// class-model: which of several classes a row belongs to, with or without an order among them
import { Outcome } from "@mainstay/core/outcome/outcome";
import { LogOdds } from "@mainstay/core/stats/log-odds";
import type { FittedModel } from "../fit/fitted-model";
import { ClassScaling } from "./class-scaling";
import { OutcomeRows } from "./outcome-rows";

export type ClassModel = {
  heads: FittedModel.Info[];
  outcome: Outcome.Classes;
};

// A head needs rows of both outcomes inside and outside of every fold.
const minRows = 20;

/**
 * One head for each class against all others, or for each threshold of ordered classes (Frank & Hall 2001), brought together by
 * a softmax that is fitted to what they say of rows they had not seen.
 */
export async function fit(
  rows: OutcomeRows.Info,
  kind: Outcome.Classes["kind"],
  names: string[],
  options: OutcomeRows.Options,
): Promise<ClassModel> {
  const { label } = rows;
  // Two classes are one question, whichever way it is put.
  const cumulative = kind === "ordered" || names.length === 2;
  const questions = Array.from(
    { length: cumulative ? names.length - 1 : names.length },
    (_, k) => label.map((y) => +(cumulative ? y > k : y === k)),
  );
  const heads = OutcomeRows.heads(rows, {
    ...options,
    strata: label,
    count: questions.length,
  });
  const scores: Outcome.Classes["scores"] = [];
  for (const question of questions) {
    const positives = question.reduce((a, b) => a + b, 0);
    const rare = Math.min(positives, question.length - positives) < minRows;
    scores.push(
      rare
        ? { score: LogOdds.logit((positives + 0.5) / (question.length + 1)) }
        : { head: await heads.fit(question) },
    );
  }
  const parts = { kind, names, cumulative, scores };
  const logs = Outcome.logShares(parts, heads.outOfFold(), label.length);
  const scaling = ClassScaling.fit(logs, label, names.length);
  return { heads: heads.fitted, outcome: { ...parts, ...scaling } };
}

/** Shares of the classes, [rows, classes]. */
export async function predict(
  { heads, outcome }: ClassModel,
  frame: OutcomeRows.Info["frame"],
  at: ArrayLike<number>,
): Promise<Float64Array> {
  const scores = await OutcomeRows.scores(heads, frame, at);
  return Outcome.shares(outcome, scores, frame.rows);
}

export * as ClassModel from "./class-model";
