// auto: learners fitted over the same inner folds, blended in log-odds and calibrated
import { bernoulli, type Family } from "@mainstay/core/stats/family";
import { BetaCalibration } from "./beta-calibration";
import { BlendWeights } from "./blend-weights";
import { InnerFolds } from "./inner-folds";
import type { InputLayout } from "./input-layout";
import type { Learner } from "./learner";
import type { FittedModel } from "./fitted-model";
import type { TrainingTable } from "./training-table";

export type Input = TrainingTable.Info & {
  layout: InputLayout;
  members: Learner<any>[];
  folds: number; // inner ones
  fold?: ArrayLike<number>; // [n], the inner fold that holds each row out; dealt here unless given
  family?: Family;
  seed: number;
  progress?: (share: number, what: string) => void;
  signal?: AbortSignal;
};

// Rough shares of the whole time, for the progress bar alone.
const shares: Record<string, number> = { plr: 4, l31w: 4, l6: 2, mlp: 4 };

export async function fit({
  group,
  members,
  progress = () => {},
  ...input
}: Input): Promise<FittedModel.Blended> {
  const { label, weight, family = bernoulli } = input;
  const fold = input.fold ?? InnerFolds.folds({ ...input, group });
  const cost = members.map(({ name }) => shares[name] ?? 1);
  const whole = cost.reduce((a, b) => a + b);
  let done = 0;
  const fits = [];
  for (const [m, member] of members.entries()) {
    const started = performance.now();
    const report = (share: number) =>
      progress((done + share * cost[m]) / whole, member.name);
    report(0);
    const fitted = await member.fit({ ...input, fold, progress: report });
    fits.push({ fitted, seconds: (performance.now() - started) / 1000 });
    done += cost[m];
  }
  const logits = fits.map(({ fitted }) => fitted.outOfFold);
  const blend = BlendWeights.lean(logits, label, { family, weight });
  const blended = BlendWeights.apply(blend, logits);
  const beta =
    family === bernoulli ? BetaCalibration.fit(blended, label, weight) : null;
  return {
    members: fits.map((each, m) => ({ ...each, weight: blend.weights[m] })),
    blend,
    beta,
    outOfFold: beta
      ? blended.map((z) => BetaCalibration.apply(beta, z))
      : blended,
  };
}

export * as Auto from "./auto";
