// fit-comments: a model of comments learned from those with a label, and what is known of it
import type {
  SentimentCard,
  Polarity,
} from "@mainstay/core/feedback/sentiment/sentiment-card";
import { MoodOdds } from "@mainstay/core/feedback/sentiment/mood-odds";
import { WordList } from "@mainstay/core/feedback/sentiment/word-list";
import { decide } from "@mainstay/core/feedback/sentiment/ngram-model";
import { sha256 } from "@mainstay/core/base/digest";
import { Failure } from "@mainstay/core/base/error";
import { intervals } from "../judge/bootstrap";
import { rank } from "../judge/rank";
import { sigmoid } from "@mainstay/core/stats/log-odds";
import { auc, judge } from "./text-quality";
import { CommentLabels } from "./comment-labels";
import { folds } from "./linear-classifier";
import { FitOdds } from "./fit-odds";
import { TextModel } from "./text-model";

// A class with fewer comments can be neither learned nor judged.
const minCommentsPerClass = 10;
// Differences of a figure over fewer rows than this are mostly luck.
const minRowsPerDifference = 200;

export type Input = {
  texts: readonly string[];
  /** A category or, by `ofRating`, positive and negative; a text of label null is not learned from. */
  labels: readonly (string | null)[];
  seed: number;
  createdAt: Date;
  /** Labels that mean content and discontent; by default those named positive and negative. */
  polarity?: Polarity;
};

export type Fitted = {
  files: Record<string, Uint8Array>;
  card: SentimentCard.Info;
};

/** Files of a version, model.onnx and card.json. Equal inputs give equal files. */
export function fitFeedback({
  texts,
  labels,
  seed,
  createdAt,
  polarity,
}: Input): Fitted {
  const { rows, names, limits } = usable(texts, labels);
  const label = Int32Array.from(rows, (i) => names.indexOf(labels[i]!));
  const poles = polesOf(names, polarity);
  // A positive margin of two classes means the second one, contentment.
  if (names.length === 2 && poles && poles.positive === names[0]) {
    names.reverse();
    label.forEach((c, i) => (label[i] = 1 - c));
  }
  const kept = rows.map((i) => texts[i]);
  const fitted = TextModel.fit(
    { texts: kept, label, classes: names.length },
    { seed },
  );
  // Copies of a comment would tell the same again.
  const distinct = firsts(kept);
  const { odds, againstWords } = weighedWithWords(fitted, kept, label, {
    distinct,
    polar: poles !== null && names.length === 2,
    seed,
  });
  const { metrics, earned } = measured(fitted, label, names, distinct, seed);
  const card: SentimentCard.Info = {
    task: "text",
    version: sha256(fitted.onnx, JSON.stringify(names)).slice(0, 12),
    createdAt: createdAt.toISOString(),
    rows: rows.length,
    classes: names.map((name, k) => ({
      name,
      rows: label.reduce((n, c) => n + Number(c === k), 0),
    })),
    polarity: poles,
    odds,
    languages: fitted.languages,
    metrics,
    againstWords,
    earned: earned && (againstWords === null || FitOdds.gains(againstWords)),
    limits: [
      ...limits,
      ...(rows.length < minRowsPerDifference
        ? [`Learned from ${rows.length} comments: figures may move a lot.`]
        : []),
    ],
    bytes: fitted.onnx.length,
    seed,
  };
  const text = JSON.stringify(card, null, 2);
  return {
    files: {
      "model.onnx": fitted.onnx,
      "card.json": new TextEncoder().encode(text),
    },
    card,
  };
}

