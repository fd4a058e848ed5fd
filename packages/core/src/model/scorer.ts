// scorer: a published version held ready: one session a version, never one a call
import { InferenceSession } from "./runtime";
import { Bucket } from "../bucket";
import { Failure } from "../error";
import { Frame } from "../frame";
import type { Score } from "../snapshot";
import { Card } from "./card";
import { feeds, type Inputs } from "./feed";
import { Reason } from "./reason";
import { Registry } from "./registry";

export type Scorer = {
  dataset: string;
  version: string;
  card: Card.Info;
  inputs: Inputs;
  session: InferenceSession;
  // Opened by the first who asks for reasons.
  explainer: () => Promise<InferenceSession>;
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
    void held.get(oldest)!.then(close, () => {});
    held.delete(oldest);
  }
  return loading;
}

async function load(dataset: string, version: string): Promise<Scorer> {
  const card = await Registry.card(dataset, version);
  const session = (file: string) => async () => {
    const bytes = await Bucket.bytes(Bucket.keys.model(dataset, version, file));
    if (!bytes)
      throw new Error(`${file} of ${dataset} ${version} is not there`);
    return InferenceSession.create(bytes, options);
  };
  let explainer: Promise<InferenceSession> | undefined;
  const explain = session("explain.onnx");
  return {
    dataset,
    version,
    card,
    inputs: Card.inputs(card.columns),
    session: await session("model.onnx")(),
    explainer: () => (explainer ??= explain()),
  };
}

const close = ({ session }: Scorer) => session.release();

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

async function* runs(
  session: InferenceSession,
  inputs: Inputs,
  frame: Frame,
  at: At,
) {
  for (let from = 0; from < frame.rows; from += chunk) {
    const to = Math.min(from + chunk, frame.rows);
    yield {
      from,
      to,
      out: await session.run(feeds(frame, inputs, at, { from, to })),
    };
  }
}

/** Log-odds of every row; `at` is the epoch day each row's dates are measured against. */
export async function logits(scorer: Scorer, frame: Frame, at: At) {
  const all = new Float32Array(frame.rows);
  for await (const { from, out } of runs(
    scorer.session,
    scorer.inputs,
    frame,
    at,
  ))
    all.set(out.logit.data as Float32Array, from);
  return all;
}

export type Explained = {
  base: number;
  columns: string[];
  contributions: Float32Array; // [rows, columns]
};

/** Each column's share of every row's log-odds: base + Σ contributions = logit. */
export async function explain(
  scorer: Scorer,
  frame: Frame,
  at: At,
): Promise<Explained> {
  const columns = scorer.card.columns.map(({ name }) => name);
  const contributions = new Float32Array(frame.rows * columns.length);
  let base = 0;
  const session = await scorer.explainer();
  for await (const { from, out } of runs(session, scorer.inputs, frame, at)) {
    contributions.set(
      out.contributions.data as Float32Array,
      from * columns.length,
    );
    base = Number((out.base.data as Float32Array)[0]);
  }
  return { base, columns, contributions };
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
  const why = reasons ? await explain(scorer, frame, at) : null;
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

const shares = ({ columns, contributions }: Explained, row: number) =>
  columns.map((column, k) => ({
    column,
    value: null,
    contribution: contributions[row * columns.length + k],
  }));

export * as Scorer from "./scorer";
