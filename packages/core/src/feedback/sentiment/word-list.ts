// word-list: the sentiment of a comment from a list of words, until a model has been trained
import type { Classifier } from "./classifier";
import { Lexicon } from "./lexicon";
import { WritingSystem } from "./writing-system";
import { DrivingWords } from "./driving-words";

type Hit = { text: string; valence: number };

// A negator reverses a word within so many words after it, with a part of its strength (VADER: Hutto & Gilbert 2014).
const negatedWords = 3;
const negationFactor = -0.74;
// Maps a sum s of valences to a score s / √(s² + damping) within (−1, 1), as in VADER.
const damping = 15;
const neutralScore = 0.05;

export const labels = ["negative", "neutral", "positive"];

// At every character the longest word of the list is tried first, as segmenters cut Chinese differently from the list.
const longest = Math.max(...Array.from(Lexicon.han.keys(), (w) => w.length));

// Adverbs that stand between a negator and the word it turns.
const between = /[很太是够怎么会能有什]+$/;

function inHan(text: string): Hit[] {
  const hits: Hit[] = [];
  for (let at = 0; at < text.length;) {
    let size = Math.min(longest, text.length - at);
    while (size > 0 && !Lexicon.han.has(text.slice(at, at + size))) size--;
    if (size > 0) {
      const before = text.slice(Math.max(0, at - negatedWords), at);
      const head = before.replace(between, "");
      const negated = Lexicon.negators.han.test(head);
      const from = negated ? at - (before.length - head.length) - 1 : at;
      const valence = Lexicon.han.get(text.slice(at, at + size))!;
      hits.push({
        text: text.slice(from, at + size),
        valence: negated ? valence * negationFactor : valence,
      });
    }
    at += Math.max(size, 1);
  }
  return hits;
}

// A negator applies to the end of its clause or to the first word that it reverses.
const clauses = /[.,;:!?()\n]|\bbut\b/;

function inLatin(text: string): Hit[] {
  return text.split(clauses).flatMap((clause) => {
    const words = DrivingWords.spans(clause, "latin").map((one) => one.text);
    const hits: Hit[] = [];
    let free = 0;
    words.forEach((word, at) => {
      const valence = Lexicon.latin.get(word);
      if (valence === undefined || Lexicon.negators.latin.test(word)) return;
      const from = Math.max(free, at - negatedWords);
      const negator = words
        .slice(from, at)
        .findLastIndex((one) => Lexicon.negators.latin.test(one));
      free = at + 1;
      if (negator < 0) return hits.push({ text: word, valence });
      const phrase = words.slice(from + negator, at + 1).join(" ");
      hits.push({ text: phrase, valence: valence * negationFactor });
    });
    return hits;
  });
}

/** Contributions are parts of the score. */
export function judge(text: string, limit: number): Classifier.Info {
  const lower = text.toLowerCase().replaceAll("’", "'");
  const hits =
    WritingSystem.detect(text) === "han" ? inHan(lower) : inLatin(lower);
  const sum = hits.reduce((total, { valence }) => total + valence, 0);
  const score = sum / Math.sqrt(sum ** 2 + damping);
  const side = score >= neutralScore ? 2 : score <= -neutralScore ? 0 : 1;
  const part = 1 / Math.sqrt(sum ** 2 + damping);
  const words = new Map<string, number>();
  for (const { text, valence } of hits)
    words.set(text, (words.get(text) ?? 0) + valence * part);
  return {
    label: labels[side],
    probability: side === 1 ? 1 - Math.abs(score) : (1 + Math.abs(score)) / 2,
    score,
    words: DrivingWords.largest(
      Array.from(words, ([text, contribution]) => ({ text, contribution })),
      limit,
    ),
    model: "words",
  };
}

export const classifier: Classifier = {
  model: "words",
  labels,
  classify: async (texts, { words = 5 } = {}) =>
    texts.map((text) => judge(text, words)),
  close: async () => {},
};

export * as WordList from "./word-list";
