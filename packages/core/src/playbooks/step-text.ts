// step-text: the reason for an action and its steps in words, with the customer's values filled in
import { Definition } from "../tabular/definition";
import { Format } from "../text/format";
import { Wording } from "../text/wording";
import { Rfm } from "../segments/rfm";
import { ValueRisk } from "../segments/value-risk";
import { CustomerTable } from "../customers/customer-table";
import { Condition } from "./condition";
import { Bilingual } from "../text/bilingual";

type Lang = Wording.Lang;

const labels: Record<string, Bilingual.Text> = {
  "score.band": { en: "risk", zh: "流失风险" },
  "score.probability": { en: "probability", zh: "流失概率" },
  "health.score": { en: "health", zh: "健康分" },
  "health.status": { en: "health", zh: "健康状态" },
  "health.change": { en: "change of health", zh: "健康分变化" },
  "renewal.days": { en: "days to renewal", zh: "距续约天数" },
  "tenure.days": { en: "days as a customer", zh: "合作天数" },
  "feedback.sentiment": { en: "sentiment of comments", zh: "评论情感" },
  "feedback.count": { en: "comments", zh: "评论数" },
  "use.trend": { en: "use against its usual level", zh: "用量相对平时" },
  "events.recency": { en: "days without activity", zh: "无活动天数" },
  "events.count": { en: "events in 30 days", zh: "30 天事件数" },
  "lifetime.value": { en: "lifetime value", zh: "客户终身价值" },
  "segment.value": { en: "value segment", zh: "价值分群" },
  "segment.rfm": { en: "RFM segment", zh: "RFM 分群" },
  "lifetime.alive": { en: "probability of being active", zh: "活跃概率" },
};

const levels: Record<string, Bilingual.Text> = {
  high: { en: "high", zh: "高" },
  medium: { en: "medium", zh: "中" },
  low: { en: "low", zh: "低" },
};
const lights: Record<string, Bilingual.Text> = {
  red: { en: "red", zh: "红" },
  amber: { en: "amber", zh: "黄" },
  green: { en: "green", zh: "绿" },
};
// Translations of the values of computed columns; the CSV's own values stay as they are.
const words: Record<string, Record<string, Bilingual.Text>> = {
  "score.band": levels,
  "health.status": lights,
  "segment.value": ValueRisk.labels,
  "segment.rfm": Rfm.labels,
};
const missing = { en: "missing", zh: "缺失" } satisfies Bilingual.Text;

const isShare = (column: string) =>
  column === "score.probability" || column === "lifetime.alive";
const isChange = (column: string) =>
  column.startsWith("change.") ||
  column === "health.change" ||
  column === "use.trend";

function label(
  source: Condition.Source,
  table: CustomerTable,
  lang: Lang,
): string {
  const columns = Condition.columnsOf(source, table);
  const zh = lang === "zh";
  if (source.ratio) return columns.join(" / ");
  const [column] = columns;
  if (source.until) return zh ? `距 ${column} 天数` : `days to ${column}`;
  if (source.since) return zh ? `自 ${column} 天数` : `days since ${column}`;
  if (source.change) return zh ? `${column} 变化` : `change of ${column}`;
  if (labels[column]) return labels[column][lang];
  const [, kind, name] = /^(change|segment)\.(.*)$/.exec(column) ?? [];
  if (kind === "change") return zh ? `${name} 变化` : `change of ${name}`;
  if (kind === "segment") return zh ? `${name} 分群` : `${name} segment`;
  return column;
}

const percent = (value: number, lang: Lang) =>
  `${Wording.plain(Math.round(value * 1000) / 10, "number", lang)}${lang === "zh" ? "" : " "}%`;
const signed = (value: number, text: string) => (value > 0 ? `+${text}` : text);

const ago = (days: number, lang: Lang) =>
  lang === "zh" ? `已过 ${days} 天` : `passed ${Format.count(days, "day")} ago`;

