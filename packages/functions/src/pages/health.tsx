// health: the page of a period's health: status counts, distribution, drivers, backtest
import { Hono } from "hono";
import { HealthDisagreement } from "@mainstay/core/accounts/health-disagreement";
import { Period } from "@mainstay/core/tabular/period";
import { Health } from "@mainstay/core/health/health";
import { HealthBacktest } from "@mainstay/core/periods/health-backtest";
import { PeriodState } from "@mainstay/core/state/period-state";
import { StoredState } from "@mainstay/core/state/stored-state";
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
import { Words, T, t } from "../parts/words";

export const health = new Hono<Env>();

health.get("/health", Session.needs("read"), async (c) => {
  const { names, dataset } = await DatasetChoice.chosen(c);
  const frame = {
    title: t("tab.health"),
    tab: "health",
    dataset,
    names,
  } as const;
  const summary = await DatasetChoice.summary(c, dataset);
  if (!summary) return Page.show(c, frame, <NoCustomers />);
  if (!summary.health)
    return Page.show(
      c,
      frame,
      <Absent>
        <T
          k="health.noColumnOfThe"
          a={(inside) => (
            <a href={Link.to("/settings", { dataset, noun: "health" })}>
              {inside}
            </a>
          )}
        />
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
    { ...frame, lead: t("health.aScoreFrom0", { period }) },
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
        items={HealthDisagreement.watch(rowsOf(state), before, new Date())}
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
    <Panel title={t("health.healthAndSignalsDisagree")}>
      <Table
        rows={items.slice(0, maxWatched)}
        columns={[
          {
            title: t("column.customer"),
            cell: ({ id, name }) => (
              <a href={Link.customer(dataset, id)}>{name ?? id}</a>
            ),
          },
          {
            title: t("word.revenue"),
            number: true,
            cell: ({ revenue }) => <Figures.Revenue value={revenue} />,
          },
          { title: t("health.said"), cell: ({ said }) => Words.of(said) },
          {
            title: t("health.but"),
            cell: ({ signals }) =>
              signals.map(Words.of).join(t("list.semicolon")),
          },
        ]}
      />
      {items.length > maxWatched && (
        <p class="note">
          <T
            k="health.and"
            count={t("count.otherCustomer", { n: items.length - maxWatched })}
          />
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
    <section class="tiles" aria-label={t("health.customersByStatus")}>
      {mean.value === null ? (
        <Tile
          title={t("health.meanScore")}
          value="—"
          notes={[Words.why(mean.why)]}
        />
      ) : (
        <Tile
          title={t("health.meanScore")}
          value={FigureFormat.fixed(mean.value, 1)}
          notes={[FigureFormat.interval(mean, "points")]}
        />
      )}
      {Health.Status.options.map((one) => (
        <Tile
          title={<span class={`band ${one}`}>{t(`status.${one}`)}</span>}
          value={<a href={link(one)}>{FigureFormat.whole(status[one])}</a>}
          notes={[
            t("health.ofCustomers", {
              percent: FigureFormat.percent(status[one] / all),
            }),
          ]}
        />
      ))}
      {status.unknown > 0 && (
        <Tile
          title={t("health.unknown")}
          value={FigureFormat.whole(status.unknown)}
          notes={[t("health.tooFewDriversHave")]}
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
  const described = counts.map((n, k) =>
    t("health.range", {
      value: k * pointsPerBin,
      value2: (k + 1) * pointsPerBin,
      n,
    }),
  );
  return (
    <Panel title={t("health.healthDistribution")}>
      <div
        class="columns"
        role="img"
        aria-label={t("health.customersByHealth", {
          join: described.join("; "),
        })}
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
        <T
          k="health.redBelowGreenFrom"
          amber={bounds.amber}
          green={bounds.green}
          largest={t("count.customer", { n: largest })}
          pointsPerBin={pointsPerBin}
        />
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
    title={t("word.drivers")}
    aside={
      <a href={Link.to("/settings", { dataset, noun: "health" })}>
        {t("health.editSettings")}
      </a>
    }
  >
    <Table
      kind="stack parts"
      rows={components}
      columns={[
        { title: t("column.driver"), cell: ({ label }) => Words.of(label) },
        {
          title: t("word.weight"),
          number: true,
          cell: ({ weight }) => FigureFormat.cell(weight),
        },
        {
          title: t("health.meanPointsOf100"),
          label: t("health.meanPoints"),
          class: "bars",
          cell: ({ mean }) => (
            <Figures.Bar value={mean} text={FigureFormat.whole} />
          ),
        },
        {
          title: t("health.withoutAValue"),
          number: true,
          cell: ({ missing }) => FigureFormat.whole(missing),
        },
      ]}
    />
    <p class="note">{t("health.aDriverWithoutA")}</p>
  </Panel>
);
