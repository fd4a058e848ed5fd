// backtest-section: whether past health told who would leave, and who left although it was green
import type { Health } from "@mainstay/core/health/health";
import type { Backtest as Judged } from "@mainstay/core/health/backtest";
import type { Estimate } from "@mainstay/core/metrics/estimate";
import { Link } from "./link";
import { Absent } from "./components";
import { FigureFormat } from "./figure-format";

type Component = Pick<Health.Part, "name" | "label">;

// More than these nobody reads; the API has 200.
const most = 20;

export function Section({
  backtest,
  components,
  dataset,
  names,
}: {
  backtest: Judged.Info | null;
  components: Component[];
  dataset: string;
  names: Map<string, string | null>;
}) {
  if (!backtest)
    return (
      <section class="card">
        <h2>Did it tell who would leave?</h2>
        <Absent>
          No past period has both a health and a known outcome yet; it is
          measured as soon as one has.
        </Absent>
      </section>
    );
  const { pooled, months, missed } = backtest;
  const labels = new Map(components.map(({ name, label }) => [name, label.en]));
  return (
    <>
      <section class="card">
        <h2>Did it tell who would leave?</h2>
        <p>
          Of {FigureFormat.plural(pooled.n, "customer period")} with a known
          outcome, {FigureFormat.whole(pooled.positives)} left
          {pooled.base.value !== null &&
            ` (${FigureFormat.percent(pooled.base.value)})`}
          . An AUC of 0.5 is chance, 1 tells all that leave from all that stay.
        </p>
        <table class="stack">
          <thead>
            <tr>
              <th scope="col">Signal</th>
              <th scope="col">AUC, 95 % interval</th>
            </tr>
          </thead>
          <tbody>
            <Line title="Health" value={pooled.health} strong />
            <Line
              title="Probability of the model"
              value={pooled.probability}
              strong
            />
            {Object.entries(pooled.components)
              .sort(([, a], [, b]) => (b.value ?? -1) - (a.value ?? -1))
              .map(([name, value]) => (
                <Line title={labels.get(name) ?? name} value={value} />
              ))}
          </tbody>
        </table>
        <p class="note">
          {pooled.lift.value === null
            ? pooled.lift.why
            : `Among the tenth of lowest health, ${FigureFormat.fixed(pooled.lift.value, 1)} times as many left as on average.`}{" "}
          The model that scores now has learned from the older of these periods,
          so its probability, and health through it, look better there than they
          will on new ones; the newest periods say most.
        </p>
        <details>
          <summary>Period by period</summary>
          <Months months={months} />
        </details>
      </section>
      <section class="card">
        <h2>Green, and left</h2>
        <p>
          Of {FigureFormat.plural(missed.green, "customer period")} that stood
          green, {FigureFormat.whole(missed.left)} left
          {missed.green > 0 &&
            ` (${FigureFormat.percent(missed.left / missed.green)})`}
          .
        </p>
        {missed.list.length > 0 && (
          <Missed
            list={missed.list.slice(0, most)}
            {...{ dataset, names, labels }}
          />
        )}
      </section>
    </>
  );
}

const Auc = ({ value }: { value: Estimate.Value }) =>
  value.value === null ? (
    <span class="id">{value.why}</span>
  ) : (
    <span>
      <b>{FigureFormat.fixed(value.value, 3)}</b>{" "}
      {value.low !== undefined && value.high !== undefined && (
        <span class="id">
          {FigureFormat.fixed(value.low, 3)} to{" "}
          {FigureFormat.fixed(value.high, 3)}
        </span>
      )}
    </span>
  );

const Line = ({
  title,
  value,
  strong,
}: {
  title: string;
  value: Estimate.Value;
  strong?: true;
}) => (
  <tr>
    <td>{strong ? <b>{title}</b> : title}</td>
    <td data-label="AUC">
      <Auc value={value} />
    </td>
  </tr>
);

const Months = ({ months }: { months: Judged.Info["months"] }) => (
  <table class="stack">
    <thead>
      <tr>
        <th scope="col">Period</th>
        <th scope="col" class="number">
          Customers
        </th>
        <th scope="col" class="number">
          Left
        </th>
        <th scope="col">Health, AUC</th>
        <th scope="col">Probability, AUC</th>
      </tr>
    </thead>
    <tbody>
      {months.toReversed().map((month) => (
        <tr>
          <td>{month.period}</td>
          <td class="number" data-label="Customers">
            {FigureFormat.whole(month.n)}
          </td>
          <td class="number" data-label="Left">
            {FigureFormat.whole(month.positives)}
          </td>
          <td data-label="Health, AUC">
            <Auc value={month.health} />
          </td>
          <td data-label="Probability, AUC">
            <Auc value={month.probability} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

const Missed = ({
  list,
  dataset,
  names,
  labels,
}: {
  list: Judged.Missed[];
  dataset: string;
  names: Map<string, string | null>;
  labels: Map<string, string>;
}) => (
  <table class="stack">
    <thead>
      <tr>
        <th scope="col">Customer</th>
        <th scope="col">Green in</th>
        <th scope="col" class="number">
          Health
        </th>
        <th scope="col">Green on</th>
      </tr>
    </thead>
    <tbody>
      {list.map(({ id, period, health, on }) => (
        <tr>
          <td>
            <a href={Link.customer(dataset, id)}>{names.get(id) ?? id}</a>
          </td>
          <td data-label="Green in" class="nowrap">
            {period}
          </td>
          <td data-label="Health" class="number">
            {FigureFormat.whole(health)}
          </td>
          <td class="id">
            {on
              .slice(0, 4)
              .map(
                ({ name, points }) =>
                  `${labels.get(name) ?? name} ${FigureFormat.whole(points)}`,
              )
              .join(", ")}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

export * as BacktestSection from "./backtest-section";
