// text-model: texts and their classes learned — a linear model for each script that has enough of them, in one ONNX graph
import { Ngrams } from "@mainstay/core/text/ngrams/ngrams";
import type { SentimentCard } from "@mainstay/core/feedback/sentiment/sentiment-card";
import { familiarity } from "@mainstay/core/feedback/sentiment/mood-odds";
import {
  type Script,
  WritingSystem,
} from "@mainstay/core/text/ngrams/writing-system";
import { model as graph, rowsOf } from "./text-graph";
import { folds, LinearClassifier, marginsOf } from "./linear-classifier";

// A script with fewer texts is learned together with the other one.
const own = { rows: 50, share: 0.05, class: 5 };
// Bytes of the tables; the model stays under 10 MB.
const budget = 9.5e6;

export type Table = {
  texts: readonly string[];
  label: ArrayLike<number>; // class of each text
  classes: number;
};

export type TextModel = {
  languages: SentimentCard.Language[];
  /**
   * Calibrated margins [rows, margins] and the margins themselves, of planes that have not seen the row; of two classes
   * also what the words alone add to the logit [rows].
   */
  held: { margin: Float64Array; logit: Float64Array; evidence: Float64Array };
  margins: number;
  onnx: Uint8Array;
};

export function fit(
  { texts, label, classes }: Table,
  { seed }: { seed: number },
): TextModel {
  const fold = dealt(texts);
  const margins = marginsOf(classes);
  const parts = split(texts, label);
  const sizes = sizesFor(
    parts.map(({ script }) => script),
    margins,
  );
  const held = {
    margin: new Float64Array(texts.length * margins),
    logit: new Float64Array(texts.length * margins),
    evidence: new Float64Array(margins === 1 ? texts.length : 0),
  };
  const fitted = parts.map(({ script, rows }) => {
    const part = LinearClassifier.fit(
      {
        texts: Array.from(rows, (i) => texts[i]),
        label: rows.map((i) => label[i]),
        fold: rows.map((i) => fold[i]),
        classes,
      },
      { script, bits: sizes[script], seed },
    );
    rows.forEach((row, i) =>
      part.planes.forEach(({ platt, bias }, m) => {
        const margin = part.held[i * margins + m];
        held.margin[row * margins + m] = margin;
        held.logit[row * margins + m] = platt.slope * margin + platt.offset;
        if (margins === 1)
          held.evidence[row] =
            platt.slope * (margin - bias) * familiarity(part.known[i]);
      }),
    );
    return part;
  });
  let offset = 0;
  const languages = fitted.map((part) => {
    const { script, rows, bits } = part;
    const language = { script, rows, bits, offset };
    offset += rowsOf(part);
    return language;
  });
  return { languages, held, margins, onnx: graph(fitted) };
}

// Copies of a text are dealt into one inner fold, distinct texts in turn.
function dealt(texts: readonly string[]): Int32Array {
  const known = new Map<string, number>();
  return Int32Array.from(texts, (text) => {
    const fold = known.get(text) ?? known.size % folds;
    known.set(text, fold);
    return fold;
  });
}

/** Rows by script, the commoner script first; the rarer one alone only where it has enough texts of two classes. */
function split(texts: readonly string[], label: ArrayLike<number>) {
  const scripts = texts.map(WritingSystem.detect);
  const rowsIn = (script: Script) =>
    Int32Array.from(texts, (_, i) => i).filter((i) => scripts[i] === script);
  const [common, rare] = (["latin", "han"] as const)
    .map((script) => ({ script, rows: rowsIn(script) }))
    .sort((a, b) => b.rows.length - a.rows.length);
  const counts = new Map<number, number>();
  for (const i of rare.rows)
    counts.set(label[i], (counts.get(label[i]) ?? 0) + 1);
  const learnable = Array.from(counts.values()).filter((n) => n >= own.class);
  const separate =
    rare.rows.length >= Math.max(own.rows, own.share * texts.length) &&
    learnable.length > 1;
  if (separate) return [common, rare];
  return [{ script: common.script, rows: Int32Array.from(texts, (_, i) => i) }];
}

// The larger tables are halved until a byte a margin and one for the weight fit.
function sizesFor(scripts: Script[], margins: number) {
  const bits: Record<Script, number> = { ...Ngrams.bits };
  const bytes = (script: Script) =>
    rowsOf({ script, bits: bits[script] }) * (margins + 1);
  while (scripts.reduce((sum, one) => sum + bytes(one), 0) > budget)
    bits[scripts.reduce((a, b) => (bytes(b) > bytes(a) ? b : a))]--;
  return bits;
}

export * as TextModel from "./text-model";
