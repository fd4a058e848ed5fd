// decision-cuts: the probabilities from which somebody acts, as the stated costs and the stated capacity give them
import type { Costs } from "@mainstay/core/learning/costs";
import type { Decision } from "@mainstay/core/model/card";
import { ErrorCosts } from "./error-costs";
import { Evaluate } from "./evaluate";
import type { Values } from "./rank";

export type Cut = Pick<Decision, "name" | "threshold">;

/** Where costs and capacity are stated; `share` is the share of rows that a team can contact. */
export function cuts(
  probability: Values,
  { costs, share }: { costs?: Costs.Info; share?: number },
): Cut[] {
  const found: Cut[] = [];
  if (costs)
    found.push({ name: "costs", threshold: ErrorCosts.threshold(costs) });
  if (share !== undefined && probability.length > 0) {
    const sorted = Float64Array.from(probability).sort();
    const rows = Math.round(share * sorted.length);
    const contacted = Math.min(sorted.length, Math.max(1, rows));
    const threshold = sorted[sorted.length - contacted];
    found.push({ name: "capacity", threshold });
  }
  return found;
}

/** What comes of acting at 0.5 and at each stated cut; y is 0 or 1, both arrays [rows]. */
export const decisions = (
  y: Values,
  probability: Values,
  stated: { costs?: Costs.Info; share?: number },
): Decision[] =>
  [{ name: "half", threshold: 0.5 } as const, ...cuts(probability, stated)].map(
    (cut) => Evaluate.decide(y, probability, cut),
  );

export * as DecisionCuts from "./decision-cuts";
