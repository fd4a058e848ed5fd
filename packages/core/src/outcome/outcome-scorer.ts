// outcome-scorer: a published version of several heads held ready, its answers to rows and the reasons for them
import * as z from "zod";
import { Bucket } from "../aws/bucket";
import { Failure } from "../base/error";
import { PromiseCache } from "../base/promise-cache";
import { bernoulli, gaussian, poisson } from "../stats/family";
import { Frame } from "../tabular/frame";
import { Card } from "../model/card";
import { Explanation } from "../model/explanation";
import { feeds } from "../model/input-tensors";
import { Outcome } from "./outcome";
import { OutcomeCard } from "./outcome-card";
import { Reason } from "../model/reason";
import { Registry } from "../model/registry";
import { InferenceSession } from "../model/runtime";
import { SharedSession } from "../model/shared-session";
import { Trees } from "../model/trees";

type Head = {
  inputs: { numbers: string[]; categories: string[] };
  run: SharedSession.SharedSession;
  parts: Explanation.Parts;
};
export type OutcomeScorer = {
  dataset: string;
  version: string;
  card: OutcomeCard.Info;
  heads: Head[];
  close: () => Promise<void>;
};

/** `base + Σ contribution = score` where all reasons are asked for: of an amount in its own unit, of classes in log-odds of the likeliest one, of levels in levels. */
export const Answer = z.object({
  kind: z.enum(["number", "classes", "ordered"]),
  value: z.number().optional(), // of amounts, and of levels that are numbers
  median: z.number().optional(),
  low80: z.number().optional(),
  high80: z.number().optional(),
  low95: z.number().optional(),
  high95: z.number().optional(),
  class: z.string().optional(), // the likeliest
  classes: z.record(z.string(), z.number()).optional(),
  band: Card.Band.optional(),
  score: z.number(),
  base: z.number(),
  reasons: z.array(Reason.Info),
});
export type Answer = z.infer<typeof Answer>;

const cached = PromiseCache.create<OutcomeScorer>({
  max: 4,
  dispose: (scorer) => scorer.close(),
});

/** The version that serves now, or null where none of several heads does. */
export async function current(dataset: string) {
  const serving = await Registry.outcome(dataset);
  return serving && open(dataset, serving.version);
}

export const open = (dataset: string, version: string) =>
  cached(`${dataset}/${version}`, () => load(dataset, version));

async function load(dataset: string, version: string): Promise<OutcomeScorer> {
  const card = OutcomeCard.Info.parse(
    await Registry.described(dataset, version),
  );
  const file = async (head: number, name: string) => {
    const key = Bucket.keys.model(
      dataset,
      version,
      OutcomeCard.fileOf(head, name),
    );
    const bytes = await Bucket.bytes(key);
    if (bytes) return bytes;
    throw new Failure("model.file", `${key} is not there`);
  };
  const heads: Head[] = [];
  const opened: InferenceSession[] = [];
  const shared = async (head: number, name: string) => {
    const session = await InferenceSession.create(await file(head, name));
    opened.push(session);
    return SharedSession.share(session);
  };
  for (const [k, { columns }] of card.heads.entries()) {
    const inputs = Card.inputs(columns);
    const recipe = Explanation.Recipe.parse(
      JSON.parse(Buffer.from(await file(k, "explain.json")).toString()),
    );
    const trees = recipe.trees.length ? await file(k, "trees.bin") : null;
    heads.push({
      inputs,
      run: await shared(k, "model.onnx"),
      parts: {
        ...recipe,
        inputs,
        columns: columns.map(({ name }) => name),
        graph: recipe.graph ? await shared(k, "explain.onnx") : null,
        trees: recipe.trees.map(({ weight, from, to }) => ({
          weight,
          trees: Trees.parse(trees!.subarray(from, to)),
        })),
      },
    });
  }
  return {
    ...{ dataset, version, card, heads },
    async close() {
      for (const session of opened) await session.release();
    },
  };
}

type At = ArrayLike<number>;
const chunk = 4096;

/** Each head's scores, [head][row]. */
export async function scores(
  { heads }: Pick<OutcomeScorer, "heads">,
  frame: Frame,
  at: At,
): Promise<Float64Array[]> {
  const all = [];
  for (const { run, inputs } of heads) {
    const own = new Float64Array(frame.rows);
    for (let from = 0; from < frame.rows; from += chunk) {
      const span = { from, to: Math.min(from + chunk, frame.rows) };
      const { logit } = await run(feeds(frame, inputs, at, span));
      own.set(logit.data as ArrayLike<number>, from);
    }
    all.push(own);
  }
  return all;
}

export type Asked = {
  reasons: boolean;
  cell: (column: string, row: number) => string | null;
};

