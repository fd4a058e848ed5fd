// driving-words: contributions of overlapping n-grams, gathered into words that people can read
import type { Script } from "./writing-system";

export type Word = { text: string; contribution: number };

const segmenters = {
  han: new Intl.Segmenter("zh", { granularity: "word" }),
  latin: new Intl.Segmenter("en", { granularity: "word" }),
} satisfies Record<Script, Intl.Segmenter>;

/** Each distinct word with the sum of its characters' weights; `weight` is [character], in code points. */
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

/** The words of largest absolute contribution; words without contribution are left out. */
export const largest = (words: Word[], limit: number): Word[] =>
  words
    .filter(({ contribution }) => contribution !== 0)
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
    .slice(0, limit);

/** Words in their order in the text, with their positions in code units. */
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
