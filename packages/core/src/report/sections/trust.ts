// trust: how well the model did on customers it had not seen
import type { Info } from "../report";
import { html } from "../print-layout";
import { fixed, percent } from "../../text/format";
import type { Section } from "./section";

export function trust({ model }: Info): Section | null {
  if (!model) return null;
  const { auc, ece, logLoss } = model.test;
  const pairs = Math.round(auc.value * 100);
  return {
    id: "trust",
    title: "Model quality",
    body: html`<p>
        On customers the model had not seen, it put the one who turned positive
        above the one who did not in ${pairs} of 100 pairs (AUC
        ${fixed(auc.value, 3)}, 95 % interval ${fixed(auc.low, 3)} to
        ${fixed(auc.high, 3)}; 0.5 is chance). Its probabilities were off by
        ${percent(ece.value)} on average over groups of customers (ECE), with a
        log loss of ${fixed(logLoss.value, 3)}. A score is no verdict: of the
        customers at high risk, many will stay.
      </p>
      <p class="note">
        Model <code>${model.version}</code>, made
        ${model.createdAt.slice(0, 10)}.
      </p>`,
  };
}
