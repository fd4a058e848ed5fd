// column-title: what a person calls a column that is joined to the rows of a file
import { own } from "../base/own";
import type { Definition } from "../tabular/definition";
import type { Bilingual } from "../text/bilingual";
import type { Wording } from "../text/wording";

export const said = ["feedback.sentiment", "feedback.count"] as const;
export const done = [
  "actions.accepted",
  "actions.done",
  "actions.dismissed",
] as const;
// Stands before the name of a column whose change since the period before is meant.
export const before = "before.";

const words: Record<string, Bilingual.Text> = {
  "feedback.sentiment": { en: "sentiment of comments", zh: "评论情感" },
  "feedback.count": { en: "number of comments", zh: "评论数量" },
  "actions.accepted": { en: "actions accepted", zh: "已接受的行动数" },
  "actions.done": { en: "actions done", zh: "已完成的行动数" },
  "actions.dismissed": { en: "actions dismissed", zh: "已搁置的行动数" },
  "score.probability": { en: "risk", zh: "风险" },
  "score.band": { en: "band of risk", zh: "风险档位" },
  "health.score": { en: "health", zh: "健康分" },
  "health.status": { en: "state of health", zh: "健康状态" },
  "health.change": { en: "change of health", zh: "健康分变化" },
  "lifetime.value": { en: "lifetime value", zh: "生命周期价值" },
  "lifetime.alive": { en: "chance to buy again", zh: "再次购买的概率" },
  "events.recency": { en: "days since the last use", zh: "距上次使用天数" },
  "events.count": { en: "number of events", zh: "事件数" },
  "tenure.days": { en: "days as a customer", zh: "成为客户的天数" },
  "renewal.days": { en: "days until renewal", zh: "距续约天数" },
  "use.trend": { en: "trend of use", zh: "用量趋势" },
} satisfies Record<(typeof said | typeof done)[number], object> &
  Record<string, Bilingual.Text>;

/** As a person reads it; a file's own column is called what its owner calls it, else what the file does. */
export function title(
  column: string,
  lang: Wording.Lang,
  labels: NonNullable<Definition.Info["labels"]> = {},
): string {
  const label = own(labels, column);
  const known = own(words, column)?.[lang] ?? label?.[lang] ?? label?.en;
  if (known || !column.startsWith(before)) return known ?? column;
  const changed = title(column.slice(before.length), lang, labels);
  return lang === "zh"
    ? `${changed} 较上期的变化`
    : `change of ${changed} since the period before`;
}

export * as ColumnTitle from "./column-title";
