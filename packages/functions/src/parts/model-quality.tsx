// model-quality: how good a model version is on rows it has not seen
import type { Child } from "hono/jsx";
import type { Card } from "@mainstay/core/model/card";
import { FigureFormat } from "./figure-format";

const { fixed, percent } = FigureFormat;

export function ModelQuality({ card }: { card: Card.Info }) {
  const { test, baseRate, eceNoise99 } = card.metrics;
  const { auc, logLoss, ece } = test;
  const better =
    baseRate && logLoss.value < baseRate.logLoss
      ? "better than"
      : "no better than";
  const chance =
    ece.value <= eceNoise99!
      ? "within what chance does"
      : "more than chance explains";
  return (
    <dl>
      <Figure name="Ranking (AUC)" value={fixed(auc.value, 3)}>
        95 % interval {fixed(auc.low, 3)} to {fixed(auc.high, 3)}; 0.5 is chance
      </Figure>
      <Figure name="Log loss" value={fixed(logLoss.value, 4)}>
        {baseRate &&
          `${better} the base rate alone, ${fixed(baseRate.logLoss, 4)}`}
      </Figure>
      <Figure name="Calibration (ECE)" value={percent(ece.value)}>
        off on average
        {eceNoise99 !== undefined && `, ${chance} (${percent(eceNoise99)})`}
      </Figure>
      <Figure name="Base rate" value={percent(card.base)}>
        of the training rows were positive
      </Figure>
    </dl>
  );
}

const Figure = ({
  name,
  value,
  children,
}: {
  name: string;
  value: string;
  children?: Child;
}) => (
  <>
    <dt>{name}</dt>
    <dd>
      <b>{value}</b> <span class="id">{children}</span>
    </dd>
  </>
);
