// message: what people read, from one catalogue for each language; plurals and choices are written in ICU's format
import { IntlMessageFormat } from "intl-messageformat";
import en from "./en.json" with { type: "json" };
import pagesEn from "./pages-en.json" with { type: "json" };
import pagesZh from "./pages-zh.json" with { type: "json" };
import zh from "./zh.json" with { type: "json" };
import type { Wording } from "./wording";

// Those of the pages stand apart, since a report needs none of them.
const english = { ...en, ...pagesEn };
export type Key = keyof typeof english;
export const catalogues = {
  en: english,
  zh: { ...zh, ...pagesZh },
} satisfies Record<Wording.Lang, Record<Key, string>>;
export const keys = Object.keys(english) as Key[];

/** The locale whose numbers, dates and plurals a language uses. */
export const locale = { en: "en-US", zh: "zh-CN" } satisfies Record<
  Wording.Lang,
  string
>;

type Value = string | number | boolean | null;
export type Values = Record<string, Value>;

const formats = new Map<string, IntlMessageFormat>();

function formatOf(lang: Wording.Lang, key: Key) {
  const name = `${lang} ${key}`;
  const known = formats.get(name);
  if (known) return known;
  const format = new IntlMessageFormat(catalogues[lang][key], locale[lang]);
  formats.set(name, format);
  return format;
}

/** A message without marks. */
export const text = (lang: Wording.Lang, key: Key, values: Values = {}) =>
  String(formatOf(lang, key).format(values));

export type Strong = { strong: string };
export type Code = { code: string };

/** A message's parts in their order; `<b>` marks what stands out and `<code>` what is a name in a file. */
export function parts(
  lang: Wording.Lang,
  key: Key,
  values: Values = {},
): (string | Strong | Code)[] {
  type Part = string | Strong | Code;
  const found = formatOf(lang, key).format<Part>({
    ...values,
    b: (chunks) => ({ strong: chunks.join("") }),
    code: (chunks) => ({ code: chunks.join("") }),
  });
  return [found].flat().filter((part) => part !== "") as Part[];
}

/** A message's parts in their order, where values and what marks make of their inside are nodes of any kind. */
export function nodes<Node>(
  lang: Wording.Lang,
  key: Key,
  values: Record<string, Node | ((inside: Node) => Node)>,
): (string | Node)[] {
  const inner = Object.entries(values).map(([name, value]) => {
    if (typeof value !== "function") return [name, value];
    const mark = value as (inside: Node) => Node;
    return [name, (chunks: Node[]) => mark(chunks as Node)];
  });
  return [
    formatOf(lang, key).format<Node>(Object.fromEntries(inner)),
  ].flat() as (string | Node)[];
}

export * as Message from "./message";
