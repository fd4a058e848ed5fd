// figures: a period's headline, each number with its interval, count and movement
import { Health } from "@mainstay/core/health";
import { Metric } from "@mainstay/core/metric";
import type { Summary } from "@mainstay/core/summary";
import { Link } from "./link";
import type { Month } from "./month";
import { Words } from "./words";

// Shown with why where they have no value; the others where they are measured.
const always: string[] = Metric.names;
const measured = ["nrr", "grr", "mrr", "nps"];
// A ratio, because it may pass 1; people speak of it in per cent.
const written: Record<string, Partial<Metric.Definition>> = {
  nrr: { unit: "share" },
};

export function Figures({
  dataset,
  summary,
  month,
  last,
}: {
  dataset: string;
  summary: Summary.Info;
  month: Month.Info;
  last: Month.Info | null;
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
        <p class="value">{scored ? Words.whole(risk.bands.high) : "—"}</p>
        <p class="small">
          {scored
            ? `of ${Words.whole(scored)} scored`
            : "No model has scored this period."}
        </p>
        {scored > 0 && last !== null && last.scored > 0 && (
          <p class="small">
            {Words.whole(last.risk.bands.high)} in {last.period}
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
  definition: Metric.Definition;
  value: Metric.Value;
  movement: Metric.Movement | null | undefined;
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
      <p class="value">{Words.figure(value.value, unit)}</p>
      <p class="small">{Words.interval(value, unit)}</p>
      <p class="small">n = {Words.whole(value.n)}</p>
      {movement && since && (
        <p class="small">{Words.movement(movement, since, unit)}</p>
      )}
    </div>
  );

const Wellbeing = ({
  dataset,
  summary: { health, period },
}: {
  dataset: string;
  summary: Summary.Info;
}) =>
  health?.mean.value == null ? null : (
    <div class="card">
      <h3>
        <a href={Link.to("/health", { dataset })}>Health</a>, mean
      </h3>
      <p class="value">{Words.fixed(health.mean.value, 1)}</p>
      <p class="small lights">
        {Health.Status.options.map((status) => (
          <a
            class={`band ${status}`}
            href={Link.to("/customers", { dataset, period, status })}
          >
            {Words.whole(health.status[status])} {status}
          </a>
        ))}
      </p>
    </div>
  );
