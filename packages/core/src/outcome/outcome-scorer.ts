// outcome-scorer: a published version of several heads held ready, its answers to rows and the reasons for them
import { Bucket } from "../aws/bucket";
import { Failure } from "../base/error";
import { PromiseCache } from "../base/promise-cache";
import { bernoulli, gaussian, poisson } from "../stats/family";
import { Frame } from "../tabular/frame";
import { Answer } from "../model/answer";
import { Card } from "../model/card";
import { Explanation } from "../model/explanation";
import { feeds, type Inputs } from "../model/input-tensors";
import { LogOdds } from "../stats/log-odds";
import { Outcome } from "./outcome";
import { OutcomeCard } from "./outcome-card";
import { PeriodRows } from "./period-rows";
import { Reason } from "../model/reason";
import { Registry } from "../model/registry";
import { InferenceSession } from "../model/runtime";
import type { Scorer } from "../model/scorer";
import { SharedSession } from "../model/shared-session";
import { Trees } from "../trees/trees";

type Head = {
  inputs: Inputs;
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
  for (const head of heads) all.push(await scoresOf(head, frame, at));
  return all;
}

async function scoresOf(
  { run, inputs }: Head,
  frame: Frame,
  at: At,
): Promise<Float64Array> {
  const own = new Float64Array(frame.rows);
  for (let from = 0; from < frame.rows; from += chunk) {
    const span = { from, to: Math.min(from + chunk, frame.rows) };
    const { logit } = await run(feeds(frame, inputs, at, span));
    own.set(logit.data as ArrayLike<number>, from);
  }
  return own;
}

/** An answer for every row, with so many of the largest reasons. */
export async function answers(
  scorer: OutcomeScorer,
  frame: Frame,
  at: At,
  { reasons, cell }: Scorer.Asked,
): Promise<Answer.Info[]> {
  const { outcome } = scorer.card;
  if (outcome.kind === "time")
    return times(scorer, outcome, frame, at, { reasons, cell });
  const z = await scores(scorer, frame, at);
  const told = reasons ? await explained(scorer, frame, at) : null;
  const answer =
    outcome.kind === "number"
      ? amounts(outcome, z)
      : classes(outcome, z, frame.rows);
  return Array.from({ length: frame.rows }, (_, row) => {
    const { sum, rank, ...own } = answer(row);
    return {
      ...own,
      ...bandOf(scorer.card, rank),
      ...why(told, row, { sum, reasons, cell }),
      modelVersion: scorer.version,
    };
  });
}

/**
 * What puts rows in order and into bands: the amount, the mean place of levels, the probability that it comes within the longest
 * horizon. Of a class, how much likelier it is than the likeliest other, in logarithms.
 */
export async function ranks(
  scorer: OutcomeScorer,
  frame: Frame,
  at: At,
  asked?: string,
): Promise<Float64Array> {
  const { outcome } = scorer.card;
  if (outcome.kind === "time") {
    const left = await curves(scorer, outcome, frame, at);
    return Outcome.within(outcome, left, Answer.horizons.at(-1)!);
  }
  const z = await scores(scorer, frame, at);
  if (outcome.kind === "number") return Outcome.values(outcome, z);
  const shares = Outcome.shares(outcome, z, frame.rows);
  const place = asked === undefined ? -1 : outcome.names.indexOf(asked);
  return place < 0
    ? Outcome.places(outcome, shares)
    : Outcome.margins(outcome, shares, place);
}

// `rank` is that by which rows are put into bands.
type Part = Answer.Told & { score: number; sum: Sum; rank: number };

const bandOf = ({ bands }: OutcomeCard.Info, rank: number) =>
  bands && { band: Card.band(rank, bands) };

function amounts(outcome: Outcome.Amount, z: Outcome.Scores) {
  const said = Outcome.amounts(outcome, z);
  const sum = sumOf(outcome);
  return (row: number): Part => {
    const value = said.value[row];
    const ends = Outcome.levelNames.map((name) => [name, said[name][row]]);
    return {
      ...{ kind: outcome.kind, value, ...Object.fromEntries(ends) },
      ...{ score: value, sum, rank: value },
    };
  };
}

