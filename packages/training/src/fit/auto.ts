// auto: learners fitted over the same inner folds, blended in log-odds and calibrated
import { bernoulli, type Family } from "@mainstay/core/stats/family";
import { Bagged } from "./bagged";
import { BetaCalibration } from "./beta-calibration";
import { BlendWeights } from "./blend-weights";
import { InnerFolds } from "./inner-folds";
import { CopyEvidence } from "./copy-evidence";
import { NearCopies } from "./near-copies";
import type { InputLayout } from "./input-layout";
import type { Fitted, Learner } from "./learner";
import type { FittedModel } from "./fitted-model";
import type { TrainingTable } from "./training-table";

export type Input = TrainingTable.Info & {
  layout: InputLayout;
  members: Learner<any>[];
  folds: number; // inner ones
  repeats?: number; // how often the members that count are fitted, over folds dealt anew each time
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
  repeats = 1,
  progress = () => {},
  ...input
}: Input): Promise<FittedModel.Blended> {
  const { label, weight, family = bernoulli } = input;
  const dealt = (group: ArrayLike<number>, seed = input.seed) =>
    InnerFolds.folds({ ...input, group, seed });
  const { layout, frame, at } = input;
  const columns = layout.columns.map(({ name }) => name);
  const near = input.fold ? null : NearCopies.find(frame, columns, at, group);
  let together: ArrayLike<number> = near?.group ?? group;
  let fold = input.fold ?? dealt(together);
  const cost = members.map(({ name }) => shares[name] ?? 1);
  const whole = repeats * cost.reduce((a, b) => a + b);
  let done = 0;
  const fits = [];
  for (const [m, member] of members.entries()) {
    const started = performance.now();
    const report = (share: number) =>
      progress((done + share * cost[m]) / whole, member.name);
    report(0);
    let fitted = await member.fit({ ...input, fold, progress: report });
    if (m === 0 && near) {
      const { outOfFold } = fitted;
      together = CopyEvidence.together(near, group, outOfFold, label);
      if (together !== near.group) {
        fold = dealt(together);
        fitted = await member.fit({ ...input, fold, progress: report });
      }
    }
    fits.push({ fitted, seconds: (performance.now() - started) / 1000 });
    done += cost[m];
  }
  const told =
    near &&
    together === near.group &&
    family === bernoulli &&
    CopyEvidence.tell(near, fits[0].fitted.outOfFold, label)
      ? await byCopies(near, members, fits, {
          ...input,
          fold: dealt(alone(label.length)),
        })
      : undefined;
  const blendOf = (members: { fitted: Fitted }[]) =>
    BlendWeights.lean(
      members.map(({ fitted }) => fitted.outOfFold),
      label,
      { family, weight },
    );
  let blend = blendOf(fits);
  if (repeats > 1 && !input.fold) {
    const used = fits.filter((_, m) => blend.weights[m] > 0);
    for (const one of used) {
      const m = fits.indexOf(one);
      const started = performance.now();
      const again = [one.fitted];
      for (let r = 1; r < repeats; r++) {
        const seed = input.seed + r * seedsApart;
        const fold = dealt(together, seed);
        const report = (share: number) =>
          progress((done + share * cost[m]) / whole, members[m].name);
        const task = { ...input, fold, seed, progress: report };
        again.push(await members[m].fit(task));
        done += cost[m];
      }
      one.fitted = Bagged.mean(again, layout);
      one.seconds += (performance.now() - started) / 1000;
    }
    const { intercept, weights } = blendOf(used);
    blend = {
      intercept,
      weights: fits.map((one) => weights[used.indexOf(one)] ?? 0),
    };
  }
  const logits = fits.map(({ fitted }) => fitted.outOfFold);
  const blended = BlendWeights.apply(blend, logits);
  const beta =
    family === bernoulli ? BetaCalibration.fit(blended, label, weight) : null;
  return {
    members: fits.map((each, m) => ({ ...each, weight: blend.weights[m] })),
    blend,
    beta,
    copies: told,
    outOfFold: beta
      ? blended.map((z) => BetaCalibration.apply(beta, z))
      : blended,
  };
}

// Fold models take the seeds that follow their own.
const seedsApart = 1000;

const alone = (rows: number) => Int32Array.from({ length: rows }, (_, k) => k);

/** How much better the member that copies help most, the deepest trees, seems where copies may stand in other folds. */
async function byCopies(
  near: NearCopies.Found,
  members: Learner<any>[],
  fits: { fitted: Fitted }[],
  input: Omit<Input, "group" | "members"> & { fold: ArrayLike<number> },
): Promise<CopyEvidence.Copies> {
  const m = Math.min(1, members.length - 1);
  const { fitted } = fits[m];
  // Beside copies boosting would not stop, so that it takes as many rounds as without them.
  const { rounds } = fitted.options;
  const { outOfFold } = await members[m].fit({
    ...input,
    ...(rounds !== undefined && { options: { rounds } }),
    progress: undefined,
  });
  return CopyEvidence.compare(
    near,
    { random: outOfFold, grouped: fitted.outOfFold },
    input.label,
  );
}

export * as Auto from "./auto";