/** An answer for every row; with its reasons if they are asked for. */
export async function answers(
  scorer: OutcomeScorer,
  frame: Frame,
  at: At,
  { reasons, cell }: Asked,
): Promise<Answer[]> {
  const { card } = scorer;
  const { outcome } = card;
  const z = await scores(scorer, frame, at);
  const told = reasons ? await explained(scorer, frame, at) : null;
  const rows = Array.from({ length: frame.rows }, (_, row) => row);
  if (outcome.kind === "time")
    throw new Failure("model.kind", "Times to an event are not served yet");
  if (outcome.kind === "number") {
    const said = Outcome.amounts(outcome, z);
    return rows.map((row) => {
      const value = said.value[row];
      const ends = Outcome.levelNames.map((name) => [name, said[name][row]]);
      return {
        ...{ kind: outcome.kind, value, ...Object.fromEntries(ends) },
        ...(card.bands && { band: Card.band(value, card.bands) }),
        score: value,
        ...why(told, row, cell, sumOf(outcome)),
      };
    });
  }
  const width = outcome.names.length;
  const shares = Outcome.shares(outcome, z, frame.rows);
  const levels = outcome.names.map(Number);
  const numeric = outcome.kind === "ordered" && !levels.some(Number.isNaN);
  return rows.map((row) => {
    const own = shares.subarray(row * width, (row + 1) * width);
    const likeliest = own.indexOf(own.reduce((a, b) => Math.max(a, b)));
    const sum = classSum(outcome, likeliest);
    return {
      kind: outcome.kind,
      ...(numeric && {
        value: levels.reduce((sum, level, k) => sum + level * own[k], 0),
      }),
      class: outcome.names[likeliest],
      classes: Object.fromEntries(
        outcome.names.map((name, k) => [name, own[k]]),
      ),
      score: total(sum, (head) => z[head][row]),
      ...why(told, row, cell, sum),
    };
  });
}

/** A score that is a constant and a sum over heads, each through a monotone map of its own. */
export type Sum = {
  constant: number;
  terms: { head: number; map: (z: number) => number }[];
};

export const sumOf = ({ intercept, means }: Outcome.Amount): Sum => ({
  constant: intercept,
  terms: means.map(({ head, family, weight, most = Infinity }) => {
    const { mean } = family === "gaussian" ? gaussian : poisson;
    return { head, map: (z) => weight * Math.min(mean(z), most) };
  }),
});

/** Of levels how many of them a row is expected to lie above; of classes the log-odds of one against the others. */
export function classSum(
  { kind, cumulative, scores }: Outcome.Classes,
  likeliest: number,
): Sum {
  const sum: Sum = { constant: 0, terms: [] };
  const chosen =
    kind === "ordered" ? scores : cumulative ? scores : [scores[likeliest]];
  const map = (z: number) => {
    if (kind === "ordered") return bernoulli.mean(z);
    return cumulative && likeliest === 0 ? -z : z;
  };
  for (const each of chosen)
    if ("head" in each) sum.terms.push({ head: each.head, map });
    else sum.constant += map(each.score);
  return sum;
}

export const total = ({ constant, terms }: Sum, z: (head: number) => number) =>
  terms.reduce((sum, { head, map }) => sum + map(z(head)), constant);

async function explained({ heads }: OutcomeScorer, frame: Frame, at: At) {
  const all = [];
  for (const { parts } of heads)
    all.push(await Explanation.explain(parts, frame, at));
  return all;
}

/**
 * What each column adds to a sum. Each head's contributions pass through its map by DeepLIFT's rescale rule, so that they add up
 * to the sum less its base.
 */
export function contributions(
  told: Explanation.Explained[],
  row: number,
  { constant, terms }: Sum,
): { base: number; columns: Map<string, number> } {
  let base = constant;
  const columns = new Map<string, number>();
  for (const { head, map } of terms) {
    const { base: from, columns: names, contributions } = told[head];
    const own = contributions.subarray(
      row * names.length,
      (row + 1) * names.length,
    );
    const move = own.reduce((a, b) => a + b, 0);
    base += map(from);
    // Where the score hardly moves, a difference quotient over a small step is the slope.
    const step = Math.abs(move) < 1e-6 ? 1e-6 : move;
    const factor = (map(from + step) - map(from)) / step;
    names.forEach((name, j) =>
      columns.set(name, (columns.get(name) ?? 0) + factor * own[j]),
    );
  }
  return { base, columns };
}

function why(
  told: Explanation.Explained[] | null,
  row: number,
  cell: Asked["cell"],
  sum: Sum,
) {
  if (!told) return { base: sum.constant, reasons: [] };
  const { base, columns } = contributions(told, row, sum);
  const reasons = Reason.largest(
    [...columns].map(([column, contribution]) => ({
      ...{ column, contribution, value: cell(column, row) },
    })),
    Infinity,
  );
  return { base, reasons };
}

export * as OutcomeScorer from "./outcome-scorer";
