// health-card: a customer's health, its drivers, and what moved it since the period before
import type { Health } from "@mainstay/core/health/health";
import type { HealthChange } from "@mainstay/core/health/health-change";
import type { Lang } from "@mainstay/core/text/wording";
import { FigureFormat } from "./figure-format";
import { Figures } from "./figures";
import { Absent, Panel } from "./panel";
import { Table } from "./table";

export const Section = ({
  health,
  change,
  lang,
}: {
  health: Health.Info | null;
  change: HealthChange.Change | null;
  lang: Lang;
}) => (
  <Panel
    lang={lang}
    title={
      <>
        {lang === "zh" ? "健康度" : "Health"}{" "}
        {health?.score != null && (
          <Figures.Light value={health.score} status={health.status} />
        )}
      </>
    }
  >
    {health ? (
      <>
        {"why" in health && <Absent>{health.why[lang]}</Absent>}
        {change && <p>{change.text[lang]}</p>}
        <Components parts={health.components} change={change} lang={lang} />
      </>
    ) : (
      <Absent>
        {lang === "zh"
          ? "尚未计算：没有可用于健康度的列。"
          : "Not available: no column of the data can serve as a driver."}
      </Absent>
    )}
  </Panel>
);

const titles = {
  en: ["Driver", "Value", "Weight", "Points of 100", "Change"],
  zh: ["组成", "数值", "权重", "得分（满分 100）", "带来的变化"],
} satisfies Record<Lang, string[]>;

const Components = ({
  parts,
  change,
  lang,
}: {
  parts: Health.Part[];
  change: HealthChange.Change | null;
  lang: Lang;
}) => {
  const changes = new Map(
    change?.parts.map((part) => [part.name, part.change]),
  );
  const [name, value, weight, points, moved] = titles[lang];
  return (
    <Table
      kind="stack parts"
      rows={parts}
      columns={[
        { title: name, cell: ({ label }) => label[lang] },
        {
          title: value,
          number: true,
          cell: ({ value }) =>
            value === null ? "—" : FigureFormat.cell(value),
        },
        {
          title: weight,
          number: true,
          cell: ({ weight }) => FigureFormat.cell(weight),
        },
        {
          title: points,
          class: "bars",
          cell: ({ points }) => (
            <Figures.Bar value={points} text={FigureFormat.whole} />
          ),
        },
        {
          title: moved,
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
