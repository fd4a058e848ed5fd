// health: the page of a period's health: status counts, distribution, drivers, backtest
import { Hono } from "hono";
import { HealthDisagreement } from "@mainstay/core/accounts/health-disagreement";
import { Period } from "@mainstay/core/tabular/period";
import { Health } from "@mainstay/core/health/health";
import { HealthBacktest } from "@mainstay/core/periods/health-backtest";
import { PeriodState } from "@mainstay/core/periods/period-state";
import { StoredState } from "@mainstay/core/periods/stored-state";
import type { PeriodSummary } from "@mainstay/core/periods/period-summary";
import { BacktestSection } from "../parts/backtest-section";
import { DatasetChoice } from "../parts/dataset-choice";
import { FigureFormat } from "../parts/figure-format";
import { Figures } from "../parts/figures";
import { Link } from "../parts/link";
import { Page } from "../parts/page";
import { Absent, NoCustomers, Panel } from "../parts/panel";
import { Session, type Env } from "../parts/session";
import { Table } from "../parts/table";
import { Tile } from "../parts/tile";

export const health = new Hono<Env>();

health.get("/health", Session.needs("read"), async (c) => {
  const { names, dataset } = await DatasetChoice.chosen(c);
  const frame = { title: "Health", tab: "Health", dataset, names } as const;
  const summary = await DatasetChoice.summary(c, dataset);
  if (!summary) return Page.show(c, frame, <NoCustomers />);
  if (!summary.health)
    return Page.show(
      c,
      frame,
      <Absent>
        No column of the data can serve as a driver of health: give columns
        their roles in the definition, or{" "}
        <a href={Link.to("/settings", { dataset, noun: "health" })}>
          set the drivers
        </a>
      </Absent>,
    );
  const { period } = summary;
  const [state, before, backtest] = await Promise.all([
    StoredState.current(dataset, period),
    StoredState.current(dataset, Period.previous(period)),
    HealthBacktest.backtest(dataset, period),
  ]);
  return Page.show(
    c,
    { ...frame, lead: `A score from 0 to 100 for each customer, in ${period}` },
    <>
      <Counts
        health={summary.health}
        link={(status) =>
          Link.to("/customers", { dataset, period, status, sort: "health" })
        }
      />
      <Distribution
        scores={state?.health ?? []}
        bounds={summary.health.config.status}
      />
      <Drivers health={summary.health} dataset={dataset} />
      <Watch
        items={HealthDisagreement.watch(rowsOf(state), before)}
        dataset={dataset}
      />
      <BacktestSection.Section
        backtest={backtest}
        components={summary.health.components}
        dataset={dataset}
        names={new Map(state?.id.map((id, k) => [id, state.name[k]]) ?? [])}
      />
    </>,
  );
});

const rowsOf = (state: PeriodState.Info | null) =>
  (state?.id ?? []).map((_, row) => ({
    ...{ state: state!, row },
    left: PeriodState.hasLeft(state!, row) ? { period: state!.period } : null,
  }));

const maxWatched = 15;

const Watch = ({
  items,
  dataset,
}: {
  items: HealthDisagreement.Info[];
  dataset: string;
}) =>
  items.length > 0 && (
    <Panel title="Health and signals disagree">
      <Table
        rows={items.slice(0, maxWatched)}
        columns={[
          {
            title: "Customer",
            cell: ({ id, name }) => (
              <a href={Link.customer(dataset, id)}>{name ?? id}</a>
            ),
          },
          {
            title: "Revenue",
            number: true,
            cell: ({ revenue }) => <Figures.Revenue value={revenue} />,
          },
          { title: "Said", cell: ({ said }) => said.en },
          {
            title: "But",
            cell: ({ signals }) => signals.map(({ en }) => en).join("; "),
          },
        ]}
      />
      {items.length > maxWatched && (
        <p class="note">
          And {FigureFormat.count(items.length - maxWatched, "other customer")}.
        </p>
      )}
    </Panel>
  );

type Shown = NonNullable<PeriodSummary.Info["health"]>;

const Counts = ({
  health: { status, mean },
  link,
}: {
  health: Shown;
  link: (status: Health.Status) => string;
}) => {
  const all = status.red + status.amber + status.green + status.unknown;
  return (
    <section class="tiles" aria-label="Customers by status">
      {mean.value === null ? (
        <Tile title="Mean" value="—" notes={[mean.why]} />
      ) : (
        <Tile
          title="Mean"
          value={FigureFormat.fixed(mean.value, 1)}
          notes={[FigureFormat.interval(mean, "points")]}
        />
      )}
      {Health.Status.options.map((one) => (
        <Tile
          title={<span class={`band ${one}`}>{one}</span>}
          value={<a href={link(one)}>{FigureFormat.whole(status[one])}</a>}
          notes={[`${FigureFormat.percent(status[one] / all)} of customers`]}
        />
      ))}
      {status.unknown > 0 && (
        <Tile
          title="Unknown"
          value={FigureFormat.whole(status.unknown)}
          notes={["too few drivers have a value"]}
        />
      )}
    </section>
  );
};

const pointsPerBin = 5;

const Distribution = ({
  scores,
  bounds,
}: {
  scores: (number | null)[];
  bounds: { amber: number; green: number };
}) => {
  const counts = Array.from({ length: 100 / pointsPerBin }, () => 0);
  for (const score of scores)
    if (score !== null)
      counts[Math.min(counts.length - 1, Math.floor(score / pointsPerBin))]++;
  const largest = Math.max(...counts);
  const status = (low: number) => {
    if (low < bounds.amber) return "red";
    return low < bounds.green ? "amber" : "green";
  };
  const described = counts.map(
    (n, k) => `${k * pointsPerBin} to ${(k + 1) * pointsPerBin}: ${n}`,
  );
  return (
    <Panel title="Health distribution">
      <div
        class="columns"
        role="img"
        aria-label={`Customers by health. ${described.join("; ")}`}
      >
        {counts.map((n, k) => (
          <span title={described[k]}>
            <i
              class={status(k * pointsPerBin)}
              style={`height:${((100 * n) / Math.max(1, largest)).toFixed(1)}%`}
            />
          </span>
        ))}
      </div>
      <div class="scale" aria-hidden="true">
        {[0, 25, 50, 75, 100].map((points) => (
          <span>{points}</span>
        ))}
      </div>
      <p class="note">
        Red below {bounds.amber}, green from {bounds.green} on. The tallest
        column is {FigureFormat.count(largest, "customer")}; each is{" "}
        {pointsPerBin} points wide and takes the colour of its lower end.
      </p>
    </Panel>
  );
};

const Drivers = ({
  health: { components },
  dataset,
}: {
  health: Shown;
  dataset: string;
}) => (
  <Panel
    title="Drivers"
    aside={
      <a href={Link.to("/settings", { dataset, noun: "health" })}>
        Edit settings
      </a>
    }
  >
    <Table
      kind="stack parts"
      rows={components}
      columns={[
        { title: "Driver", cell: ({ label }) => label.en },
        {
          title: "Weight",
          number: true,
          cell: ({ weight }) => FigureFormat.cell(weight),
        },
        {
          title: "Mean points of 100",
          label: "Mean points",
          class: "bars",
          cell: ({ mean }) => (
            <Figures.Bar value={mean} text={FigureFormat.whole} />
          ),
        },
        {
          title: "Without a value",
          number: true,
          cell: ({ missing }) => FigureFormat.whole(missing),
        },
      ]}
    />
    <p class="note">
      A driver without a value shares its weight among the others, unless the
      settings say otherwise.
    </p>
  </Panel>
);
