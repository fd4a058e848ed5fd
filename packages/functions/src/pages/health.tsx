// health: the page of health over all customers
import { Hono } from "hono";
import { Refresh } from "@mainstay/core/periods/refresh";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Health } from "@mainstay/core/health/health";
import { HealthBacktest } from "@mainstay/core/periods/health-backtest";
import { PeriodState } from "@mainstay/core/periods/period-state";
import type { PeriodSummary } from "@mainstay/core/periods/period-summary";
import { BacktestSection } from "../parts/backtest-section";
import { Link } from "../parts/link";
import { Page } from "../parts/page";
import { Absent, Bar } from "../parts/components";
import { Session, type Env } from "../parts/session";
import { FigureFormat } from "../parts/figure-format";

export const health = new Hono<Env>();

health.get("/health", Session.needs("read"), async (c) => {
  const { names, dataset } = await Page.chosen(c);
  const frame = { title: "Health", tab: "Health", dataset } as const;
  const choice = (
    <Page.Datasets names={names} dataset={dataset} path="/health" />
  );
  const periods = await Dataset.periods(dataset);
  const summary = periods.length
    ? await Refresh.summary(
        dataset,
        await Dataset.period(dataset, c.req.query("period") || undefined),
      )
    : null;
  if (!summary?.health)
    return Page.show(
      c,
      frame,
      <>
        <h1>Health</h1>
        {choice}
        <Absent>
          {summary
            ? "No column is known that health could be made of: give columns their roles in the definition, or "
            : "Health is of customers, and there are none yet: "}
          {summary ? (
            <a href={Link.to("/settings", { dataset, noun: "health" })}>
              say what it is made of
            </a>
          ) : (
            <a href="/uploads">upload a CSV</a>
          )}
        </Absent>
      </>,
    );
  const { period } = summary;
  const [standing, backtest] = await Promise.all([
    PeriodState.current(dataset, period),
    HealthBacktest.backtest(dataset, period),
  ]);
  const link = (status: Health.Status) =>
    Link.to("/customers", { dataset, period, status, sort: "health" });
  return Page.show(
    c,
    frame,
    <>
      <h1>Health</h1>
      <p class="lead">
        One number from 0 to 100 for each customer, in {period}
      </p>
      {choice}
      <Status health={summary.health} link={link} />
      <Distribution
        scores={standing?.health ?? []}
        bounds={summary.health.config.status}
      />
      <Components health={summary.health} dataset={dataset} />
      <BacktestSection.Section
        backtest={backtest}
        components={summary.health.components}
        dataset={dataset}
        names={
          new Map(standing?.id.map((id, k) => [id, standing.name[k]]) ?? [])
        }
      />
    </>,
  );
});

type Shown = NonNullable<PeriodSummary.Info["health"]>;

const Status = ({
  health: { status, mean },
  link,
}: {
  health: Shown;
  link: (status: Health.Status) => string;
}) => {
  const all = status.red + status.amber + status.green + status.unknown;
  return (
    <section class="tiles" aria-label="Customers by status">
      <div class="card">
        <h3>Mean</h3>
        <p class="value">
          {mean.value === null ? "—" : FigureFormat.fixed(mean.value, 1)}
        </p>
        <p class="small">
          {mean.value === null
            ? mean.why
            : FigureFormat.interval(mean, "points")}
        </p>
      </div>
      {Health.Status.options.map((one) => (
        <div class="card">
          <h3>
            <span class={`band ${one}`}>{one}</span>
          </h3>
          <p class="value">
            <a href={link(one)}>{FigureFormat.whole(status[one])}</a>
          </p>
          <p class="small">
            {FigureFormat.percent(status[one] / all)} of customers
          </p>
        </div>
      ))}
      {status.unknown > 0 && (
        <div class="card">
          <h3>Unknown</h3>
          <p class="value">{FigureFormat.whole(status.unknown)}</p>
          <p class="small">too few inputs have a value</p>
        </div>
      )}
    </section>
  );
};

const width = 5;

const Distribution = ({
  scores,
  bounds,
}: {
  scores: (number | null)[];
  bounds: { amber: number; green: number };
}) => {
  const counts = Array.from({ length: 100 / width }, () => 0);
  for (const score of scores)
    if (score !== null)
      counts[Math.min(counts.length - 1, Math.floor(score / width))]++;
  const most = Math.max(...counts);
  const shade = (low: number) =>
    low < bounds.amber ? "red" : low < bounds.green ? "amber" : "green";
  const said = counts.map((n, k) => `${k * width} to ${(k + 1) * width}: ${n}`);
  return (
    <section class="card">
      <h2>Customers by health</h2>
      <div
        class="columns"
        role="img"
        aria-label={`Customers by health. ${said.join("; ")}`}
      >
        {counts.map((n, k) => (
          <span title={said[k]}>
            <i
              class={shade(k * width)}
              style={`height:${((100 * n) / Math.max(1, most)).toFixed(1)}%`}
            />
          </span>
        ))}
      </div>
      <div class="scale" aria-hidden="true">
        {[0, 25, 50, 75, 100].map((one) => (
          <span>{one}</span>
        ))}
      </div>
      <p class="note">
        Red below {bounds.amber}, green from {bounds.green} on. The tallest
        column is {FigureFormat.plural(most, "customer")}; each is {width}{" "}
        points wide and takes the colour of its lower end.
      </p>
    </section>
  );
};

const Components = ({
  health: { components },
  dataset,
}: {
  health: Shown;
  dataset: string;
}) => (
  <section class="card">
    <div class="head">
      <h2>What it is made of</h2>
      <a href={Link.to("/settings", { dataset, noun: "health" })}>Change it</a>
    </div>
    <table class="stack parts">
      <thead>
        <tr>
          <th scope="col">Component</th>
          <th scope="col" class="number">
            Weight
          </th>
          <th scope="col">Mean points of 100</th>
          <th scope="col" class="number">
            Without a value
          </th>
        </tr>
      </thead>
      <tbody>
        {components.map(({ label, weight, mean, missing }) => (
          <tr>
            <td>{label.en}</td>
            <td class="number" data-label="Weight">
              {FigureFormat.cell(weight)}
            </td>
            <td class="bars" data-label="Mean points">
              {mean === null ? (
                "—"
              ) : (
                <>
                  <Bar value={mean} />
                  <span class="number">{FigureFormat.whole(mean)}</span>
                </>
              )}
            </td>
            <td class="number" data-label="Without a value">
              {FigureFormat.whole(missing)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
    <p class="note">
      A component without a value shares its weight among the others, unless the
      settings say otherwise.
    </p>
  </section>
);
