// writing-system: whether a text is read by characters or by words
import * as z from "zod";

export const Script = z.enum(["han", "latin"]);
export type Script = z.infer<typeof Script>;

const han =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
const word = /\p{Script=Latin}+/gu;

/** The script of a text: characters count against words, as a Chinese character says about as much as an English word. */
export function detect(text: string): Script {
  const characters = text.match(han)?.length ?? 0;
  if (characters === 0) return "latin";
  return characters >= (text.match(word)?.length ?? 0) ? "han" : "latin";
}

export * as WritingSystem from "./writing-system";
