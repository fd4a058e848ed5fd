// brief-format: formats numbers, money, days and changes for a brief, in one language
import { Wording, type Lang } from "../../text/wording";
import { Bilingual } from "../../text/bilingual";

const dayMs = 86_400_000;
const locale = { en: "en-GB", zh: "zh-CN" } satisfies Record<Lang, string>;

export type BriefFormat = ReturnType<typeof formatFor>;

export function formatFor(lang: Lang, today: string, currency?: string) {
  const format = (value: number, options: Intl.NumberFormatOptions) =>
    value.toLocaleString(locale[lang], {
      useGrouping: "min2",
      signDisplay: "negative", // keeps -0 from being written
      ...options,
    });
  const plain = (value: number) => Wording.plain(value + 0, "number", lang);
  const money = (value: number) =>
    currency === undefined
      ? plain(value)
      : format(value, {
          style: "currency",
          currency,
          ...(Math.abs(value) >= 1000 && { maximumFractionDigits: 0 }),
        });
  const share = (value: number) =>
    format(value, { style: "percent", maximumFractionDigits: 1 });
  const ms = (value: number) =>
    format(value, {
      style: "unit",
      unit: "millisecond",
      maximumFractionDigits: 0,
    });
  const say = (both: Bilingual.Text) => both[lang];
  return {
    lang,
    say,
    /** The first items and the number of the others, so that a brief stays on one page. */
    few: (items: string[], maxItems = 5) => {
      const more = items.length - maxItems;
      if (more <= 0) return items;
      return [
        ...items.slice(0, maxItems),
        say({ en: `and ${plain(more)} more`, zh: `另有 ${plain(more)} 项` }),
      ];
    },
    plain,
    money,
    share,
    ms,
    /** A number with its sign, to a tenth. */
    signed: (value: number) =>
      format(value, { maximumFractionDigits: 1, signDisplay: "exceptZero" }),
    day: (day: string) => Wording.plain(Date.parse(day) / dayMs, "date", lang),
    /** Days from today; below 0 in the past. */
    until: (day: string) => (Date.parse(day) - Date.parse(today)) / dayMs,
    list: (parts: string[]) =>
      lang === "zh" ? parts.join("、") : parts.join(", "),
  };
}

/** Chinese text with spaces around Latin words and digits. */
export const zh = (strings: TemplateStringsArray, ...values: string[]) =>
  Wording.joined(
    ...strings.flatMap((text, k) => [text, values[k] ?? ""]).filter(Boolean),
  );

export const days = (count: number): Bilingual.Text => ({
  en: Math.abs(count) === 1 ? "1 day" : `${Math.abs(count)} days`,
  zh: `${Math.abs(count)} 天`,
});

/** "in 3 days", "today" or "2 days ago". */
export function away(count: number): Bilingual.Text {
  const { en, zh } = days(count);
  if (count === 0) return { en: "today", zh: "今天" };
  return count > 0
    ? { en: `in ${en}`, zh: `${zh}后` }
    : { en: `${en} ago`, zh: `${zh}前` };
}

/** The whole years and months between two days. */
export function tenure(from: string, to: string): Bilingual.Text {
  const [a, b] = [new Date(from), new Date(to)];
  const months =
    12 * (b.getUTCFullYear() - a.getUTCFullYear()) +
    (b.getUTCMonth() - a.getUTCMonth()) -
    (b.getUTCDate() < a.getUTCDate() ? 1 : 0);
  const [years, rest] = [Math.floor(months / 12), months % 12];
  const count = (n: number, word: string) =>
    n === 0 ? [] : [`${n} ${word}${n === 1 ? "" : "s"}`];
  if (months <= 0) return { en: "less than a month", zh: "不足一个月" };
  return {
    en: [...count(years, "year"), ...count(rest, "month")].join(" and "),
    zh: `${years ? `${years} 年` : ""}${years && rest ? " " : ""}${rest ? `${rest} 个月` : ""}`,
  };
}

// A smaller change reads as none.
const minChange = 0.005;

/** The change since the period before: in percent, that of a share in points. Empty without a period before. */
export function moved(
  { now, before, unit }: { now: number; before?: number; unit?: string },
  form: BriefFormat,
): Bilingual.Text {
  if (before === undefined) return { en: "", zh: "" };
  const change =
    unit === "share" ? now - before : before > 0 ? now / before - 1 : NaN;
  const from = unit === "money" ? form.money(before) : form.plain(before);
  if (!Number.isFinite(change))
    return now === before
      ? { en: ", as before", zh: "，与上期持平" }
      : { en: `, from ${from} before`, zh: zh`，上期为${from}` };
  if (Math.abs(change) < minChange)
    return { en: ", as before", zh: "，与上期持平" };
  const up = change > 0;
  const size =
    unit === "share"
      ? form.plain(Math.round(1000 * Math.abs(change)) / 10)
      : form.share(Math.abs(change));
  return unit === "share"
    ? {
        en: `, ${up ? "up" : "down"} ${size} points`,
        zh: zh`，${up ? "上升" : "下降"}${size}个百分点`,
      }
    : {
        en: `, ${up ? "up" : "down"} ${size}`,
        zh: zh`，${up ? "上升" : "下降"}${size}`,
      };
}

export * as BriefFormat from "./brief-format";
