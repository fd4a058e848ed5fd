// driving-words: shares of a margin that belong to overlapping pieces of a text, gathered into words people can read
import type { Script } from "./sentiment-card";

export type Word = { text: string; contribution: number };

const segmenters = {
  han: new Intl.Segmenter("zh", { granularity: "word" }),
  latin: new Intl.Segmenter("en", { granularity: "word" }),
} satisfies Record<Script, Intl.Segmenter>;

/** Each word once, with the sum over the characters it covers; `weight` is a share per character (code point). */
export function gather(
  text: string,
  script: Script,
  weight: ArrayLike<number>,
): Word[] {
  const sums = new Map<string, number>();
  let at = 0;
  for (const { segment, isWordLike } of segmenters[script].segment(text)) {
    let sum = 0;
    for (const _ of segment) sum += weight[at++];
    if (isWordLike) sums.set(segment, (sums.get(segment) ?? 0) + sum);
  }
  return Array.from(sums, ([text, contribution]) => ({ text, contribution }));
}

/** The words that weigh most on either side; one without weight says nothing. */
export const largest = (words: Word[], limit: number): Word[] =>
  words
    .filter(({ contribution }) => contribution !== 0)
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
    .slice(0, limit);

/** Words in their order in the text, with where they stand in code units. */
export function spans(text: string, script: Script) {
  return Array.from(segmenters[script].segment(text))
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment, index }) => ({
      text: segment,
      from: index,
      to: index + segment.length,
    }));
}

export * as DrivingWords from "./driving-words";
