// polarity: how content a comment sounds, told from a list of words: what there is before a model has been trained
import type { Classifier, Info } from "../sentiment";
import { Lexicon } from "./lexicon";
import { Scripts } from "./script";
import { Words } from "./words";

type Hit = { text: string; valence: number };

// A negator turns the word within so many words after it, and takes some of its strength (Hutto & Gilbert 2014).
const reach = 3;
const turned = -0.74;
// Sums of valences to a score within (−1, 1), as there.
const damping = 15;
const neutral = 0.05;

export const labels = ["negative", "neutral", "positive"];

// Longest word first, character by character: lists of words and segmenters cut Chinese differently.
const longest = Math.max(...Array.from(Lexicon.han.keys(), (w) => w.length));

function inHan(text: string): Hit[] {
  const hits: Hit[] = [];
  for (let at = 0; at < text.length;) {
    let size = Math.min(longest, text.length - at);
    while (size > 0 && !Lexicon.han.has(text.slice(at, at + size))) size--;
    if (size > 0) {
      const word = text.slice(at, at + size);
      const before = text
        .slice(Math.max(0, at - reach), at)
        .split(/[，。！？；,.!?;\s]/);
      const negated = Lexicon.negators.han.test(
        before.at(-1)!.replace(/[很太是够怎么会能有]+$/, ""),
      );
      const valence = Lexicon.han.get(word)! * (negated ? turned : 1);
      hits.push({
        text: negated ? text.slice(Math.max(0, at - 1), at + size) : word,
        valence,
      });
    }
    at += Math.max(size, 1);
  }
  return hits;
}

function inLatin(text: string): Hit[] {
  const words = Words.spans(text, "latin").map((one) => one.text);
  return words.flatMap((word, at) => {
    const valence = Lexicon.latin.get(word);
    if (valence === undefined) return [];
    const from = Math.max(0, at - reach);
    const negator = words
      .slice(from, at)
      .findLastIndex((one) => Lexicon.negators.latin.test(one));
    if (negator < 0) return [{ text: word, valence }];
    const phrase = words.slice(from + negator, at + 1).join(" ");
    return [{ text: phrase, valence: valence * turned }];
  });
}

/** Contributions are parts of the score. */
export function judge(text: string, limit: number): Info {
  const lower = text.toLowerCase().replaceAll("’", "'");
  const hits = Scripts.of(text) === "han" ? inHan(lower) : inLatin(lower);
  const sum = hits.reduce((total, { valence }) => total + valence, 0);
  const score = sum / Math.sqrt(sum ** 2 + damping);
  const side = score >= neutral ? 2 : score <= -neutral ? 0 : 1;
  const part = 1 / Math.sqrt(sum ** 2 + damping);
  const words = new Map<string, number>();
  for (const { text, valence } of hits)
    words.set(text, (words.get(text) ?? 0) + valence * part);
  return {
    label: labels[side],
    probability: side === 1 ? 1 - Math.abs(score) : (1 + Math.abs(score)) / 2,
    score,
    words: Words.largest(
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

export * as Polarity from "./polarity";
