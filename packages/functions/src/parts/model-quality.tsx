// model-quality: how good a model version is on rows it has not seen
import type { Child } from "hono/jsx";
import { Card } from "@mainstay/core/model/card";
import { FigureFormat } from "./figure-format";
import { T, t } from "./words";

const { fixed, percent } = FigureFormat;

export function ModelQuality({ card }: { card: Card.Info }) {
  const { test, baseRate, eceNoise99 } = card.metrics;
  const { auc, logLoss, ece } = test;
  const better =
    baseRate && logLoss.value < baseRate.logLoss
      ? t("modelQuality.betterThan")
      : t("modelQuality.noBetterThan");
  const chance =
    ece.value <= eceNoise99!
      ? t("modelQuality.withinWhatChanceDoes")
      : t("modelQuality.moreThanChanceExplains");
  const leaks = Card.withLeak(card);
  return (
    <dl>
      {leaks.length > 0 && (
        <Figure title={t("modelQuality.withLeak")} value={leaks.join(", ")}>
          {t("modelQuality.mayGiveAway")}
        </Figure>
      )}
      <Figure title={t("modelQuality.rankingAuc")} value={fixed(auc.value, 3)}>
        <T
          k="modelQuality.95IntervalTo0"
          low={fixed(auc.low, 3)}
          high={fixed(auc.high, 3)}
        />
      </Figure>
      <Figure title={t("modelQuality.logLoss")} value={fixed(logLoss.value, 4)}>
        {baseRate &&
          t("modelQuality.theBaseRateAlone", {
            better,
            logLoss: fixed(baseRate.logLoss, 4),
          })}
      </Figure>
      <Figure
        title={t("modelQuality.calibrationEce")}
        value={percent(ece.value)}
      >
        <T
          k="modelQuality.offOnAverage"
          more={
            eceNoise99 !== undefined && `, ${chance} (${percent(eceNoise99)})`
          }
        />
      </Figure>
      {card.confusion.map(({ name, threshold, precision, recall, f1 }) =>
        Object.hasOwn(cuts, name) ? (
          <Figure
            title={t("modelQuality.precisionRecall")}
            value={`${percent(precision)}, ${percent(recall)}`}
          >
            {t(cuts[name as keyof typeof cuts], {
              f1: fixed(f1, 3),
              threshold: percent(threshold),
            })}
          </Figure>
        ) : null,
      )}
      <Figure title={t("modelQuality.baseRate")} value={percent(card.base)}>
        {t("modelQuality.ofTheTrainingRows")}
      </Figure>
    </dl>
  );
}

const cuts = {
  half: "modelQuality.atHalf",
  costs: "modelQuality.atCosts",
  capacity: "modelQuality.atCapacity",
} as const;

const Figure = ({
  title,
  value,
  children,
}: {
  title: string;
  value: string;
  children?: Child;
}) => (
  <>
    <dt>{title}</dt>
    <dd>
      <b>{value}</b> <span class="id">{children}</span>
    </dd>
  </>
);
