// why: the reasons that code gives in English, in the reader's language
import zh from "./why-zh.json" with { type: "json" };
import type { Wording } from "./wording";

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

type Pattern = { matches: RegExp; names: string[]; chinese: string };

// An English reason with places such as {n} in it, each standing for whatever the code put there.
const patterns: Pattern[] = Object.entries(zh).map(([english, chinese]) => ({
  matches: new RegExp(
    `^${english
      .split(/\{\w+\}/)
      .map(escape)
      .join("([\\s\\S]+?)")}$`,
  ),
  names: [...english.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
  chinese,
}));

/** The Chinese of a reason; null where nobody has worded it. */
export function chinese(reason: string): string | null {
  for (const { matches, names, chinese: worded } of patterns) {
    const found = matches.exec(reason);
    if (!found) continue;
    // What stands in one reason may be another one.
    const value = (name: string) => {
      const text = found[1 + names.indexOf(name)];
      return chinese(text) ?? text;
    };
    return worded.replace(/\{(\w+)\}/g, (_, name: string) => value(name));
  }
  return null;
}

export const unworded = "原因未记录。";

export const text = (reason: string, lang: Wording.Lang) =>
  lang === "zh" ? (chinese(reason) ?? unworded) : reason;

export * as Why from "./why";
