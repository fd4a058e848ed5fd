// ease: every item predicted linearly from the others, in closed form (Steck 2019), with what later papers added
import type { Worth } from "@mainstay/core/recommend/worth";
import { best } from "@mainstay/core/recommend/rank";
import { Failure } from "@mainstay/core/error";
import { type Closed, ridge, solver } from "./closed";
import { counts, design, worthOf } from "./design";
import { filter, popularity } from "./interactions";
import { truncated } from "./neighbours";
import type {
  Attributes,
  History,
  Interactions,
  Learner,
  Model,
} from "./recommender";

export type Settings = {
  lambda: number; // ridge, in interactions
  dropout: number; // share of entries left out in expectation (Steck 2020)
  damping: number; // 0 none; 1 each user weighs the same
  relaxation: number; // ξ: how far an item may predict itself (Vančura et al. 2022's relaxed constraint)
  floor: number | null; // what the least value counts where the greatest counts 1; null: all alike
  beta: number; // weight of attribute rows; 0 none
};

export const plain: Settings = {
  lambda: 100,
  dropout: 0,
  damping: 0,
  relaxation: 0,
  floor: null,
  beta: 0,
};

// A dense matrix over more items than these no longer fits beside its halves into 16 GB.
export const most = 20_000;
// Weights of an item kept for serving.
export const kept = 400;

export function prepare(
  train: Interactions,
  settings: Settings,
  attributes?: Attributes,
) {
  if (!(settings.lambda > 0))
    throw new Failure(
      "recommend.lambda",
      `Expected lambda above zero, got ${settings.lambda}`,
    );
  const scale: Worth | null =
    settings.floor !== null && train.value
      ? worthOf(train, settings.floor)
      : null;
  const rows = design(train, { ...settings, scale, attributes });
  const solve = solver(rows, scale);
  return {
    scale,
    solve: (lambda: number) => solve(ridge(rows, lambda, settings.dropout)),
  };
}

/** g of scores = X − (XP)g: 1/P_jj keeps B's diagonal zero, a relaxation ξ lets it rise to ξ and never over 1 − λP_jj. */
export const gains = (
  { diagonal }: Closed,
  { lambda, relaxation }: Pick<Settings, "lambda" | "relaxation">,
) => diagonal.map((p) => Math.max(lambda, (1 - relaxation) / p));

/** Scores [histories, items] from their rows of XP. */
export function scoresOf(
  projected: Float32Array,
  histories: readonly History[],
  gain: Float64Array,
  scale: Worth | null,
): Float32Array {
  const items = gain.length;
  const scores = new Float32Array(projected.length);
  histories.forEach((history, row) => {
    const at = row * items;
    for (let j = 0; j < items; j++)
      scores[at + j] = -projected[at + j] * gain[j];
    const value = counts(history, scale);
    history.items.forEach((item, k) => (scores[at + item] += value[k]));
  });
  return scores;
}

export async function fit(
  train: Interactions,
  settings: Settings,
  attributes?: Attributes,
): Promise<Model> {
  if (train.items > most) return wide(train, settings, attributes);
  const { scale, solve } = prepare(train, settings, attributes);
  const closed = await solve(settings.lambda);
  const gain = gains(closed, settings);
  const scores = async (histories: readonly History[]) =>
    scoresOf(await closed.project(histories), histories, gain, scale);
  return modelOf(train.items, { ...settings, scale, kept }, scores);
}

function modelOf(
  items: number,
  settings: Record<string, unknown>,
  scores: Model["scores"],
): Model {
  return {
    items,
    settings,
    scores,
    similar: async (item, k) =>
      best(await scores([{ items: Int32Array.of(item) }]), k, {
        allowed: (other) => other !== item,
      }),
    artifact: async () => ({
      form: "neighbours",
      table: await truncated(items, scores, kept),
    }),
  };
}

export type Part = {
  train: Interactions;
  attributes?: Attributes;
  chosen: Int32Array; // item of the whole by item of the part, ascending
  place: Int32Array; // the other way round, −1 outside
};

/** The `count` most popular items alone, numbered anew. */
export function busiest(
  train: Interactions,
  count: number,
  attributes?: Attributes,
): Part {
  const taken = popularity(train);
  const chosen = Int32Array.from(
    best(taken, count).map(({ item }) => item),
  ).sort();
  const place = new Int32Array(train.items).fill(-1);
  chosen.forEach((item, i) => (place[item] = i));
  const inside = filter(train, (at) => place[train.item[at]] >= 0);
  return {
    train: {
      ...inside,
      items: chosen.length,
      item: inside.item.map((item) => place[item]),
    },
    attributes: attributes && among(attributes, place),
    chosen,
    place,
  };
}

function among({ count, start, item }: Attributes, place: Int32Array) {
  const rows = Array.from({ length: count }, (_, a) =>
    item
      .subarray(start[a], start[a + 1])
      .map((i) => place[i])
      .filter((i) => i >= 0),
  );
  const from = new Int32Array(count + 1);
  rows.forEach((row, a) => (from[a + 1] = from[a] + row.length));
  const all = new Int32Array(from[count]);
  rows.forEach((row, a) => all.set(row, from[a]));
  return { count, start: from, item: all };
}

/** The rest of a great catalogue comes after it, in the order of popularity. */
async function wide(
  train: Interactions,
  settings: Settings,
  attributes?: Attributes,
): Promise<Model> {
  const part = busiest(train, most, attributes);
  const inner = await fit(part.train, settings, part.attributes);
  const taken = popularity(train);
  const scores = async (histories: readonly History[]) => {
    const narrow = histories.map((history) => narrowed(history, part.place));
    const some = await inner.scores(narrow);
    const all = new Float32Array(histories.length * train.items);
    for (let row = 0; row < histories.length; row++) {
      const at = row * train.items;
      for (let i = 0; i < train.items; i++) all[at + i] = taken[i] - 1e6;
      part.chosen.forEach(
        (item, i) => (all[at + item] = some[row * part.chosen.length + i]),
      );
    }
    return all;
  };
  return {
    ...modelOf(train.items, inner.settings, scores),
    async artifact() {
      const { table } = (await inner.artifact()) as Extract<
        Awaited<ReturnType<Model["artifact"]>>,
        { form: "neighbours" }
      >;
      const start = new Int32Array(train.items + 1);
      for (let i = 0; i < train.items; i++) {
        const p = part.place[i];
        start[i + 1] =
          start[i] + (p < 0 ? 0 : table.start[p + 1] - table.start[p]);
      }
      return {
        form: "neighbours",
        table: {
          ...table,
          items: train.items,
          start,
          target: table.target.map((i) => part.chosen[i]),
        },
      };
    },
  };
}

function narrowed(history: History, place: Int32Array): History {
  const known = Array.from(history.items.keys()).filter(
    (k) => place[history.items[k]] >= 0,
  );
  return {
    ...history,
    items: Int32Array.from(known, (k) => place[history.items[k]]),
    values:
      history.values && Float32Array.from(known, (k) => history.values![k]),
  };
}

export const ease: Learner = {
  fit: (train, { lambda = plain.lambda, attributes }) =>
    fit(train, { ...plain, lambda }, attributes),
};
