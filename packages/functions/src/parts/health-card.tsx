// health-card: a customer's health, its drivers, and what moved it since the period before
import type { Health } from "@mainstay/core/health/health";
import type { HealthChange } from "@mainstay/core/health/health-change";
import { FigureFormat } from "./figure-format";
import { Figures } from "./figures";
import { Absent, Fold } from "./panel";
import { Table } from "./table";
import { Words, t } from "./words";

export const Section = ({
  health,
  change,
}: {
  health: Health.Info | null;
  change: HealthChange.Change | null;
}) => (
  <Fold
    title={
      <>
        {t("tab.health")}{" "}
        {health?.score != null && (
          <Figures.Light value={health.score} status={health.status} />
        )}
      </>
    }
  >
    {health ? (
      <>
        {"why" in health && <Absent>{health.why[Words.lang()]}</Absent>}
        {change && <p>{change.text[Words.lang()]}</p>}
        <Components parts={health.components} change={change} />
      </>
    ) : (
      <Absent>{t("healthCard.notAvailableNoColumn")}</Absent>
    )}
  </Fold>
);

const Components = ({
  parts,
  change,
}: {
  parts: Health.Part[];
  change: HealthChange.Change | null;
}) => {
  const changes = new Map(
    change?.parts.map((part) => [part.name, part.change]),
  );
  return (
    <Table
      kind="stack parts"
      rows={parts}
      columns={[
        { title: t("column.driver"), cell: ({ label }) => label[Words.lang()] },
        {
          title: t("column.value"),
          number: true,
          cell: ({ value }) =>
            value === null ? "—" : FigureFormat.cell(value),
        },
        {
          title: t("word.weight"),
          number: true,
          cell: ({ weight }) => FigureFormat.cell(weight),
        },
        {
          title: t("healthCard.pointsOf100"),
          class: "bars",
          cell: ({ points }) => (
            <Figures.Bar value={points} text={FigureFormat.whole} />
          ),
        },
        {
          title: t("column.change"),
          number: true,
          cell: ({ name }) =>
            changes.has(name)
              ? FigureFormat.signed(changes.get(name)!, 1)
              : "—",
        },
      ]}
    />
  );
};

export * as HealthCard from "./health-card";
