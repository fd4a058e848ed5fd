// answer-words: answers and their reasons as a person reads them, in English and Chinese
import { fixed, percent } from "../text/format";
import { Wording, type Lang } from "../text/wording";
import { Answer } from "../model/answer";

const amount = (value: number, lang: Lang = "en") =>
  Wording.plain(Number(value.toPrecision(4)), "number", lang);

/** Decimals that leave about three significant digits of an amount. */
export const digits = (value: number) =>
  Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value) || 1)));

/** What comes, in a few words, and how sure that is. */
export function phrase(
  told: Partial<Answer.Told>,
  lang: Lang = "en",
): { said: string; aside: string | null } {
  const { value, low80, high80, class: named, classes, survival } = told;
  if (survival) {
    const [, , , last] = Answer.horizons;
    const left = percent(survival[last]);
    const said = fixed(told.expected ?? NaN, 1);
    return lang === "zh"
      ? { said: `${said} 期`, aside: `${last} 期后仍未发生：${left}` }
      : { said: `${said} periods`, aside: `${left} beyond ${last} periods` };
  }
  if (named !== undefined) {
    const share = percent(classes?.[named] ?? NaN);
    if (value === undefined) return { said: named, aside: share };
    const mean = lang === "zh" ? "平均" : "on average";
    return { said: named, aside: `${share}, ${amount(value, lang)} ${mean}` };
  }
  if (value === undefined) return { said: "—", aside: null };
  return {
    said: amount(value, lang),
    aside:
      low80 === undefined || high80 === undefined
        ? null
        : `${amount(low80, lang)}–${amount(high80, lang)}`,
  };
}

/** Classes by their probability, the likeliest first. */
export const ranked = ({ classes = {} }: Partial<Answer.Told>) =>
  Object.entries(classes).sort(([, a], [, b]) => b - a);

/** What a contribution to the answer's score does. */
export const effect =
  (told: Pick<Answer.Told, "kind" | "class">, column: string) =>
  (contribution: number, lang: Lang = "en"): string => {
    const up = contribution > 0;
    if (told.kind === "number" || told.kind === "ordered") {
      const size = amount(Math.abs(contribution), lang);
      const unit =
        told.kind === "number" ? "" : { en: " levels", zh: " 级" }[lang];
      return lang === "zh"
        ? Wording.joined(`使`, column, up ? "提高" : "降低", size + unit)
        : `${up ? "raises" : "lowers"} ${column} by ${size}${unit}`;
    }
    const what =
      told.kind === "classes"
        ? { en: `the odds of ${told.class}`, zh: `“${told.class}”的可能性` }
        : { en: "the chance that it comes soon", zh: "近期发生的可能性" };
    return Wording.effect(contribution, lang, what[lang]);
  };

export * as AnswerWords from "./answer-words";