function usable(texts: readonly string[], labels: readonly (string | null)[]) {
  const counts = new Map<string, number>();
  texts.forEach((text, i) => {
    const label = labels[i];
    if (label !== null && text.trim())
      counts.set(label, (counts.get(label) ?? 0) + 1);
  });
  const names = Array.from(counts.keys())
    .filter((name) => counts.get(name)! >= minCommentsPerClass)
    .sort();
  if (names.length < 2)
    throw new Failure(
      "text.few",
      `Expected at least ${minCommentsPerClass} comments of each of two classes, got ${Array.from(counts, ([name, n]) => `${n} of "${name}"`).join(", ") || "none with a label"}`,
    );
  const limits = Array.from(counts.keys())
    .filter((name) => !names.includes(name))
    .map(
      (name) =>
        `"${name}" has fewer than ${minCommentsPerClass} comments and was left out.`,
    );
  const rows = texts.flatMap((text, i) =>
    text.trim() && labels[i] !== null && names.includes(labels[i]) ? [i] : [],
  );
  return { rows, names, limits };
}

function polesOf(names: string[], said?: Polarity): Polarity | null {
  const poles = said ?? {
    positive: CommentLabels.positive,
    negative: CommentLabels.negative,
  };
  const there =
    names.includes(poles.positive) && names.includes(poles.negative);
  return there ? poles : null;
}

function firsts(texts: readonly string[]) {
  const seen = new Set<string>();
  return Int32Array.from(
    texts.flatMap((text, i) => (seen.has(text) || !seen.add(text) ? [] : [i])),
  );
}

function weighedWithWords(
  { held }: TextModel.TextModel,
  texts: readonly string[],
  label: Int32Array,
  {
    distinct,
    polar,
    seed,
  }: { distinct: Int32Array; polar: boolean; seed: number },
): Pick<SentimentCard.Info, "odds" | "againstWords"> {
  if (!polar) return { odds: MoodOdds.prior, againstWords: null };
  const rows = {
    evidence: Array.from(distinct, (i) => held.evidence[i]),
    words: Array.from(distinct, (i) => WordList.read(texts[i]).score),
    positive: Array.from(distinct, (i) => label[i]),
  };
  const odds = FitOdds.fit(rows);
  return { odds, againstWords: FitOdds.against(rows, odds, seed) };
}

function measured(
  { held, margins }: TextModel.TextModel,
  every: Int32Array,
  names: string[],
  distinct: Int32Array,
  seed: number,
) {
  const classes = names.length;
  const label = distinct.map((i) => every[i]);
  const said = distinct.map((i) => {
    const span = [i * margins, (i + 1) * margins];
    return decide(held.margin.subarray(...span), held.logit.subarray(...span))
      .label;
  });
  const counts = names.map((_, k) =>
    label.reduce((n, c) => n + Number(c === k), 0),
  );
  const commonest = counts.indexOf(Math.max(...counts));
  const constant = new Int32Array(label.length).fill(commonest);
  const binary = classes === 2;
  const ranked = binary
    ? rank(
        label,
        Array.from(distinct, (i) => sigmoid(held.logit[i])),
      )
    : null;
  const measure = (weight?: Int32Array) => {
    const own = judge(label, said, classes, weight);
    const rival = judge(label, constant, classes, weight);
    return {
      ...own,
      accuracyGain: own.accuracy - rival.accuracy,
      macroF1Gain: own.macroF1 - rival.macroF1,
      auc: ranked ? auc(ranked, weight) : 0,
    };
  };
  const found = intervals({
    stratum: label,
    measure,
    value: measure(),
    seed,
    resamples: 300,
  });
  const metrics: SentimentCard.Info["metrics"] = {
    folds,
    accuracy: found.accuracy,
    macroF1: found.macroF1,
    auc: binary ? found.auc : null,
    majority: { class: names[commonest], ...judge(label, constant, classes) },
    difference: { accuracy: found.accuracyGain, macroF1: found.macroF1Gain },
  };
  // If one class is rare, ranking by likelihood matters more than accuracy.
  const earned = binary ? found.auc.low > 0.5 : found.accuracyGain.low > 0;
  return { metrics, earned };
}

export * as FitComments from "./fit-comments";
