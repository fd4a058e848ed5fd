// mood-classifier: comments told to be negative, mixed or positive, by the word list alone or with a learned model
import { FunctionWords } from "../../knowledge/function-words";
import type { Classifier } from "./classifier";
import { DrivingWords } from "../../text/ngrams/driving-words";
import { MoodOdds } from "./mood-odds";
import type { NgramModel } from "./ngram-model";
import type { SentimentCard } from "./sentiment-card";
import { WordList } from "./word-list";

/** The classifier before a model has been trained. Contributions are parts of the log-odds. */
export const words: Classifier = {
  model: "words",
  labels: [...MoodOdds.labels],
  classify: async (texts, { words = 5 } = {}) =>
    texts.map((text) => {
      const said = WordList.read(text);
      const listed = said.words.map(({ text, contribution }) => ({
        text,
        contribution: contribution * MoodOdds.prior.words,
      }));
      const mood = MoodOdds.mood(MoodOdds.prior, {
        evidence: 0,
        words: said.score,
      });
      return info(mood, DrivingWords.largest(listed, words), "words");
    }),
  close: async () => {},
};

const info = (
  { label, score, probabilities }: Omit<MoodOdds.Mood, "odds">,
  words: DrivingWords.Word[],
  model: string,
): Classifier.Info => ({
  label,
  probability: probabilities[label],
  score,
  probabilities,
  words,
  model,
});

/** A learned model whose classes have poles. */
export function learned(
  ngrams: NgramModel.NgramModel,
  card: Pick<SentimentCard.Info, "version" | "classes" | "polarity" | "odds">,
): Classifier {
  const classify =
    card.classes.length === 2
      ? (texts: string[], limit: number) => ofTwo(ngrams, card, texts, limit)
      : (texts: string[], limit: number) => ofMany(ngrams, card, texts, limit);
  return {
    model: card.version,
    labels: [...MoodOdds.labels],
    classify: (texts, { words = 5 } = {}) => classify(texts, words),
    close: ngrams.close,
  };
}

type Card = Parameters<typeof learned>[1];

async function ofTwo(
  ngrams: NgramModel.NgramModel,
  { version, classes, polarity, odds }: Card,
  texts: string[],
  limit: number,
) {
  const side = classes[1].name === polarity!.positive ? 1 : -1;
  const said = await ngrams.classify(texts, {
    words: limit > 0 ? Infinity : 0,
  });
  const evidence = await ngrams.evidence(texts);
  return texts.map((text, i) => {
    const listed = WordList.read(text);
    const logit = side * evidence[i].logit;
    const mood = MoodOdds.mood(odds, { evidence: logit, words: listed.score });
    const sums = new Map<string, number>();
    const add = (list: DrivingWords.Word[], factor: number) => {
      for (const { text, contribution } of list)
        if (told(text))
          sums.set(text, (sums.get(text) ?? 0) + factor * contribution);
    };
    add(said[i].words, side * odds.model * evidence[i].slope);
    add(listed.words, odds.words);
    const all = Array.from(sums, ([text, contribution]) => ({
      text,
      contribution,
    }));
    return info(mood, DrivingWords.largest(all, limit), version);
  });
}

// Words that carry no meaning by themselves are not shown.
const told = (word: string) =>
  !FunctionWords.empty.has(word) && /\p{L}/u.test(word);

async function ofMany(
  ngrams: NgramModel.NgramModel,
  { version, polarity }: Card,
  texts: string[],
  limit: number,
) {
  const said = await ngrams.classify(texts, { words: limit });
  return said.map(({ probabilities, words }) => {
    const negative = probabilities[polarity!.negative];
    const positive = probabilities[polarity!.positive];
    const mixed = Math.max(0, 1 - negative - positive);
    return info(MoodOdds.of({ negative, mixed, positive }), words, version);
  });
}

export * as MoodClassifier from "./mood-classifier";
