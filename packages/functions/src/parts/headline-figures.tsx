// headline-figures: the key figures of a period, each with its interval, count and movement
import { Health } from "@mainstay/core/health/health";
import { Estimate } from "@mainstay/core/metrics/estimate";
import type { PeriodSummary } from "@mainstay/core/periods/period-summary";
import type { BandCounts } from "./band-counts";
import { FigureFormat } from "./figure-format";
import { Link } from "./link";
import { Tile } from "./tile";

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
    <section class="tiles" aria-label={`Key figures, ${month.period}`}>
      {names.map((name) => (
        <Metric
          definition={{ ...definitions[name], ...units[name] }}
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
    <Tile title={name} hint={text} value="—" notes={[estimate.why]} />
  ) : (
    <Tile
      title={name}
      hint={text}
      value={figure(estimate.value, unit)}
      notes={[
        interval(estimate, unit),
        `n = ${whole(estimate.n)}`,
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
        <a href={Link.to("/health", { dataset })}>Health</a>, mean
      </h3>
      <p class="value">{fixed(health.mean.value, 1)}</p>
      <p class="small lights">
        {Health.Status.options.map((status) => (
          <a
            class={`band ${status}`}
            href={Link.to("/customers", { dataset, period, status })}
          >
            {whole(health.status[status])} {status}
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
    title="At high risk"
    value={scored ? whole(risk.bands.high) : "—"}
    notes={[
      scored
        ? `of ${whole(scored)} scored`
        : "No model has scored this period.",
      scored > 0 &&
        last !== null &&
        last.scored > 0 &&
        `${whole(last.risk.bands.high)} in ${last.period}`,
    ]}
  />
);

export * as HeadlineFigures from "./headline-figures";
