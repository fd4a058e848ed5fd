// telling-word: the word of a free text whose presence tells most of an outcome
import { TextTensors } from "@mainstay/core/model/text-tensors";
import { DrivingWords } from "@mainstay/core/text/ngrams/driving-words";
import { Evidence } from "./evidence";
import type { ValueBins } from "./value-bins";

// Words are looked for in so many rows, spread over all.
const mostRows = 20_000;
// A rarer word decides nothing.
const fewestRows = 10;

const wordsOf = (cell: string | null) => {
  const known = TextTensors.read(cell);
  if (!known) return [];
  const lower = known.text.toLowerCase();
  return [
    ...new Set(DrivingWords.spans(lower, known.script).map(({ text }) => text)),
  ];
};

// Few texts hold the letters, which is soon seen.
const has = (cell: string | null, word: string) =>
  !!cell?.toLowerCase().includes(word) && wordsOf(cell).includes(word);

/** Rows without and with the word; null where no word is frequent. */
export function find(
  values: (string | null)[],
  { half, label, rows, positives }: Evidence.Halves,
): ValueBins | null {
  const known = Array.from(half.keys()).filter((row) => half[row] >= 0);
  const every = Math.ceil(known.length / mostRows);
  const counts = new Map<string, { rows: number; positives: number }>();
  for (let k = 0; k < known.length; k += every)
    for (const word of wordsOf(values[known[k]])) {
      const count = counts.get(word) ?? { rows: 0, positives: 0 };
      count.rows++;
      count.positives += label[known[k]];
      counts.set(word, count);
    }
  let best: { word: string; surprise: number } | null = null;
  for (const [word, count] of counts) {
    if (count.rows < fewestRows) continue;
    const { positives: yes, rows: n } = count;
    const surprise = Evidence.surprise(yes, n, positives / rows);
    if (!best || surprise > best.surprise) best = { word, surprise };
  }
  if (!best) return null;
  const { word } = best;
  return {
    code: Int32Array.from(values, (cell, row) =>
      half[row] >= 0 && has(cell, word) ? 1 : 0,
    ),
    size: 2,
    name: (code) => `${code ? "with" : "without"} the word "${word}"`,
  };
}

export * as TellingWord from "./telling-word";
