// backtest-section: whether past health told who would leave, and who left although it was green
import type { Health } from "@mainstay/core/health/health";
import type { Backtest } from "@mainstay/core/health/backtest";
import type { Estimate } from "@mainstay/core/metrics/estimate";
import { FigureFormat } from "./figure-format";
import { Figures } from "./figures";
import { Link } from "./link";
import { Absent, Panel } from "./panel";
import { Table } from "./table";

const { fixed, percent, count, whole } = FigureFormat;

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
      <Panel title="Health backtest">
        <Absent>
          No past period has both a health and a known outcome yet; it is
          measured as soon as one has.
        </Absent>
      </Panel>
    );
  const { pooled, months, missed } = backtest;
  const labels = new Map(components.map(({ name, label }) => [name, label.en]));
  return (
    <>
      <Panel title="Health backtest">
        <p>
          Of {count(pooled.n, "customer period")} with a known outcome,{" "}
          {whole(pooled.positives)} left
          {pooled.base.value !== null && ` (${percent(pooled.base.value)})`}. An
          AUC of 0.5 is chance; 1 tells all who leave from all who stay.
        </p>
        <Signals pooled={pooled} labels={labels} />
        <p class="note">
          {pooled.lift.value === null
            ? pooled.lift.why
            : `Among the tenth of lowest health, ${fixed(pooled.lift.value, 1)} times as many left as on average.`}{" "}
          The current model has learned from the older of these periods, so its
          probability, and health through it, look better there than they will
          on new ones; the newest periods say most.
        </p>
        <details>
          <summary>By period</summary>
          <Periods months={months} />
        </details>
      </Panel>
      <Panel title="Churned while green">
        <p>
          Of {count(missed.green, "customer period")} that stood green,{" "}
          {whole(missed.left)} left
          {missed.green > 0 && ` (${percent(missed.left / missed.green)})`}.
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
      { title: <b>Health</b>, auc: health },
      { title: <b>Probability of the model</b>, auc: probability },
      ...Object.entries(components)
        .sort(([, a], [, b]) => (b.value ?? -1) - (a.value ?? -1))
        .map(([name, auc]) => ({ title: labels.get(name) ?? name, auc })),
    ]}
    columns={[
      { title: "Signal", cell: ({ title }) => title },
      {
        title: "AUC, 95 % interval",
        label: "AUC",
        cell: ({ auc }) => <Auc value={auc} />,
      },
    ]}
  />
);

const Periods = ({ months }: { months: Backtest.Info["months"] }) => (
  <Table
    rows={months.toReversed()}
    columns={[
      { title: "Period", cell: ({ period }) => period },
      { title: "Customers", number: true, cell: ({ n }) => whole(n) },
      {
        title: "Left",
        number: true,
        cell: ({ positives }) => whole(positives),
      },
      { title: "Health, AUC", cell: ({ health }) => <Auc value={health} /> },
      {
        title: "Probability, AUC",
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
        title: "Customer",
        cell: ({ id }) => (
          <a href={Link.customer(dataset, id)}>{names.get(id) ?? id}</a>
        ),
      },
      { title: "Green in", class: "nowrap", cell: ({ period }) => period },
      {
        title: "Health",
        number: true,
        cell: ({ health }) => whole(health),
      },
      {
        title: "Green because of",
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
