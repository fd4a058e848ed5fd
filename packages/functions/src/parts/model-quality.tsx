// model-quality: how good a version is, in the figures a reader can check against its card
import type { Card } from "@mainstay/core/model/card";
import { FigureFormat } from "./figure-format";

const { fixed, percent } = FigureFormat;

export function Quality({ card }: { card: Card.Info }) {
  const { test, baseRate, eceNoise99 } = card.metrics;
  const { auc, logLoss, ece } = test;
  return (
    <dl>
      <dt>Order (AUC)</dt>
      <dd>
        <b>{fixed(auc.value, 3)}</b>{" "}
        <span class="id">
          95 % interval {fixed(auc.low, 3)} to {fixed(auc.high, 3)}; 0.5 is
          chance
        </span>
      </dd>
      <dt>Log loss</dt>
      <dd>
        <b>{fixed(logLoss.value, 4)}</b>{" "}
        <span class="id">
          {baseRate && (
            <>
              {logLoss.value < baseRate.logLoss
                ? "better than"
                : "no better than"}{" "}
              the base rate alone, {fixed(baseRate.logLoss, 4)}
            </>
          )}
        </span>
      </dd>
      <dt>Calibration (ECE)</dt>
      <dd>
        <b>{percent(ece.value)}</b>{" "}
        <span class="id">
          off on average
          {eceNoise99 !== undefined &&
            (ece.value <= eceNoise99
              ? `, within what chance does (${percent(eceNoise99)})`
              : `, more than chance explains (${percent(eceNoise99)})`)}
        </span>
      </dd>
      <dt>Base rate</dt>
      <dd>
        <b>{percent(card.base)}</b>{" "}
        <span class="id">of the rows it learned from were positive</span>
      </dd>
    </dl>
  );
}
