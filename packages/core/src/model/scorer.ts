// scorer: a published version held ready: one session a version, never one a call
import { InferenceSession } from "./runtime";
import { Bucket } from "../bucket";
import { Failure } from "../error";
import { Frame } from "../frame";
import type { Score } from "../snapshot";
import { Card } from "./card";
import { Explanation } from "./explanation";
import { feeds, type Inputs } from "./feed";
import { Reason } from "./reason";
import { Registry } from "./registry";
import { Trees } from "./trees";

export type Scorer = {
  dataset: string;
  version: string;
  card: Card.Info;
  inputs: Inputs;
  session: InferenceSession;
  // Opened by the first who asks for reasons.
  parts: () => Promise<Explanation.Parts>;
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
const capacity = 8;
const held = new Map<string, Promise<Scorer>>();

export function open(dataset: string, version: string): Promise<Scorer> {
  const name = `${dataset}/${version}`;
  const known = held.get(name);
  if (known) return (held.delete(name), held.set(name, known), known);
  const loading = load(dataset, version);
  held.set(name, loading);
  loading.catch(() => held.delete(name));
  for (const oldest of held.keys()) {
    if (held.size <= capacity) break;
    void held.get(oldest)!.then(
      (scorer) => scorer.close(),
      () => {},
    );
    held.delete(oldest);
  }
  return loading;
}

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
  async function explainer(): Promise<Explanation.Parts> {
    const text = Buffer.from(await file("explain.json")).toString();
    const recipe = Explanation.Recipe.parse(JSON.parse(text));
    const bytes = recipe.trees.length ? await file("trees.bin") : null;
    return {
      ...recipe,
      columns: card.columns.map(({ name }) => name),
      inputs,
      graph: recipe.graph ? await session("explain.onnx") : null,
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
    session: model,
    parts: () => (parts ??= explainer()),
    async close() {
      await model.release();
      await (await parts)?.graph?.release();
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

export const probability = (logit: number) => 1 / (1 + Math.exp(-logit));

/** Log-odds of every row; `at` is the epoch day each row's dates are measured against. */
export async function logits(
  { session, inputs }: Scorer,
  frame: Frame,
  at: At,
) {
  const all = new Float32Array(frame.rows);
  for (let from = 0; from < frame.rows; from += chunk) {
    const span = { from, to: Math.min(from + chunk, frame.rows) };
    const { logit } = await session.run(feeds(frame, inputs, at, span));
    all.set(logit.data as Float32Array, from);
  }
  return all;
}

export type Asked = {
  // How many reasons of a row are kept: the largest ones.
  reasons: number;
  cell: (column: string, row: number) => string | null;
};

export async function scores(
  scorer: Scorer,
  frame: Frame,
  at: At,
  { reasons, cell }: Asked,
): Promise<Score[]> {
  const all = await logits(scorer, frame, at);
  const why = reasons
    ? await Explanation.explain(await scorer.parts(), frame, at)
    : null;
  return Array.from(all, (logit, row) => {
    const p = probability(logit);
    return {
      logit,
      probability: p,
      band: Card.band(p, scorer.card.bands),
      base: why?.base ?? 0,
      reasons: why
        ? Reason.largest(shares(why, row), reasons).map((r) => ({
            ...r,
            value: cell(r.column, row),
          }))
        : [],
      modelVersion: scorer.version,
    };
  });
}

const shares = (
  { columns, contributions }: Explanation.Explained,
  row: number,
) =>
  columns.map((column, k) => ({
    column,
    value: null,
    contribution: contributions[row * columns.length + k],
  }));

export * as Scorer from "./scorer";
