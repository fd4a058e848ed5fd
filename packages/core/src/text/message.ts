// message: what people read, from one catalogue for each language; plurals and choices are written in ICU's format
import { IntlMessageFormat } from "intl-messageformat";
import en from "./en.json" with { type: "json" };
import zh from "./zh.json" with { type: "json" };
import type { Wording } from "./wording";

export type Key = keyof typeof en;
export const catalogues = { en, zh } satisfies Record<
  Wording.Lang,
  Record<Key, string>
>;
export const keys = Object.keys(en) as Key[];

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

export * as Message from "./message";
