// trust: how well the model did on customers it had not seen
import { Block } from "../../document/block";
import type { Pen } from "../pen";
import type { Info } from "../report";

export function trust({ model, drift }: Info, pen: Pen): Block.Section | null {
  if (!model) return null;
  const { auc, ece, logLoss } = model.test;
  const { fixed } = pen;
  return {
    ...{ id: "trust", title: pen.t("trust.title") },
    blocks: [
      Block.text(
        pen.t("trust.quality", {
          ...{ pairs: Math.round(auc.value * 100), auc: fixed(auc.value, 3) },
          ...{ low: fixed(auc.low, 3), high: fixed(auc.high, 3) },
          ...{ ece: pen.percent(ece.value), logLoss: fixed(logLoss.value, 3) },
        }),
      ),
      ...(drift ? [Block.text(pen.both(drift))] : []),
      Block.note(
        pen.parts("trust.model", {
          ...{ version: model.version, day: model.createdAt.slice(0, 10) },
        }),
      ),
    ],
  };
}
