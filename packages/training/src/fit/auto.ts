// auto: members bagged over the same inner folds, blended in log-odds and calibrated
import type { Frame } from "@mainstay/core/tabular/frame";
import { BetaCalibration } from "./beta-calibration";
import { BlendWeights } from "./blend-weights";
import { InnerFolds } from "./inner-folds";
import type { InputLayout } from "./input-layout";
import type { Bagged, Member } from "./member/member";

export type Input = {
  frame: Frame; // training rows [n]
  layout: InputLayout;
  at: ArrayLike<number>;
  label: ArrayLike<number>;
  group: ArrayLike<number>;
  members: Member<any>[];
  folds: number; // inner ones
  seed: number;
  progress?: (share: number, what: string) => void;
  signal?: AbortSignal;
};

export type Fitted = {
  members: { bagged: Bagged; weight: number; seconds: number }[];
  blend: BlendWeights;
  beta: BetaCalibration;
  /** Calibrated logits of rows by fold models that did not see them, [n]; what they were blended and calibrated on. */
  outOfFold: Float64Array;
};

// What members take of the whole, roughly; only the progress bar believes it.
const shares: Record<string, number> = { plr: 4, l31w: 4, l6: 2, mlp: 4 };

export async function fit({
  frame,
  layout,
  at,
  label,
  group,
  members,
  folds,
  seed,
  progress = () => {},
  signal,
}: Input): Promise<Fitted> {
  const fold = InnerFolds.folds({ label, group, folds, seed });
  const cost = members.map(({ name }) => shares[name] ?? 1);
  const whole = cost.reduce((a, b) => a + b);
  let done = 0;
  const fitted: { bagged: Bagged; seconds: number }[] = [];
  for (const [m, member] of members.entries()) {
    const started = performance.now();
    const report = (share: number) =>
      progress((done + share * cost[m]) / whole, member.name);
    report(0);
    const bagged = await member.fit({
      frame,
      layout,
      at,
      label,
      fold,
      folds,
      seed,
      progress: report,
      signal,
    });
    fitted.push({ bagged, seconds: (performance.now() - started) / 1000 });
    done += cost[m];
  }
  const logits = fitted.map(({ bagged }) => bagged.outOfFold);
  const blend = BlendWeights.lean(logits, label);
  const blended = BlendWeights.apply(blend, logits);
  const beta = BetaCalibration.fit(blended, label);
  return {
    members: fitted.map((each, m) => ({ ...each, weight: blend.weights[m] })),
    blend,
    beta,
    outOfFold: blended.map((z) => BetaCalibration.apply(beta, z)),
  };
}

export * as Auto from "./auto";
