// headline-figures: a period's headline, each number with its interval, count and movement
import { Health } from "@mainstay/core/health/health";
import { Estimate } from "@mainstay/core/metrics/estimate";
import type { PeriodSummary } from "@mainstay/core/periods/period-summary";
import { Link } from "./link";
import type { BandCounts } from "./band-counts";
import { FigureFormat } from "./figure-format";

// Shown with why where they have no value; the others where they are measured.
const always: string[] = Estimate.names;
const measured = ["nrr", "grr", "mrr", "nps"];
// A ratio, because it may pass 1; people speak of it in per cent.
const written: Record<string, Partial<Estimate.Definition>> = {
  nrr: { unit: "share" },
};

export function Figures({
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
  const { risk, scored } = month;
  const { metrics, definitions } = summary;
  const names = [
    ...always,
    ...measured.filter((name) => metrics[name]?.value != null),
  ];
  return (
    <section class="tiles" aria-label={`Figures of ${month.period}`}>
      {names.map((name) => (
        <Tile
          definition={{ ...definitions[name], ...written[name] }}
          value={metrics[name]}
          movement={summary.movements[name]}
          since={summary.since}
        />
      ))}
      <Wellbeing dataset={dataset} summary={summary} />
      <div class="card">
        <h3>At high risk</h3>
        <p class="value">
          {scored ? FigureFormat.whole(risk.bands.high) : "—"}
        </p>
        <p class="small">
          {scored
            ? `of ${FigureFormat.whole(scored)} scored`
            : "No model has scored this period."}
        </p>
        {scored > 0 && last !== null && last.scored > 0 && (
          <p class="small">
            {FigureFormat.whole(last.risk.bands.high)} in {last.period}
          </p>
        )}
      </div>
    </section>
  );
}

const Tile = ({
  definition: { name, unit, text },
  value,
  movement,
  since,
}: {
  definition: Estimate.Definition;
  value: Estimate.Value;
  movement: Estimate.Movement | null | undefined;
  since: string | null;
}) =>
  value.value === null ? (
    <div class="card" title={text}>
      <h3>{name}</h3>
      <p class="value">—</p>
      <p class="small">{value.why}</p>
    </div>
  ) : (
    <div class="card" title={text}>
      <h3>{name}</h3>
      <p class="value">{FigureFormat.figure(value.value, unit)}</p>
      <p class="small">{FigureFormat.interval(value, unit)}</p>
      <p class="small">n = {FigureFormat.whole(value.n)}</p>
      {movement && since && (
        <p class="small">{FigureFormat.movement(movement, since, unit)}</p>
      )}
    </div>
  );

const Wellbeing = ({
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
      <p class="value">{FigureFormat.fixed(health.mean.value, 1)}</p>
      <p class="small lights">
        {Health.Status.options.map((status) => (
          <a
            class={`band ${status}`}
            href={Link.to("/customers", { dataset, period, status })}
          >
            {FigureFormat.whole(health.status[status])} {status}
          </a>
        ))}
      </p>
    </div>
  );