/** A date with how far it is from today: "in 12 days (14 Dec 2026)". */
function moment(day: number, today: number, lang: Lang) {
  const days = Math.floor(day) - today;
  const date = Wording.plain(day, "date", lang);
  if (Number.isNaN(days)) return date;
  if (days < 0)
    return lang === "zh"
      ? `${ago(-days, lang)}（${date}）`
      : `${ago(-days, lang)} (${date})`;
  if (lang === "zh")
    return days ? `${days} 天后（${date}）` : `今天（${date}）`;
  const ahead = days ? `in ${Format.count(days, "day")}` : "today";
  return `${ahead} (${date})`;
}

function figure(value: number, column: string, lang: Lang) {
  if (isShare(column)) return percent(value, lang);
  if (column === "renewal.days" && value < 0) return ago(-value, lang);
  if (column === "health.change")
    return signed(value, Wording.plain(value, "number", lang));
  if (isChange(column)) return signed(value, percent(value, lang));
  return Wording.plain(value, "number", lang);
}

function cell(
  { number, text }: Condition.Column,
  i: number,
  column: string,
  lang: Lang,
): string | null {
  if (number && !Number.isNaN(number[i]))
    return figure(number[i], column, lang);
  const word = text?.[i] ?? null;
  return word === null ? null : (words[column]?.[word]?.[lang] ?? word);
}

const signs: Partial<Record<Condition.Op, string>> = {
  "<": "<",
  "<=": "≤",
  ">": ">",
  ">=": "≥",
};

/** The values of customer i that met the conditions, each with its bounds. */
export function why(
  conditions: { condition: Condition.Info; column: Condition.Column }[],
  table: CustomerTable,
  i: number,
): Bilingual.Text {
  const write = (lang: Lang) => {
    const byName = new Map<string, { value: string; bounds: string[] }>();
    for (const { condition, column } of conditions) {
      const name = label(condition, table, lang);
      const [first] = Condition.columnsOf(condition, table);
      const key = condition.change ? `change.${first}` : first;
      const shown = cell(column, i, condition.ratio ? "" : key, lang);
      const entry = byName.get(name) ?? {
        value: shown ?? missing[lang],
        bounds: [],
      };
      byName.set(name, entry);
      const sign = signs[condition.op];
      if (sign)
        entry.bounds.push(
          `${sign} ${figure(Number(condition.value), condition.ratio ? "" : key, lang)}`,
        );
    }
    const zh = lang === "zh";
    return [...byName]
      .map(([name, { value, bounds }]) => {
        const bound = bounds.join(zh ? "，" : ", ");
        const passed = bound && (zh ? `（${bound}）` : ` (${bound})`);
        return `${name}${zh ? "：" : ": "}${value}${passed}`;
      })
      .join(zh ? "；" : "; ");
  };
  return { en: write("en"), zh: write("zh") };
}

const isRole = (name: string): name is Definition.Role =>
  Definition.Role.safeParse(name).success;

// A column by its own name, else by its role.
function find(key: string, table: CustomerTable): Condition.Column | null {
  const own = Condition.read({ column: key }, table);
  if (own || !isRole(key)) return own;
  if (key !== "renewal") return Condition.read({ role: key }, table);
  const number = CustomerTable.renewal(table);
  return number && { number, text: null };
}

const whenSuffix = ".when";

/**
 * The text with `{name}`, `{probability}`, `{column}` and `{role}` replaced by the values of customer i, or by a dash;
 * `{column.when}` is a date with its distance from today.
 */
export function fill(
  text: Bilingual.Text,
  table: CustomerTable,
  name: string,
  i: number,
): Bilingual.Text {
  const valueOf = (lang: Lang) => (_: string, place: string) => {
    if (place === "name") return name;
    const key = place === "probability" ? "score.probability" : place;
    const column = find(key, table);
    if (column) return cell(column, i, key, lang) ?? "–";
    const date = key.endsWith(whenSuffix)
      ? find(key.slice(0, -whenSuffix.length), table)?.number?.[i]
      : undefined;
    return date === undefined || Number.isNaN(date)
      ? "–"
      : moment(date, CustomerTable.countedFrom(table), lang);
  };
  const write = (lang: Lang) =>
    text[lang].replace(/\{([^{}]+)\}/g, valueOf(lang));
  return { en: write("en"), zh: write("zh") };
}

export * as StepText from "./step-text";
