// customer-history: a customer's risk, health and revenue period by period
import type { Customer } from "@mainstay/core/accounts/customer";
import { FigureFormat } from "./figure-format";
import { Figures } from "./figures";
import { Fold } from "./panel";
import { Table } from "./table";
import { t } from "./words";

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
    title: t("customerHistory.probabilityByPeriod"),
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
  <Fold title={t("customerHistory.history")}>
    {drawing && <Figures.Drawing svg={drawing} />}
    <Table
      kind="tight"
      rows={history.toReversed()}
      columns={[
        {
          title: t("word.period"),
          class: "nowrap",
          cell: ({ period }) => period,
        },
        history.some(({ answer }) => answer !== null) && {
          title: t("answer.foretold"),
          number: true,
          cell: ({ answer, band }) => (
            <>
              {answer ? <Figures.Foretold told={answer} /> : "—"}{" "}
              {answer && band && <Figures.Band band={band} />}
            </>
          ),
        },
        history.every(({ answer }) => answer === null) && {
          title: t("column.risk"),
          number: true,
          cell: ({ probability, band }) => (
            <>
              <Figures.Probability value={probability} />{" "}
              {band && <Figures.Band band={band} />}
            </>
          ),
        },
        history.some(({ health }) => health !== null) && {
          title: t("tab.health"),
          cell: ({ health, status }) => (
            <Figures.Light value={health} status={status} />
          ),
        },
        {
          title: t("word.revenue"),
          number: true,
          cell: ({ revenue }) => <Figures.Revenue value={revenue} />,
        },
      ]}
    />
  </Fold>
);

export * as CustomerHistory from "./customer-history";
