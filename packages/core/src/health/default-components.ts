// default-components: the health configuration of a dataset without settings, made of the standard columns it has
import type { Role } from "../tabular/definition";
import { Card } from "../model/card";
import type { CustomerTable } from "../customers/customer-table";
import { Config, type Cuts } from "./health-config";
import { Bilingual } from "../text/bilingual";
import { ValueSource } from "./value-source";

type Draft = {
  name: string;
  label: Bilingual.Text;
  weight: number; // relative; the weights used sum to 100
  source: ValueSource.Info;
  cuts: (values: Float64Array) => Cuts;
  note?: (values: Float64Array) => Bilingual.Text;
};

const fixedCuts =
  (poor: number, concerning: number, healthy: number) => () => ({
    ...{ poor, concerning, healthy },
  });

/** Null when the table has none of the standard columns. `bands` are the serving model's; without them cuts follow the mean probability. */
export function defaults(
  table: CustomerTable,
  bands?: Card.Bands,
): Config | null {
  const given = [risk(bands), ...standard(table)].flatMap((draft) => {
    const values = ValueSource.read(table, draft.source);
    return values && ValueSource.hasValues(values) ? { draft, values } : [];
  });
  // A column that has two roles counts once.
  const found = given.filter(({ draft }, k) => {
    const column = columnOf(table, draft.source);
    return !given
      .slice(0, k)
      .some((other) => columnOf(table, other.draft.source) === column);
  });
  if (found.length === 0) return null;
  const weights = toHundred(found.map(({ draft }) => draft.weight));
  return Config.parse({
    components: found.map(({ draft, values }, k) => ({
      name: draft.name,
      label: draft.label,
      weight: weights[k],
      source: draft.source,
      cuts: draft.cuts(values),
      ...(draft.note && { note: draft.note(values) }),
    })),
  });
}

const columnOf = ({ roles }: CustomerTable, source: ValueSource.Info) =>
  "role" in source ? roles[source.role] : ValueSource.name(source);

// Half the medium cut is healthy. The model has the largest weight, as it is the only input calibrated against outcomes.
const risk = (bands?: Card.Bands): Draft => ({
  name: "risk",
  label: { en: "Predicted risk", zh: "预测风险" },
  weight: 40,
  source: { column: "score.probability" },
  cuts: (values) => {
    const { high, medium } = bands ?? Card.bands(mean(values));
    return { poor: high, concerning: medium, healthy: medium / 2 };
  },
});

const trends: Role[] = ["tokens", "usage", "requests", "activeSeats"];

function standard({ roles }: CustomerTable): Draft[] {
  const trend = trends.map((role) => roles[role]).find(Boolean);
  return [
    {
      name: "adoption",
      label: { en: "Adoption", zh: "使用率" },
      weight: 12,
      source: { ratio: [{ role: "activeSeats" }, { role: "seats" }] },
      cuts: fixedCuts(0.2, 0.5, 0.8),
    },
    ...(trend === undefined
      ? []
      : [
          {
            name: "trend",
            label: { en: "Usage trend", zh: "用量趋势" },
            weight: 12,
            source: { column: `change.${trend}` },
            cuts: fixedCuts(-0.5, -0.2, 0),
          },
        ]),
    answer("satisfaction", { en: "Satisfaction", zh: "满意度" }, 10),
    answer("loyalty", { en: "Loyalty", zh: "忠诚度" }, 6),
    answer("csat", { en: "CSAT", zh: "满意度评分" }, 4),
    answer("nps", { en: "NPS answer", zh: "推荐意愿" }, 4),
    answer("ces", { en: "Ease (CES)", zh: "省力度" }, 3),
    {
      name: "sentiment",
      label: { en: "Sentiment of comments", zh: "评论情绪" },
      weight: 6,
      source: { column: "feedback.sentiment" },
      cuts: fixedCuts(-0.6, -0.1, 0.3),
    },
    {
      name: "recency",
      label: { en: "Days since last activity", zh: "距上次活动天数" },
      weight: 5,
      source: { column: "events.recency" },
      cuts: fixedCuts(45, 21, 7),
    },
    {
      name: "errors",
      label: { en: "Errors met", zh: "错误率" },
      weight: 6,
      source: { role: "errorRate" },
      cuts: (values) => {
        const unit = highestOf(values) <= 1 ? 1 : 100;
        return { poor: 0.05 * unit, concerning: 0.02 * unit, healthy: 0 };
      },
      note: (values) =>
        highestOf(values) <= 1
          ? { en: "Read as a share: none is above 1.", zh: "按比例读取。" }
          : {
              en: "Read as per cent: some are above 1.",
              zh: "按百分比读取。",
            },
    },
    {
      name: "tickets",
      label: { en: "Support tickets", zh: "支持工单" },
      weight: 5,
      source: { role: "tickets" },
      cuts: fixedCuts(6, 2, 0),
    },
    {
      name: "commitment",
      label: { en: "Use of commitment", zh: "承诺消费使用率" },
      weight: 4,
      source: { column: "commitment.kept" },
      cuts: fixedCuts(0.3, 0.6, 0.9),
      note: () => ({
        en: "Spend over what is due of the commitment; what lies above it counts against it.",
        zh: "支出占应消费承诺额的比例；超出部分按超出幅度扣减。",
      }),
    },
  ];
}

// A scale is recognised by the highest answer of anybody.
const scales = [
  { top: 5, cuts: fixedCuts(2, 3, 4.5) },
  { top: 7, cuts: fixedCuts(3, 4.5, 6) },
  { top: 10, cuts: fixedCuts(4, 6.5, 8.5) },
  { top: Infinity, cuts: fixedCuts(40, 65, 85) },
];

function answer(role: Role, label: Bilingual.Text, weight: number): Draft {
  const scale = (values: Float64Array) =>
    scales.find(({ top }) => highestOf(values) <= top)!;
  return {
    ...{ name: role, label, weight },
    source: { role },
    cuts: (values) => scale(values).cuts(),
    note: (values) => {
      const top = Math.min(100, scale(values).top);
      const highest = highestOf(values);
      return {
        en: `The highest answer is ${highest}, so cut as a scale up to ${top}.`,
        zh: `最高回答为 ${highest}，按满分 ${top} 分划分。`,
      };
    },
  };
}

function highestOf(values: Float64Array) {
  let highest = -Infinity;
  for (const value of values) if (value > highest) highest = value;
  return highest;
}

function mean(values: Float64Array) {
  const given = values.filter((value) => !Number.isNaN(value));
  return given.reduce((sum, value) => sum + value, 0) / given.length;
}

// Whole numbers in proportion to the weights that sum to 100, by the largest remainder (Hamilton's method).
function toHundred(weights: number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const exact = weights.map((weight) => (100 * weight) / total);
  const whole = exact.map(Math.floor);
  const short = 100 - whole.reduce((sum, weight) => sum + weight, 0);
  exact
    .map((weight, k) => ({ k, remainder: weight - whole[k] }))
    .sort((a, b) => b.remainder - a.remainder || a.k - b.k)
    .slice(0, short)
    .forEach(({ k }) => whole[k]++);
  return whole;
}

export * as DefaultComponents from "./default-components";
