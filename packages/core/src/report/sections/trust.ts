// trust: how well the model did on customers it had not seen
import { Block } from "../../document/block";
import type { Pen } from "../pen";
import type { Info } from "../report";

<<<<<<< HEAD
export function trust({ model }: Info, pen: Pen): Block.Section | null {
=======
export function trust({ model, drift }: Info): Section | null {
>>>>>>> 2f67140 (upkeep: watch drift by column, score, outcome and calibration; alert, page, report)
  if (!model) return null;
  const { auc, ece, logLoss } = model.test;
  const { fixed } = pen;
  return {
<<<<<<< HEAD
    ...{ id: "trust", title: pen.t("trust.title") },
    blocks: [
      Block.text(
        pen.t("trust.quality", {
          ...{ pairs: Math.round(auc.value * 100), auc: fixed(auc.value, 3) },
          ...{ low: fixed(auc.low, 3), high: fixed(auc.high, 3) },
          ...{ ece: pen.percent(ece.value), logLoss: fixed(logLoss.value, 3) },
        }),
      ),
      Block.note(
        pen.parts("trust.model", {
          ...{ version: model.version, day: model.createdAt.slice(0, 10) },
        }),
      ),
    ],
=======
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
      ${drift ? html`<p>${drift}</p>` : null}
      <p class="note">
        Model <code>${model.version}</code>, made
        ${model.createdAt.slice(0, 10)}.
      </p>`,
>>>>>>> 2f67140 (upkeep: watch drift by column, score, outcome and calibration; alert, page, report)
  };
}
