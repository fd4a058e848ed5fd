// explanation: what each column adds to a row's log-odds, over the parts a model is made of
import * as z from "zod";
import { Frame } from "../tabular/frame";
import { Calibration } from "./calibration";
import { type Feeds, feeds, type Inputs, type Span } from "./input-tensors";
import { TextTensors } from "./text-tensors";
import { TextWords } from "./text-words";
import { Trees } from "../trees/trees";
import { PackedTrees } from "../trees/packed-trees";
import { TreeShap } from "../trees/tree-shap";

/** explain.json: how the parts of a version add up. Trees are byte ranges of trees.bin. */
export const Recipe = z.object({
  intercept: z.number(),
  trees: z.array(z.object({ weight: z.number(), from: z.int(), to: z.int() })),
  graph: z.boolean(), // whether explain.onnx explains the other parts
  calibration: Calibration.Beta.nullable(),
});
export type Recipe = z.infer<typeof Recipe>;

export type Parts = {
  columns: string[]; // of the model, in the order of its card
  inputs: Inputs;
  intercept: number;
  // contributions [n, columns], base [1]; weighed already
  graph:
    | ((feeds: Feeds) => Promise<Record<string, { data: ArrayLike<unknown> }>>)
    | null;
  trees: { weight: number; trees: Trees.Trees }[];
  calibration: Calibration.Beta | null;
};

export type Explained = {
  base: number;
  columns: string[];
  contributions: Float64Array; // [rows, columns]
  texts: Texts;
};
type Texts = {
  names: string[]; // columns read as text
  added: Float32Array[]; // what their n-grams add before calibration, [rows, texts, length] of each chunk
};
export type Words = ReturnType<typeof TextWords.largest>;

/** Log-odds of a version that is trees alone: walked in typed arrays, which takes less than half of the graph's time. */
export function logits(
  { intercept, trees, calibration }: Parts,
  frame: Frame,
  at: ArrayLike<number>,
): Float64Array {
  const sum = new Float64Array(frame.rows).fill(intercept);
  for (const { weight, trees: each } of trees)
    PackedTrees.predict(each, frame, at).forEach((z, row) => {
      sum[row] += weight * z;
    });
  return calibration ? sum.map((z) => Calibration.apply(calibration, z)) : sum;
}

// Rows a run: memory stays flat.
const chunk = 1024;

/**
 * base + Σ contributions = logit, within 1e-4. Trees by path-dependent TreeSHAP, networks by DeepSHAP, the blend by its
 * weights; the calibration is a function of one number, and shares pass through it by DeepLIFT's rescale rule.
 */
export async function explain(
  parts: Parts,
  frame: Frame,
  at: ArrayLike<number>,
): Promise<Explained> {
  const { columns, trees, calibration } = parts;
  const width = columns.length;
  const sum = new Float64Array(frame.rows * width);
  let base = parts.intercept;
  const texts: Texts = { names: parts.inputs.texts ?? [], added: [] };
  if (parts.graph) base += await addGraph(parts, frame, at, sum, texts);
  for (const { weight, trees: each } of trees) {
    const one = TreeShap.explain(each, frame, at);
    base += weight * one.base;
    const place = one.columns.map((name) => columns.indexOf(name));
    for (let row = 0; row < frame.rows; row++)
      for (let j = 0; j < place.length; j++)
        sum[row * width + place[j]] +=
          weight * one.contributions[row * place.length + j];
  }
  if (!calibration) return { base, columns, contributions: sum, texts };
  for (let row = 0; row < frame.rows; row++)
    rescale(calibration, base, sum.subarray(row * width, (row + 1) * width));
  return {
    base: Calibration.apply(calibration, base),
    columns,
    contributions: sum,
    texts,
  };
}

const mostWords = 5;

/** The words that move a row's score most, of a column that is read as text; in log-odds before calibration. */
export function words(
  { texts: { names, added } }: Explained,
  frame: Frame, // that was explained
  name: string,
  row: number,
): Words {
  const [part, k] = [added[Math.floor(row / chunk)], row % chunk];
  const j = names.indexOf(name);
  if (!part || j < 0) return [];
  const rows = Math.min(chunk, frame.rows - (row - k));
  const length = part.length / (rows * names.length);
  const from = (k * names.length + j) * length;
  const cell = TextTensors.cellOf(Frame.column(frame, name), row);
  return TextWords.largest(cell, part.subarray(from, from + length), mostWords);
}

async function addGraph(
  { graph, inputs, columns }: Parts,
  frame: Frame,
  at: ArrayLike<number>,
  sum: Float64Array,
  { added }: Texts,
) {
  let base = 0;
  for (let from = 0; from < frame.rows; from += chunk) {
    const span: Span = { from, to: Math.min(from + chunk, frame.rows) };
    const out = await graph!(feeds(frame, inputs, at, span));
    sum.set(out.contributions.data as Float32Array, from * columns.length);
    base = Number((out.base.data as Float32Array)[0]);
    if (out.words) added.push(out.words.data as Float32Array);
  }
  return base;
}

// Below this a difference quotient is its derivative, in double precision.
const near = 1e-7;

function rescale(beta: Calibration.Beta, base: number, shares: Float64Array) {
  let move = 0;
  for (const share of shares) move += share;
  const factor =
    Math.abs(move) < near
      ? Calibration.slope(beta, base)
      : (Calibration.apply(beta, base + move) - Calibration.apply(beta, base)) /
        move;
  for (let j = 0; j < shares.length; j++) shares[j] *= factor;
}

export * as Explanation from "./explanation";
