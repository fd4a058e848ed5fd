// backtest-section: whether past health told who would leave, and who left although it was green
import type { Health } from "@mainstay/core/health/health";
import type { Backtest } from "@mainstay/core/health/backtest";
import type { Estimate } from "@mainstay/core/metrics/estimate";
import { FigureFormat } from "./figure-format";
import { Figures } from "./figures";
import { Link } from "./link";
import { Absent, Panel } from "./panel";
import { Table } from "./table";
import { Words, T, t } from "./words";

const { fixed, percent, whole } = FigureFormat;

// A reader stops here; the API lists 200.
const maxCustomersListed = 20;
const maxComponentsListed = 4;

export function Section({
  backtest,
  components,
  dataset,
  names,
}: {
  backtest: Backtest.Info | null;
  components: Pick<Health.Part, "name" | "label">[];
  dataset: string;
  names: Map<string, string | null>;
}) {
  if (!backtest)
    return (
      <Panel title={t("backtestSection.healthBacktest")}>
        <Absent>{t("backtestSection.noPastPeriodHas")}</Absent>
      </Panel>
    );
  const { pooled, months, missed } = backtest;
  const labels = new Map(
    components.map(({ name, label }) => [name, Words.of(label)]),
  );
  return (
    <>
      <Panel title={t("backtestSection.healthBacktest")}>
        <p>
          <T
            k="backtestSection.ofWithAKnown"
            n={t("count.customerPeriod", { n: pooled.n })}
            positives={whole(pooled.positives)}
            more={
              pooled.base.value !== null && ` (${percent(pooled.base.value)})`
            }
          />
        </p>
        <Signals pooled={pooled} labels={labels} />
        <p class="note">
          <T
            k="backtestSection.theCurrentModelHas"
            value={
              pooled.lift.value === null
                ? Words.why(pooled.lift.why)
                : t("backtestSection.amongTheTenthOf", {
                    value: fixed(pooled.lift.value, 1),
                  })
            }
          />
        </p>
        <details>
          <summary>{t("backtestSection.byPeriod")}</summary>
          <Periods months={months} />
        </details>
      </Panel>
      <Panel title={t("backtestSection.churnedWhileGreen")}>
        <p>
          <T
            k="backtestSection.ofThatStoodGreen"
            green={t("count.customerPeriod", { n: missed.green })}
            left={whole(missed.left)}
            more={
              missed.green > 0 && ` (${percent(missed.left / missed.green)})`
            }
          />
        </p>
        {missed.list.length > 0 && (
          <Missed
            missed={missed.list.slice(0, maxCustomersListed)}
            {...{ dataset, names, labels }}
          />
        )}
      </Panel>
    </>
  );
}

const Auc = ({ value }: { value: Estimate.Value }) => (
  <Figures.Estimated estimate={value} text={(auc) => fixed(auc, 3)} />
);

const Signals = ({
  pooled: { health, probability, components },
  labels,
}: {
  pooled: Backtest.Info["pooled"];
  labels: Map<string, string>;
}) => (
  <Table
    rows={[
      { title: <b>{t("tab.health")}</b>, auc: health },
      {
        title: <b>{t("backtestSection.probabilityOfTheModel")}</b>,
        auc: probability,
      },
      ...Object.entries(components)
        .sort(([, a], [, b]) => (b.value ?? -1) - (a.value ?? -1))
        .map(([name, auc]) => ({ title: labels.get(name) ?? name, auc })),
    ]}
    columns={[
      { title: t("backtestSection.signal"), cell: ({ title }) => title },
      {
        title: t("backtestSection.interval"),
        label: t("backtestSection.auc"),
        cell: ({ auc }) => <Auc value={auc} />,
      },
    ]}
  />
);

const Periods = ({ months }: { months: Backtest.Info["months"] }) => (
  <Table
    rows={months.toReversed()}
    columns={[
      { title: t("word.period"), cell: ({ period }) => period },
      { title: t("column.customers"), number: true, cell: ({ n }) => whole(n) },
      {
        title: t("column.left"),
        number: true,
        cell: ({ positives }) => whole(positives),
      },
      {
        title: t("backtestSection.healthAuc"),
        cell: ({ health }) => <Auc value={health} />,
      },
      {
        title: t("backtestSection.probabilityAuc"),
        cell: ({ probability }) => <Auc value={probability} />,
      },
    ]}
  />
);

const Missed = ({
  missed,
  dataset,
  names,
  labels,
}: {
  missed: Backtest.Missed[];
  dataset: string;
  names: Map<string, string | null>;
  labels: Map<string, string>;
}) => (
  <Table
    rows={missed}
    columns={[
      {
        title: t("column.customer"),
        cell: ({ id }) => (
          <a href={Link.customer(dataset, id)}>{names.get(id) ?? id}</a>
        ),
      },
      {
        title: t("backtestSection.greenIn"),
        class: "nowrap",
        cell: ({ period }) => period,
      },
      {
        title: t("tab.health"),
        number: true,
        cell: ({ health }) => whole(health),
      },
      {
        title: t("backtestSection.greenBecauseOf"),
        class: "id",
        label: null,
        cell: ({ on }) =>
          on
            .slice(0, maxComponentsListed)
            .map(
              ({ name, points }) =>
                `${labels.get(name) ?? name} ${whole(points)}`,
            )
            .join(", "),
      },
    ]}
  />
);

export * as BacktestSection from "./backtest-section";
