// figures: a period's headline, each number with its interval, count and movement
import { Metric } from "@mainstay/core/metric";
import type { Month } from "./month";
import { Words } from "./words";

export function Figures({
  month,
  last,
}: {
  month: Month.Info;
  last: Month.Info | null;
}) {
  const { risk, scored } = month;
  const moved = Metric.movements(month.metrics, last && last.metrics);
  return (
    <section class="tiles" aria-label={`Figures of ${month.period}`}>
      {Metric.names.map((name) => {
        const { name: title, unit, text } = Metric.definitions[name];
        const value = month.metrics[name];
        const movement = moved[name];
        if (value.value === null)
          return (
            <div class="card" title={text}>
              <h3>{title}</h3>
              <p class="value">—</p>
              <p class="small">{value.why}</p>
            </div>
          );
        return (
          <div class="card" title={text}>
            <h3>{title}</h3>
            <p class="value">{Words.figure(value.value, unit)}</p>
            <p class="small">{Words.interval(value, unit)}</p>
            <p class="small">n = {Words.whole(value.n)}</p>
            {movement && last && (
              <p class="small">{Words.movement(movement, last.period, unit)}</p>
            )}
          </div>
        );
      })}
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
