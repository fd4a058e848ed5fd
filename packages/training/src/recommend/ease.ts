// ease: every item predicted linearly from the others, in closed form (Steck 2019), with what later papers added
import type { Worth } from "@mainstay/core/recommend/interaction-weight";
import { best } from "@mainstay/core/recommend/top-ranked";
import { Failure } from "@mainstay/core/base/error";
import { type Closed, ridge, solver } from "./ridge-inverse";
import { counts, design, worthOf } from "./design-matrix";
import { kept, truncated } from "./item-neighbours";
import { busiest, maxItems, wide } from "./wide-catalogue";
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
  relaxation: number; // ξ: how far an item may predict itself (the relaxed diagonal of Moon, Kim & Lee 2023)
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
    const offset = row * items;
    for (let j = 0; j < items; j++)
      scores[offset + j] = -projected[offset + j] * gain[j];
    const value = counts(history, scale);
    history.items.forEach((item, k) => (scores[offset + item] += value[k]));
  });
  return scores;
}

export async function fit(
  train: Interactions,
  settings: Settings,
  attributes?: Attributes,
): Promise<Model> {
  if (train.items > maxItems)
    return wide(busiest(train, maxItems, attributes), (part) =>
      fit(part.train, settings, part.attributes),
    );
  const { scale, solve } = prepare(train, settings, attributes);
  const closed = await solve(settings.lambda);
  const gain = gains(closed, settings);
  const scores = async (histories: readonly History[]) =>
    scoresOf(await closed.project(histories), histories, gain, scale);
  return modelOf(train.items, { ...settings, scale }, scores);
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
      table: await truncated(items, scores, kept(items)),
    }),
  };
}

export const ease: Learner = {
  fit: (train, { lambda = plain.lambda, attributes }) =>
    fit(train, { ...plain, lambda }, attributes),
};
