// shadow-section: the version that scores beside the serving one, how both did, and the links to approve it or send it away
import type { Shadow } from "@mainstay/core/upkeep/shadow";
import { PairedLoss } from "@mainstay/core/upkeep/paired-loss";
import { FigureFormat } from "./figure-format";
import { Link } from "./link";
import { T, t } from "./words";

const number = (value: number | null) =>
  value === null ? "—" : FigureFormat.fixed(value, 4);

export const Section = ({
  dataset,
  current,
  shadow,
  may,
}: {
  dataset: string;
  current: string | undefined;
  shadow: Shadow.Shown;
  may: boolean;
}) => {
  const { version, since, who, why, comparison, rule } = shadow;
  const { difference, periods, loss } = comparison;
  const [score] = loss.split(" ");
  const path = `/models/${encodeURIComponent(dataset)}`;
  return (
    <section class="shadow" aria-label={t("shadowSection.inTheShadow")}>
      <h3>
        <T
          k="shadowSection.inTheShadow2"
          a={(inside) => <a href={Link.model(dataset, version)}>{inside}</a>}
          version={version}
        />
      </h3>
      <p>
        <T
          k="shadowSection.itScoresBesideSince"
          current={current}
          since={FigureFormat.moment(since)}
          who={who}
          why={why}
          rule={rule}
        />
      </p>
      <dl>
        <dt>{t("shadowSection.outcomesOfBoth")}</dt>
        <dd>
          {t("count.outcome", { n: difference.n })}
          {periods.length > 0 &&
            t("shadowSection.of", { join: periods.join(", ") })}
        </dd>
        <dt>{t("shadowSection.lossInThe", { loss: score })}</dt>
        <dd>{number(comparison.challenger)}</dd>
        <dt>{t("shadowSection.lossOfWhat", { loss: score })}</dt>
        <dd>{number(comparison.incumbent)}</dd>
        <dt>{t("shadowSection.difference")}</dt>
        <dd>{PairedLoss.sentence(difference, loss)}</dd>
      </dl>
      {may && (
        <p class="actions">
          <a
            class="button"
            href={`${path}/approve?version=${encodeURIComponent(version)}`}
          >
            {t("shadowSection.approve")}
          </a>
          <a href={`${path}/dismiss?version=${encodeURIComponent(version)}`}>
            {t("word.dismiss")}
          </a>
        </p>
      )}
    </section>
  );
};

export * as ShadowSection from "./shadow-section";
