// word-list: the sentiment of a comment from a list of words, until a model has been trained
import { Lexicon } from "./lexicon";
import { WritingSystem } from "../../text/ngrams/writing-system";
import { DrivingWords } from "../../text/ngrams/driving-words";

type Hit = { text: string; valence: number };

// A negator reverses a word within so many words after it, with a part of its strength (VADER: Hutto & Gilbert 2014).
const negatedWords = 3;
const negationFactor = -0.74;
// Maps a sum s of valences to a score s / √(s² + damping) within (−1, 1), as in VADER.
const damping = 15;

// What comes after "but" is what is meant (VADER).
const contrast = { before: 0.5, after: 1.5 };
const but = {
  han: /但是|但|不过|可是|然而|只是|就是/,
  latin: /\b(?:but|however|although|though|except)\b/,
};

// At every character the longest word of the list is tried first, as segmenters cut Chinese differently from the list.
const longest = Math.max(
  ...[...Lexicon.han.keys(), ...Lexicon.duties.han].map((w) => w.length),
);
const known = (word: string) =>
  Lexicon.han.has(word) || Lexicon.duties.han.has(word);

// Adverbs that stand between a negator and the word it turns.
const between = /[很太是够怎么会能有什]+$/;

function inHan(text: string): Hit[] {
  const hits: Hit[] = [];
  for (let at = 0; at < text.length;) {
    let size = Math.min(longest, text.length - at);
    while (size > 0 && !known(text.slice(at, at + size))) size--;
    if (size > 0) {
      const before = text.slice(Math.max(0, at - negatedWords), at);
      const head = before.replace(between, "");
      const negated = Lexicon.negators.han.test(head);
      const from = negated ? at - (before.length - head.length) - 1 : at;
      const word = text.slice(at, at + size);
      const undone = negated && Lexicon.duties.han.has(word);
      const valence = Lexicon.han.get(word) ?? 0;
      hits.push({
        text: text.slice(from, at + size),
        valence: undone
          ? Lexicon.duties.valence
          : negated
            ? valence * negationFactor
            : valence,
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
      const valence = Lexicon.latin.get(word) ?? 0;
      const duty = Lexicon.duties.latin.test(word);
      if (!(valence || duty) || Lexicon.negators.latin.test(word)) return;
      const from = Math.max(free, at - negatedWords);
      const negator = words
        .slice(from, at)
        .findLastIndex((one) => Lexicon.negators.latin.test(one));
      if (negator < 0 && !valence) return;
      free = at + 1;
      if (negator < 0) return hits.push({ text: word, valence });
      const phrase = words.slice(from + negator, at + 1).join(" ");
      const turned = duty ? Lexicon.duties.valence : valence * negationFactor;
      hits.push({ text: phrase, valence: turned });
    });
    return hits;
  });
}

function hitsOf(text: string): Hit[] {
  const lower = text.toLowerCase().replaceAll("’", "'");
  const script = WritingSystem.detect(text);
  const find = script === "han" ? inHan : inLatin;
  return lower.split(/(?<=[.!?;。！？；\n])/).flatMap((sentence) => {
    const { index } = but[script].exec(sentence) ?? {};
    if (index === undefined) return find(sentence);
    const weighed = (part: string, weight: number) =>
      find(part).map((hit) => ({ ...hit, valence: weight * hit.valence }));
    return [
      ...weighed(sentence.slice(0, index), contrast.before),
      ...weighed(sentence.slice(index), contrast.after),
    ];
  });
}

/** −1 to 1 by the words alone, and what each adds to it. */
export function read(text: string) {
  const hits = hitsOf(text);
  const sum = hits.reduce((total, { valence }) => total + valence, 0);
  const part = 1 / Math.sqrt(sum ** 2 + damping);
  const words = new Map<string, number>();
  for (const { text, valence } of hits)
    words.set(text, (words.get(text) ?? 0) + valence * part);
  return {
    score: sum * part,
    words: Array.from(words, ([text, contribution]) => ({
      text,
      contribution,
    })),
  };
}

export * as WordList from "./word-list";
