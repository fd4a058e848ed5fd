// health-card: a customer's health, the components it is made of, and what moved it since the period before
import type { Health } from "@mainstay/core/health/health";
import type { HealthChange } from "@mainstay/core/health/health-change";
import type { Lang } from "@mainstay/core/text/wording";
import { Absent, Bar, Light } from "./components";
import { FigureFormat } from "./figure-format";

export const Section = ({
  health,
  change,
  lang,
}: {
  health: Health.Info | null;
  change: HealthChange.Change | null;
  lang: Lang;
}) => (
  <section class="card" lang={lang}>
    <h2>
      {lang === "zh" ? "健康度" : "Health"}{" "}
      {health?.score != null && (
        <Light value={health.score} status={health.status} />
      )}
    </h2>
    {health ? (
      <>
        {"why" in health && <Absent>{health.why[lang]}</Absent>}
        <Moved change={change} lang={lang} />
        <Components parts={health.components} change={change} lang={lang} />
      </>
    ) : (
      <Absent>
        {lang === "zh"
          ? "尚未计算：没有可用于健康度的列。"
          : "Not worked out: no column it could be made of is known."}
      </Absent>
    )}
  </section>
);

const Moved = ({
  change,
  lang,
}: {
  change: HealthChange.Change | null;
  lang: Lang;
}) => (change ? <p>{change.text[lang]}</p> : null);

const heads = {
  en: ["Component", "Value", "Weight", "Points of 100", "Moved it by"],
  zh: ["组成", "数值", "权重", "得分（满分 100）", "带来的变化"],
} satisfies Record<Lang, string[]>;

// Points are read by the same bounds everywhere: a component is no customer, so its colour only says how full it is.
const Components = ({
  parts,
  change,
  lang,
}: {
  parts: Health.Part[];
  change: HealthChange.Change | null;
  lang: Lang;
}) => {
  const moved = new Map(change?.parts.map((one) => [one.name, one.change]));
  const [name, value, weight, points, by] = heads[lang];
  return (
    <table class="stack parts">
      <thead>
        <tr>
          <th scope="col">{name}</th>
          <th scope="col" class="number">
            {value}
          </th>
          <th scope="col" class="number">
            {weight}
          </th>
          <th scope="col">{points}</th>
          <th scope="col" class="number">
            {by}
          </th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <tr>
            <td>{part.label[lang]}</td>
            <td class="number" data-label={value}>
              {part.value === null ? "—" : FigureFormat.cell(part.value)}
            </td>
            <td class="number" data-label={weight}>
              {FigureFormat.cell(part.weight)}
            </td>
            <td data-label={points} class="bars">
              {part.points === null ? (
                "—"
              ) : (
                <>
                  <Bar value={part.points} />
                  <span class="number">{FigureFormat.whole(part.points)}</span>
                </>
              )}
            </td>
            <td class="number" data-label={by}>
              {moved.has(part.name)
                ? FigureFormat.signed(moved.get(part.name)!, 1)
                : "—"}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

export * as HealthCard from "./health-card";
