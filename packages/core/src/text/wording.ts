// wording: cells and effects as a person reads them, in English and Chinese
import * as z from "zod";
import { Cell } from "../tabular/cell";
import type { Form as Written } from "../tabular/cell-reader";
import type { Info as Definition, Kind } from "../tabular/definition";

export const Lang = z.enum(["en", "zh"]);
export type Lang = z.infer<typeof Lang>;

const locale = { en: "en-GB", zh: "zh-CN" } satisfies Record<Lang, string>;
const day = {
  en: { day: "numeric", month: "short", year: "numeric" },
  zh: { year: "numeric", month: "long", day: "numeric" },
} as const satisfies Record<Lang, Intl.DateTimeFormatOptions>;

/** A number, or a date in epoch days. Years keep their four digits together. */
export function plain(
  value: number,
  type: Kind = "number",
  lang: Lang = "en",
): string {
  if (type === "date")
    return new Date(value * 86_400_000).toLocaleDateString(locale[lang], {
      ...day[lang],
      timeZone: "UTC",
    });
  return value.toLocaleString(locale[lang], {
    useGrouping: "min2",
    ...(Math.abs(value) < 1
      ? { maximumSignificantDigits: 3 }
      : { maximumFractionDigits: 2 }),
  });
}

const truth = {
  en: { yes: "yes", no: "no" },
  zh: { yes: "是", no: "否" },
} satisfies Record<Lang, Record<"yes" | "no", string>>;

export type Form = Partial<Written> & {
  lang?: Lang;
  type?: Kind;
  labels?: Definition["labels"];
  /** What a contribution does; to the risk unless told. */
  does?: (contribution: number, lang: Lang) => string;
};

// A note of a page has no place in a sentence.
const mostLetters = 60;

/** A cell within a sentence: as `cell` says it, but the beginning of a long text. */
export function brief(text: string, form: Form) {
  const letters = Array.from(cell(text, form));
  return letters.length > mostLetters
    ? `${letters
        .slice(0, mostLetters - 1)
        .join("")
        .trimEnd()}…`
    : letters.join("");
}

/** A cell as it was sent; what does not read as its type stays as it is. */
export function cell(
  text: string,
  { lang = "en", type, order, decimal, timezone }: Form,
) {
  if (type === "number" || type === "date") {
    const value =
      type === "date"
        ? Cell.date(text, order, timezone)
        : Cell.number(text, decimal);
    return Number.isNaN(value) ? text : plain(value, type, lang);
  }
  if (type !== "boolean") return text;
  const value = Cell.boolean(text);
  if (Number.isNaN(value)) return text;
  return truth[lang][value === 1 ? "yes" : "no"];
}

// Odds grow or shrink by 2 %, a tenth, a half and 2.7 times at these log-odds.
const steps = [0.02, 0.1, 0.4, 1];

/** 0 for nothing, then 1 … 5. */
export function strength(contribution: number) {
  const size = Math.abs(contribution);
  if (!(size > 0)) return 0;
  return 1 + steps.filter((step) => size >= step).length;
}

const degree = {
  en: [
    "",
    "very slightly",
    "slightly",
    "somewhat",
    "strongly",
    "very strongly",
  ],
  zh: ["", "极轻微地", "略微", "一定程度上", "明显", "大幅"],
} satisfies Record<Lang, string[]>;

/** What a contribution to the log-odds does to the risk, or to what else has odds. */
export function effect(
  contribution: number,
  lang: Lang = "en",
  what = { en: "the risk", zh: "风险" }[lang],
) {
  const degreed = degree[lang][strength(contribution)];
  const up = contribution > 0;
  if (lang === "zh")
    return degreed
      ? `${degreed}${up ? "提高" : "降低"}${what}`
      : `不改变${what}`;
  return degreed
    ? `${up ? "raises" : "lowers"} ${what} ${degreed}`
    : `leaves ${what} as it is`;
}

const han = /\p{Script=Han}/u;
const latin = /[A-Za-z0-9]/;

/** Chinese and Latin words stand a space apart. */
export function joined(...parts: string[]) {
  return parts.reduce((text, part) => {
    const [left, right] = [[...text].at(-1) ?? "", [...part][0] ?? ""];
    const apart =
      (han.test(left) && latin.test(right)) ||
      (latin.test(left) && han.test(right));
    return apart ? `${text} ${part}` : text + part;
  }, "");
}

export * as Wording from "./wording";
