// fit-recommender: a recommender from a log of events — choose, judge on what came later, fit to all, make the files that serve
import type { Event } from "@mainstay/core/events/event";
import { sha256 } from "@mainstay/core/base/digest";
import { Recommend } from "@mainstay/core/recommend/recommend";
import type { RecommendCard } from "@mainstay/core/recommend/recommend-card";
import type { Worth } from "@mainstay/core/recommend/interaction-weight";
import { choose, settled } from "./choose-learner";
import { HiddenItems, type Split } from "./hidden-items";
import { judge } from "./ranking-quality";
import { learners } from "./learners";
import { scored } from "./item-neighbours";
import { fit as popular } from "./popular";
import type { Product } from "@mainstay/core/offers/product-list";
import { files } from "./recommender-files";
import { ofLog } from "./purchases";
import type {
  Artifact,
  Attributes,
  Interactions,
  Learner,
  Model,
  Options,
} from "./recommender";

export type Request = {
  config?: Recommend.Config;
  attributes?: Attributes; // of the log's products
  products?: ReadonlyMap<string, Product>;
  segments?: ReadonlyMap<string, string>; // of customers, by id
  seed: number;
  now: Date;
  signal?: AbortSignal;
  progress?: (share: number, stage: string) => void;
};

// With fewer tested customers, figures for the time after a moment say little.
const minTestedUsers = 50;

export async function fitRecommender(
  log: Event.Log,
  request: Request,
): Promise<{ files: Recommend.Files; card: RecommendCard.Info }> {
  const { config = Recommend.defaults, seed, now, signal } = request;
  const { attributes, progress = () => {} } = request;
  const train = ofLog(log, config);
  const options: Options = {
    seed,
    attributes,
    hide: "time",
    minutes: config.minutes,
    signal,
  };
  const { split, kind } = hidden(train);
  const tested = HiddenItems.tested(split).length > 0;

  progress(0.05, "choosing");
  const { learner, fit } = await way(config.learner, split.train, options);
  const judged = tested ? await fit(split.train, options) : null;
  progress(0.5, "judging");
  const metrics = judged && {
    split: kind,
    model: await judge(judged, split),
    popular: await judge(popular(split.train), split),
  };
  const table = judged && (await loss(judged, split, metrics!.model.ndcgAt10));
  await judged?.close?.();

  progress(0.7, "fitting");
  const model = await fit(train, options);
  const artifact = await model.artifact();
  const { scale = null, floor = null } = model.settings as {
    scale?: Worth | null;
    floor?: number | null;
  };
  const values = learner === "knn" ? train.value !== null : floor !== null;
  const made = files(
    { log, train, config, ...request },
    artifact,
    scale,
    values,
  );
  await model.close?.();
  progress(1, "done");

  let [first, last] = [Infinity, -Infinity];
  for (const time of train.time) {
    first = Math.min(first, time);
    last = Math.max(last, time);
  }
  const card: RecommendCard.Info = {
    task: "recommend",
    createdAt: now.toISOString(),
    learner,
    settings: model.settings,
    users: train.start.reduce(
      (n, at, user) => n + +(user > 0 && at > train.start[user - 1]),
      0,
    ),
    items: train.items,
    interactions: train.item.length,
    from: new Date(first).toISOString(),
    to: new Date(last).toISOString(),
    metrics,
    table: artifact.form === "neighbours" ? perItem(artifact, table) : null,
    limits: limits(metrics, train),
    lineage: {
      seed,
      fingerprint: sha256(
        bytes(train.start),
        bytes(train.item),
        bytes(train.time),
        log.products.join("\n"),
      ),
    },
  };
  return { files: made, card };
}

const bytes = ({ buffer, byteOffset, byteLength }: ArrayBufferView) =>
  Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);

/** Settings are chosen once, on the older part. The whole is then fitted with them. */
async function way(
  name: RecommendCard.Learner,
  train: Interactions,
  options: Options,
): Promise<{
  learner: RecommendCard.Info["learner"];
  fit: Learner["fit"];
}> {
  if (name !== "auto") return { learner: name, fit: learners[name].fit };
  const choice = await choose(train, options);
  return {
    learner: choice.learner,
    fit: (some, { attributes }) => settled(some, choice, attributes),
  };
}

function hidden(train: Interactions): {
  split: Split;
  kind: "time" | "newest";
} {
  const later = HiddenItems.later(train);
  const tested = HiddenItems.tested(later).length;
  if (tested >= minTestedUsers) return { split: later, kind: "time" };
  const newest = HiddenItems.newest(train);
  return tested >= HiddenItems.tested(newest).length
    ? { split: later, kind: "time" }
    : { split: newest, kind: "newest" };
}

type Kept = { ndcgAt10: number; loss: number } | null;

/** The quality that is lost by serving a table with fewer weights. */
async function loss(model: Model, split: Split, whole: number): Promise<Kept> {
  const artifact = await model.artifact();
  if (artifact.form !== "neighbours" || artifact.chosen) return null;
  const { table } = artifact;
  const { ndcgAt10 } = await judge(
    { scores: async (histories) => scored(table, histories) },
    split,
  );
  return { ndcgAt10, loss: whole - ndcgAt10 };
}

function perItem(
  { table }: Extract<Artifact, { form: "neighbours" }>,
  kept: Kept,
) {
  let most = 0;
  for (let i = 0; i < table.items; i++)
    most = Math.max(most, table.start[i + 1] - table.start[i]);
  return {
    perItem: most,
    ndcgAt10: kept?.ndcgAt10 ?? null,
    loss: kept?.loss ?? null,
  };
}

function limits(metrics: RecommendCard.Info["metrics"], train: Interactions) {
  const said: string[] = [];
  if (!metrics)
    said.push(
      "No customer has minTestedUsers history to be tested on; nothing is known of how good it is.",
    );
  else if (metrics.model.users < minTestedUsers)
    said.push(`Judged on ${metrics.model.users} customers alone.`);
  if (metrics && metrics.model.ndcgAt10 < metrics.popular.ndcgAt10)
    said.push("Finds less again than the plain list of what is popular.");
  if (train.item.length < 5 * train.users)
    said.push("Customers took fewer than five products on average.");
  return said;
}
