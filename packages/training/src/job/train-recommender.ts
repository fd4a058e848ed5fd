// train-recommender: from the log of events to a version of the recommender
import { EventLog } from "@mainstay/core/periods/event-log";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Failure } from "@mainstay/core/base/error";
import { Recommend } from "@mainstay/core/recommend/recommend";
import { Settings } from "@mainstay/core/settings/settings";
import { StoredState } from "@mainstay/core/state/stored-state";
import { Products } from "./products";
import { fitRecommender } from "../recommend/fit-recommender";
import { put, serve, versionOf } from "./publish";
import type { Input, Outcome } from "./training-input";

export async function train({
  dataset,
  seed,
  now,
  progress,
  signal,
  ...asked
}: Input): Promise<Outcome> {
  progress(0, "reading");
  const behaviour = await EventLog.read();
  if (!behaviour || !behaviour.log.time.length)
    throw new Failure(
      "train.rows.none",
      `"${dataset}" has no rows yet: drop a CSV under inbox/${dataset}/ first`,
      409,
    );
  const catalogue = await Products.read(behaviour.log.products);
  const { files, card } = await fitRecommender(behaviour.log, {
    ...catalogue,
    config: (await Settings.get(dataset, "recommend")) ?? Recommend.defaults,
    segments: await segments(),
    ...{ seed, now, signal },
    progress: (share, stage) => progress(0.05 + 0.9 * share, stage),
  });
  const { metrics } = card;
  if (metrics && metrics.model.ndcgAt10 < metrics.popular.ndcgAt10)
    throw new Failure(
      "train.refused.base",
      `The recommender finds less again than the list of what is popular: NDCG@10 ${metrics.model.ndcgAt10.toFixed(4)} against ${metrics.popular.ndcgAt10.toFixed(4)} on ${metrics.model.users} customers`,
      409,
    );
  progress(0.95, "publishing");
  const version = versionOf(files);
  const text = JSON.stringify({ ...card, dataset, version }, null, 2);
  const named = { ...files, "card.json": text };
  await put(dataset, version, named, behaviour.sources);
  const why = metrics
    ? `NDCG@10 ${metrics.model.ndcgAt10.toFixed(4)} against ${metrics.popular.ndcgAt10.toFixed(4)} of what is popular`
    : "the only one there is; nobody could be tested";
  return serve(dataset, version, why, { now, ...asked });
}

// Segments of customers in their newest period.
async function segments() {
  const period = (await Dataset.periods(Dataset.customers)).at(-1);
  const state = period && (await StoredState.read(Dataset.customers, period));
  const labels = state ? state.segments[state.primary] : undefined;
  return state && labels
    ? new Map(state.id.map((id, k) => [id, labels[k]]))
    : undefined;
}

export * as TrainRecommender from "./train-recommender";
