// headline-figures: the key figures of a period, each with its interval, count and movement
import { Health } from "@mainstay/core/health/health";
import { MetricWords } from "@mainstay/core/metrics/metric-words";
import { Estimate } from "@mainstay/core/metrics/estimate";
import type { PeriodSummary } from "@mainstay/core/periods/period-summary";
import type { BandCounts } from "./band-counts";
import { FigureFormat } from "./figure-format";
import { Link } from "./link";
import { Tile } from "./tile";
import { Words, T, t } from "./words";

const { figure, fixed, interval, movement, whole } = FigureFormat;

// A figure of the first list says why it has no value; one of the second is left out then.
const always: string[] = Estimate.names;
const whereMeasured = ["nrr", "grr", "mrr", "nps"];
// A ratio may pass 1, yet people speak of retention in per cent.
const units: Record<string, Partial<Estimate.Definition>> = {
  nrr: { unit: "share" },
};

export function Section({
  dataset,
  summary,
  month,
  last,
}: {
  dataset: string;
  summary: PeriodSummary.Info;
  month: BandCounts.Info;
  last: BandCounts.Info | null;
}) {
  const { metrics, definitions, movements, since } = summary;
  const names = [
    ...always,
    ...whereMeasured.filter((name) => metrics[name]?.value != null),
  ];
  return (
    <section
      class="tiles"
      aria-label={t("headlineFigures.keyFigures", { period: month.period })}
    >
      {names.map((name) => (
        <Metric
          definition={{
            ...definitions[name],
            ...MetricWords.of(name, Words.lang(), definitions[name]),
            ...units[name],
          }}
          estimate={metrics[name]}
          change={movements[name]}
          since={since}
        />
      ))}
      <MeanHealth dataset={dataset} summary={summary} />
      <HighRisk month={month} last={last} />
    </section>
  );
}

const Metric = ({
  definition: { name, unit, text },
  estimate,
  change,
  since,
}: {
  definition: Estimate.Definition;
  estimate: Estimate.Value;
  change: Estimate.Movement | null | undefined;
  since: string | null;
}) =>
  estimate.value === null ? (
    <Tile
      title={name}
      hint={text}
      value="—"
      notes={[Words.why(estimate.why)]}
    />
  ) : (
    <Tile
      title={name}
      hint={text}
      value={figure(estimate.value, unit)}
      notes={[
        interval(estimate, unit),
        t("headlineFigures.n", { n: whole(estimate.n) }),
        change && since && movement(change, since, unit),
      ]}
    />
  );

const MeanHealth = ({
  dataset,
  summary: { health, period },
}: {
  dataset: string;
  summary: PeriodSummary.Info;
}) =>
  health?.mean.value == null ? null : (
    <div class="card">
      <h3>
        <T
          k="headlineFigures.healthMean"
          a={(inside) => <a href={Link.to("/health", { dataset })}>{inside}</a>}
        />
      </h3>
      <p class="value">{fixed(health.mean.value, 1)}</p>
      <p class="small lights">
        {Health.Status.options.map((status) => (
          <a
            class={`band ${status}`}
            href={Link.to("/customers", { dataset, period, status })}
          >
            {whole(health.status[status])} {t(`status.${status}`)}
          </a>
        ))}
      </p>
    </div>
  );

const HighRisk = ({
  month: { risk, scored },
  last,
}: {
  month: BandCounts.Info;
  last: BandCounts.Info | null;
}) => (
  <Tile
    title={t("headlineFigures.atHighRisk")}
    value={scored ? whole(risk.bands.high) : "—"}
    notes={[
      scored
        ? t("headlineFigures.ofScored", { scored: whole(scored) })
        : t("headlineFigures.noModelHasScored"),
      scored > 0 &&
        last !== null &&
        last.scored > 0 &&
        t("headlineFigures.in", {
          high: whole(last.risk.bands.high),
          period: last.period,
        }),
    ]}
  />
);

export * as HeadlineFigures from "./headline-figures";
