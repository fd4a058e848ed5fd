// reason: a column's share of one score, in log-odds, and how a person is told
import * as z from "zod";
import { ColumnTitle } from "./column-title";
import { Wording, type Form } from "../text/wording";

export { Lang } from "../text/wording";

// Kept with every snapshot; a customer's page works all of them out anew.
export const kept = 5;

export const Info = z.object({
  column: z.string(),
  value: z.string().nullable(),
  contribution: z.number(),
  // Of a free text: the words that say most, with what each adds before calibration.
  words: z
    .array(z.object({ text: z.string(), contribution: z.number() }))
    .optional(),
});
export type Info = z.infer<typeof Info>;

export const Worded = Info.extend({ text: z.string() });
export type Worded = z.infer<typeof Worded>;

// `contribution` is what it is now less what it was.
export const Change = z.object({
  column: z.string(),
  before: z.string().nullable(),
  now: z.string().nullable(),
  contribution: z.number(),
});
export type Change = z.infer<typeof Change>;
export const WordedChange = Change.extend({ text: z.string() });
export type WordedChange = z.infer<typeof WordedChange>;

// The `count` largest, whichever way they push.
export const largest = <R extends { contribution: number }>(
  reasons: R[],
  count: number,
) =>
  [...reasons]
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
    .slice(0, count);

// One cell of a file: Contract = Month-to-month (+0.83)
export function phrase({ column, value, contribution, words }: Info) {
  const sign = contribution < 0 ? "" : "+";
  const said = words?.length ? named(words) : (value ?? "(missing)");
  return `${column} = ${said} (${sign}${contribution.toFixed(2)})`;
}

const named = (words: NonNullable<Info["words"]>) =>
  words
    .slice(0, 3)
    .map(({ text }) => text)
    .join(", ");

/** Contract is Month-to-month: raises the risk strongly. `typical` is a cell of the same column. */
export function sentence(
  { column: name, value, contribution, words }: Info,
  { typical, ...form }: Form & { typical?: string | null } = {},
) {
  const { lang = "en" } = form;
  const column = ColumnTitle.title(name, lang, form.labels);
  const does = (form.does ?? Wording.effect)(contribution, lang);
  if (words?.length)
    return lang === "zh"
      ? `${Wording.joined(column, "提到", `“${named(words)}”`)}：${does}`
      : `${column} says “${named(words)}”: ${does}`;
  const usual = typical ? Wording.brief(typical, form) : null;
  const shown = value === null ? null : Wording.brief(value, form);
  if (lang === "zh") {
    const said =
      shown === null
        ? Wording.joined(column, "缺失")
        : Wording.joined(column, "为", shown);
    const aside =
      usual && usual !== shown ? `（${Wording.joined("通常为", usual)}）` : "";
    return `${said}${aside}：${does}`;
  }
  const aside = usual && usual !== shown ? ` (typically ${usual})` : "";
  return `${column} is ${shown ?? "missing"}${aside}: ${does}`;
}

// Less than this is no news.
const least = 0.02;

/** Columns that moved one customer's score most, both explained by the same model; with `least` 0 they add up to the movement. */
export function changes(
  before: Info[],
  now: Info[],
  { count = 5, least: floor = least }: { count?: number; least?: number } = {},
): Change[] {
  const known = new Map(before.map((reason) => [reason.column, reason]));
  const moved = now.map(({ column, value, contribution }): Change => {
    const old = known.get(column);
    known.delete(column);
    return {
      column,
      before: old?.value ?? null,
      now: value,
      contribution: contribution - (old?.contribution ?? 0),
    };
  });
  for (const { column, value, contribution } of known.values())
    moved.push({
      column,
      before: value,
      now: null,
      contribution: -contribution,
    });
  const news = moved.filter(
    ({ contribution }) => Math.abs(contribution) >= floor,
  );
  return largest(news, count);
}

/** Tickets went from 1 to 6: raises the risk strongly. */
export function changed(
  { column: name, before, now, contribution }: Change,
  form: Form = {},
) {
  const { lang = "en" } = form;
  const column = ColumnTitle.title(name, lang, form.labels);
  const does = (form.does ?? Wording.effect)(contribution, lang);
  const missing = { en: "missing", zh: "缺失" }[lang];
  const shown = (value: string | null) =>
    value === null ? missing : Wording.brief(value, form);
  // Its value stayed, but time or the other columns give it another weight.
  const same = shown(before) === shown(now);
  if (lang === "zh") {
    const said = same
      ? now === null
        ? [column, "仍缺失"]
        : [column, "仍为", shown(now)]
      : [column, "由", shown(before), "变为", shown(now)];
    return `${Wording.joined(...said)}${same ? "，但权重有变" : ""}：${does}`;
  }
  const said = same
    ? `is still ${shown(now)} but weighs differently now`
    : `went from ${shown(before)} to ${shown(now)}`;
  return `${column} ${said}: ${does}`;
}

export * as Reason from "./reason";