function classes(outcome: Outcome.Classes, z: Outcome.Scores, rows: number) {
  const { kind, names } = outcome;
  const width = names.length;
  const shares = Outcome.shares(outcome, z, rows);
  const levels = names.map(Number);
  const numeric = kind === "ordered" && !levels.some(Number.isNaN);
  return (row: number): Part => {
    const own = shares.subarray(row * width, (row + 1) * width);
    const likeliest = own.indexOf(own.reduce((a, b) => Math.max(a, b)));
    const sum = classSum(outcome, likeliest);
    return {
      kind,
      ...(numeric && { value: Outcome.mean(own, levels) }),
      class: names[likeliest],
      classes: Object.fromEntries(names.map((name, k) => [name, own[k]])),
      score: total(sum, (head) => z[head][row]),
      ...{ sum, rank: Outcome.mean(own) },
    };
  };
}

async function hazards(
  { heads }: Pick<OutcomeScorer, "heads">,
  outcome: Outcome.Survival,
  frame: Frame,
  at: At,
): Promise<Float64Array> {
  if (outcome.head === null)
    return new Float64Array(frame.rows * outcome.ends.length);
  const head = heads[outcome.head];
  return PeriodRows.scores(frame, at, outcome, (frame, at) =>
    scoresOf(head, frame, at),
  );
}

/** The share of rows like each that is left after each period, [rows, periods]. */
export const curves = async (
  scorer: Pick<OutcomeScorer, "heads">,
  outcome: Outcome.Survival,
  frame: Frame,
  at: At,
) => Outcome.survival(outcome, await hazards(scorer, outcome, frame, at));

/** Times are explained by the hazard of the first period in which it ever came. */
async function times(
  scorer: OutcomeScorer,
  outcome: Outcome.Survival,
  frame: Frame,
  at: At,
  { reasons, cell }: Scorer.Asked,
): Promise<Answer.Info[]> {
  const { heads, card, version } = scorer;
  const { column, ends, shift } = outcome;
  const periods = ends.length;
  const first = Math.max(
    0,
    shift.findIndex((by) => by !== null),
  );
  const head = outcome.head === null ? null : heads[outcome.head];
  const z = await hazards(scorer, outcome, frame, at);
  const left = Outcome.survival(outcome, z);
  const expected = Outcome.expectedTime(outcome, left);
  const now = PeriodRows.asked(
    frame,
    Int32Array.from({ length: frame.rows }, (_, row) => row),
    {
      ...{ column, ends: new Float64Array(frame.rows).fill(ends[first]) },
    },
  );
  const told =
    reasons && head ? [await Explanation.explain(head.parts, now, at)] : null;
  const sum: Sum = {
    constant: head ? 0 : logHazard(shift[first] ?? -Infinity),
    terms: head
      ? [{ head: 0, map: (z) => logHazard(z + (shift[first] ?? -Infinity)) }]
      : [],
  };
  return Array.from({ length: frame.rows }, (_, row) => {
    const curve = left.subarray(row * periods, (row + 1) * periods);
    const score = total(sum, () => z[row * periods + first]);
    const survival = Object.fromEntries(
      Answer.horizons.map((ahead) => [
        String(ahead),
        Outcome.leftAfter(outcome, curve, ahead),
      ]),
    );
    return {
      kind: outcome.kind,
      survival,
      expected: expected[row],
      score,
      ...bandOf(card, 1 - survival[longest]),
      ...why(told, row, { sum, reasons, cell, within: column }),
      modelVersion: version,
    };
  });
}

const longest = String(Answer.horizons.at(-1));
const logHazard = (z: number) => -LogOdds.softplus(-z);

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

type Why = Scorer.Asked & {
  sum: Sum;
  within?: string; // a column that no row brings; it belongs to the base
};

function why(
  told: Explanation.Explained[] | null,
  row: number,
  { sum, reasons: kept, cell, within }: Why,
) {
  if (!told) return { base: sum.constant, reasons: [] };
  const { base, columns } = contributions(told, row, sum);
  const fixed = (within !== undefined && columns.get(within)) || 0;
  if (within !== undefined) columns.delete(within);
  const reasons = Reason.largest(
    [...columns].map(([column, contribution]) => ({
      ...{ column, contribution, value: null },
    })),
    kept,
  ).map((reason) => ({ ...reason, value: cell(reason.column, row) }));
  return { base: base + fixed, reasons };
}

export * as OutcomeScorer from "./outcome-scorer";
