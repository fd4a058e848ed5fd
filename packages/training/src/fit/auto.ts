// auto: learners fitted over the same inner folds, blended in log-odds and calibrated
import { bernoulli, type Family } from "@mainstay/core/stats/family";
import { Bagged } from "./bagged";
import { BetaCalibration } from "./beta-calibration";
import { BlendWeights } from "./blend-weights";
import { InnerFolds } from "./inner-folds";
import { CopyEvidence } from "./copy-evidence";
import { NearCopies } from "./near-copies";
import { InputLayout } from "./input-layout";
import type { Fitted, Learner } from "./learner";
import type { FittedModel } from "./fitted-model";
import { words } from "./words/word-learner";
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
const shares: Record<string, number> = {
  ...{ plr: 4, l31w: 4, l6: 2, mlp: 4, words: 2 },
};

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
  const { frame, at } = input;
  const layout = InputLayout.withoutTexts(input.layout);
  const columns = layout.columns.map(({ name }) => name);
  const layoutOf = ({ name }: Learner<any>) =>
    name === words.name ? input.layout : layout;
  const near =
    input.fold || !columns.length
      ? null
      : NearCopies.find(frame, columns, at, group);
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
    const read = { ...input, layout: layoutOf(member), progress: report };
    let fitted = await member.fit({ ...read, fold });
    if (m === 0 && near) {
      const { outOfFold } = fitted;
      together = CopyEvidence.together(near, group, outOfFold, label);
      if (together !== near.group) {
        fold = dealt(together);
        fitted = await member.fit({ ...read, fold });
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
          layout,
          fold: dealt(alone(label.length)),
        })
      : undefined;
  const blendOf = (members: { fitted: Fitted }[]) =>
    blended(members, label, { family, weight });
  let blend = blendOf(fits);
  if (repeats > 1 && !input.fold) {
    const used = fits.filter((_, m) => blend.weights[m] > 0);
    for (const one of used) {
      // A line through so many words varies little with its folds.
      if (one.fitted.texts) continue;
      const m = fits.indexOf(one);
      const started = performance.now();
      const again = [one.fitted];
      for (let r = 1; r < repeats; r++) {
        const seed = input.seed + r * seedsApart;
        const fold = dealt(together, seed);
        const report = (share: number) =>
          progress((done + share * cost[m]) / whole, members[m].name);
        const task = { ...input, layout, fold, seed, progress: report };
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
  const scores = BlendWeights.apply(blend, logits);
  const beta =
    family === bernoulli ? BetaCalibration.fit(scores, label, weight) : null;
  return {
    members: fits.map((each, m) => ({ ...each, weight: blend.weights[m] })),
    blend,
    beta,
    copies: told,
    outOfFold: beta
      ? scores.map((z) => BetaCalibration.apply(beta, z))
      : scores,
  };
}

// Fold models take the seeds that follow their own.
const seedsApart = 1000;

// Texts join where they lower the loss of unseen rows by so many standard errors: chance does so once in forty tables.
const surely = 2;

/** Weights of the members; those that read texts get none where they do not surely help the others. */
function blended(
  fits: { fitted: Fitted }[],
  label: ArrayLike<number>,
  options: { family: Family; weight?: ArrayLike<number> },
): BlendWeights {
  const logits = fits.map(({ fitted }) => fitted.outOfFold);
  const whole = BlendWeights.lean(logits, label, options);
  const others = [...fits.keys()].filter((m) => !fits[m].fitted.texts);
  if (others.length === fits.length || !others.length) return whole;
  const lean = BlendWeights.lean(
    others.map((m) => logits[m]),
    label,
    options,
  );
  const without = {
    ...lean,
    weights: logits.map((_, m) => lean.weights[others.indexOf(m)] ?? 0),
  };
  const lossOf = (blend: BlendWeights) =>
    BlendWeights.apply(blend, logits).map((z, row) =>
      options.family.loss(z, label[row]),
    );
  const [more, less] = [lossOf(whole), lossOf(without)];
  const { weight } = options;
  const gain = less.map((loss, i) => (weight?.[i] ?? 1) * (loss - more[i]));
  const mean = gain.reduce((sum, one) => sum + one, 0) / gain.length;
  const squares = gain.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  return mean > (surely * Math.sqrt(squares)) / gain.length ? whole : without;
}

const alone = (rows: number) => Int32Array.from({ length: rows }, (_, k) => k);

/** How much better the member that copies help most, the deepest trees, seems where copies may stand in other folds. */
async function byCopies(
  near: NearCopies.Found,
  members: Learner<any>[],
  fits: { fitted: Fitted }[],
  input: Omit<Input, "group" | "members"> & { fold: ArrayLike<number> },
): Promise<CopyEvidence.Copies> {
  const m = fits[1] && !fits[1].fitted.texts ? 1 : 0;
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
