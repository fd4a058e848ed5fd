// metric-words: what a metric is called and how it is defined, in English and Chinese
import type { Wording } from "../text/wording";
import type { Definition } from "./estimate";
import type { Name } from "./metric-board";
import zh from "./metric-zh.json" with { type: "json" };

export type Words = { name: string; text: string };
const chinese: Partial<Record<string, Words>> = zh satisfies Record<
  Name,
  Words
>;

/** English stands in the definition itself; a metric without one is called by its key. */
export const of = (
  name: string,
  lang: Wording.Lang,
  definition: Definition | undefined,
): Words =>
  (lang === "zh" && Object.hasOwn(chinese, name) && chinese[name]) ||
  (definition ?? { name, text: "" });

export * as MetricWords from "./metric-words";
