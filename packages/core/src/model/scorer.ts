// scorer: a published version held ready: one session a version, never one a call
import { InferenceSession } from "./runtime";
import { Bucket } from "../aws/bucket";
import { Failure } from "../base/error";
import { PromiseCache } from "../base/promise-cache";
import { Frame } from "../tabular/frame";
import { LogOdds } from "../stats/log-odds";
import type { Score } from "./score";
import { Card } from "./card";
import { Explanation } from "./explanation";
import { feeds, type Inputs } from "./input-tensors";
import { Reason } from "./reason";
import { Registry } from "./registry";
import { SharedSession } from "./shared-session";
import { Trees } from "../trees/trees";

export type Scorer = {
  dataset: string;
  version: string;
  card: Card.Info;
  inputs: Inputs;
  run: SharedSession.SharedSession;
  // Opened by the first who asks for reasons.
  parts: () => Promise<Explanation.Parts>;
  trees: boolean; // whether it is trees alone
  close: () => Promise<void>;
};

const options: InferenceSession.SessionOptions = {
  executionMode: "sequential",
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  logSeverityLevel: 3,
};
// Rows a run: more no longer pays, and memory stays flat.
const chunk = 4096;
// Versions held at once: the serving ones of a few datasets and their predecessors.
const cached = PromiseCache.create<Scorer>({
  max: 8,
  dispose: (scorer) => scorer.close(),
});

/** The version's scorer, loaded once. */
export const open = (dataset: string, version: string): Promise<Scorer> =>
  cached(`${dataset}/${version}`, () => load(dataset, version));

async function load(dataset: string, version: string): Promise<Scorer> {
  const card = await Registry.card(dataset, version);
  const inputs = Card.inputs(card.columns);
  const file = async (name: string) => {
    const bytes = await Bucket.bytes(Bucket.keys.model(dataset, version, name));
    if (bytes) return bytes;
    throw new Error(`${name} of ${dataset} ${version} is not there`);
  };
  const session = async (name: string) =>
    InferenceSession.create(await file(name), options);
  const text = Buffer.from(await file("explain.json")).toString();
  const recipe = Explanation.Recipe.parse(JSON.parse(text));
  let graph: InferenceSession | null = null;
  async function explainer(): Promise<Explanation.Parts> {
    if (recipe.graph) graph = await session("explain.onnx");
    const bytes = recipe.trees.length ? await file("trees.bin") : null;
    return {
      ...recipe,
      columns: card.columns.map(({ name }) => name),
      inputs,
      graph: graph && SharedSession.share(graph),
      trees: recipe.trees.map(({ weight, from, to }) => ({
        weight,
        trees: Trees.parse(bytes!.subarray(from, to)),
      })),
    };
  }
  let parts: Promise<Explanation.Parts> | undefined;
  const model = await session("model.onnx");
  return {
    dataset,
    version,
    card,
    inputs,
    run: SharedSession.share(model),
    parts: () => (parts ??= explainer()),
    trees: !recipe.graph && recipe.trees.length > 0,
    async close() {
      await model.release();
      await parts;
      await graph?.release();
    },
  };
}

// The version that serves now.
export async function current(dataset: string) {
  const serving = await Registry.current(dataset);
  if (serving) return open(dataset, serving.version);
  throw new Failure(
    "model.none",
    `No model of "${dataset}" serves yet: train one (POST /v1/models/${dataset}/train)`,
    404,
  );
}

export type At = ArrayLike<number>;

/** Log-odds of every row; `at` is the epoch day each row's dates are measured against. */
export async function logits(
  { run, inputs, parts, trees }: Scorer,
  frame: Frame,
  at: At,
): Promise<ArrayLike<number>> {
  if (trees) return Explanation.logits(await parts(), frame, at);
  const all = new Float32Array(frame.rows);
  for (let from = 0; from < frame.rows; from += chunk) {
    const span = { from, to: Math.min(from + chunk, frame.rows) };
    const { logit } = await run(feeds(frame, inputs, at, span));
    all.set(logit.data, from);
  }
  return all;
}

/** Scores without reasons: what every row gets at once. */
export async function scores(
  scorer: Scorer,
  frame: Frame,
  at: At,
): Promise<Score.Info[]> {
  const { base, bands } = scorer.card;
  const prior = LogOdds.logit(base);
  return Array.from(await logits(scorer, frame, at), (logit) => {
    const p = LogOdds.sigmoid(logit);
    return {
      logit,
      probability: p,
      band: Card.band(p, bands),
      base: prior,
      reasons: [],
      modelVersion: scorer.version,
    };
  });
}

export type Asked = {
  // How many reasons of a row are kept: the largest ones.
  reasons: number;
  cell: (column: string, row: number) => string | null;
};

/** The same scores with the reasons for them: base + Σ contributions = logit when all are asked for. */
export async function explained(
  scorer: Scorer,
  frame: Frame,
  at: At,
  scores: Score.Info[],
  { reasons, cell }: Asked,
): Promise<Score.Info[]> {
  const found = await Explanation.explain(await scorer.parts(), frame, at);
  const { base, columns, contributions } = found;
  return scores.map((score, row) => ({
    ...score,
    base,
    reasons: Reason.largest(
      columns.map((column, k) => ({
        column,
        value: null,
        contribution: contributions[row * columns.length + k],
      })),
      reasons,
    ).map((reason) => {
      const words = Explanation.words(found, frame, reason.column, row);
      return {
        ...reason,
        value: cell(reason.column, row),
        ...(words.length && { words }),
      };
    }),
  }));
}

export * as Scorer from "./scorer";
