// customer-history: a customer's risk, health and revenue period by period
import type { Customer } from "@mainstay/core/accounts/customer";
import { FigureFormat } from "./figure-format";
import { Figures } from "./figures";
import { Panel } from "./panel";
import { Table } from "./table";

/** The probability over time as SVG; null for fewer than two scores. */
export async function chart(history: Customer.Moment[]) {
  const scored = history.filter(({ probability }) => probability !== null);
  if (scored.length < 2) return null;
  const { movement } = await import("@mainstay/core/chart/chart");
  const described = history.map(
    ({ period, probability }) =>
      `${period}: ${probability === null ? "none" : FigureFormat.percent(probability)}`,
  );
  return movement({
    title: "Probability by period",
    description: described.join("; "),
    points: history.map(({ period, probability: value }) => ({
      period,
      value,
    })),
    y: "probability",
    share: true,
    width: 420,
    height: 220,
  });
}

export const Section = ({
  history,
  drawing,
}: {
  history: Customer.Moment[];
  drawing: string | null;
}) => (
  <Panel title="History">
    {drawing && <Figures.Drawing svg={drawing} />}
    <Table
      kind="tight"
      rows={history.toReversed()}
      columns={[
        { title: "Period", class: "nowrap", cell: ({ period }) => period },
        {
          title: "Risk",
          number: true,
          cell: ({ probability, band }) => (
            <>
              <Figures.Probability value={probability} />{" "}
              {band && <Figures.Band band={band} />}
            </>
          ),
        },
        history.some(({ health }) => health !== null) && {
          title: "Health",
          cell: ({ health, status }) => (
            <Figures.Light value={health} status={status} />
          ),
        },
        {
          title: "Revenue",
          number: true,
          cell: ({ revenue }) => <Figures.Revenue value={revenue} />,
        },
      ]}
    />
  </Panel>
);

export * as CustomerHistory from "./customer-history";
