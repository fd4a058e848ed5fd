// words: a page's messages in the language of its reader
import { tryGetContext } from "hono/context-storage";
import type { Child } from "hono/jsx";
import { Warning } from "@mainstay/core/reading/warning";
import type { Bilingual } from "@mainstay/core/text/bilingual";
import { Message, type Key, type Values } from "@mainstay/core/text/message";
import { WarningWords } from "@mainstay/core/text/warning-words";
import { Why } from "@mainstay/core/text/why";
import type { Wording } from "@mainstay/core/text/wording";
import type { Env } from "./session";

/** The language of the request that is being answered. */
export const lang = (): Wording.Lang =>
  tryGetContext<Env>()?.get("language") ?? "en";

export const t = (key: Key, values?: Values) =>
  Message.text(lang(), key, values);

type Inside = (inside: Child) => Child;

/** A message with elements in it: `<a>…</a>` of the message becomes what the property `a` makes of its inside. */
export const T = ({
  k,
  ...values
}: { k: Key } & Record<string, Child | Inside>) => (
  <>{Message.nodes<Child>(lang(), k, { ...marks, ...values })}</>
);

const marks: Record<string, Inside> = {
  b: (inside) => <b>{inside}</b>,
  code: (inside) => <code>{inside}</code>,
};

/** What stands in the code in both languages. */
export const of = (text: Bilingual.Text) => text[lang()];

/** What was decided while a file was read. */
export const warning = (one: Warning.Info) =>
  lang() === "zh" ? WarningWords.chinese(one) : Warning.sentence(one);

/** Why there is no figure. */
export const why = (reason: string) => Why.text(reason, lang());

/** A sentence of core that pages show as it is; what nobody has worded stays in English. */
export const said = (sentence: string) => {
  if (lang() === "en") return sentence;
  return Why.chinese(sentence) ?? <span lang="en">{sentence}</span>;
};

export * as Words from "./words";
