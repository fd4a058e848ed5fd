// recommender-files: a trained recommender as the files that serve it
import type { Product } from "@mainstay/core/offers/product-list";
import type { Event } from "@mainstay/core/events/event";
import type { Recommend } from "@mainstay/core/recommend/recommend";
import type { CatalogueItems } from "@mainstay/core/recommend/catalogue-items";
import type { Worth } from "@mainstay/core/recommend/interaction-weight";
import { model as graph } from "./item-graph";
import { popularity } from "./interactions";
import { owning } from "./purchases";
import type { Artifact, Interactions } from "./recommender";

export type Source = {
  log: Event.Log;
  train: Interactions;
  config: Recommend.Config;
  products?: ReadonlyMap<string, Product>;
  segments?: ReadonlyMap<string, string>; // of customers, by id
};

/** Items in the order the graph knows them, those it leaves out after them. */
function ordered(artifact: Artifact, items: number) {
  const all = Int32Array.from({ length: items }, (_, item) => item);
  if (artifact.form !== "neighbours" || !artifact.chosen)
    return { order: all, scored: items };
  const inside = new Set(artifact.chosen);
  const rest = all.filter((item) => !inside.has(item));
  return {
    order: Int32Array.of(...artifact.chosen, ...rest),
    scored: artifact.chosen.length,
  };
}

export function files(
  { log, train, config, products, segments }: Source,
  artifact: Artifact,
  scale: Worth | null,
  values: boolean,
): Recommend.Files {
  const { order, scored } = ordered(artifact, train.items);
  const active = Array.from({ length: train.users }, (_, user) => user).filter(
    (user) => train.start[user + 1] > train.start[user],
  );
  const shelf = <T>(of: (product: Product) => T | undefined) => {
    const list = Array.from(
      order,
      (item) => of(products?.get(log.products[item]) ?? {}) ?? null,
    );
    return list.some((value) => value !== null) ? list : undefined;
  };
  const count = popularity(train);
  const parts: CatalogueItems.Info["popularity"]["segments"] = {};
  const sizes: CatalogueItems.Info["segments"] = {};
  for (const user of active) {
    const segment = segments?.get(log.users[user]);
    if (segment === undefined) continue;
    sizes[segment] = (sizes[segment] ?? 0) + 1;
    const own = (parts[segment] ??= new Array<number>(train.items).fill(0));
    for (let entry = train.start[user]; entry < train.start[user + 1]; entry++)
      own[train.item[entry]]++;
  }
  const inOrder = (counts: ArrayLike<number>) =>
    Array.from(order, (item) => counts[item]);
  const info: CatalogueItems.Info = {
    version: 1,
    form: artifact.form,
    id: Array.from(order, (item) => log.products[item]),
    scored,
    title: shelf(({ title }) => title),
    category: shelf(({ category }) => category),
    stock: shelf(({ stock }) => stock),
    customers: active.length,
    popularity: {
      all: inOrder(count),
      segments: Object.fromEntries(
        Object.entries(parts).map(([name, own]) => [name, inOrder(own)]),
      ),
    },
    segments: sizes,
    weights: config.weights,
    other: config.other,
    owned: owning(log, config),
    scale,
    values,
    ...(artifact.form === "sequence" && { length: artifact.length }),
    ...(artifact.form === "users" && { users: log.users }),
  };
  const bytes = modelOf(artifact);
  return {
    "items.json": Buffer.from(JSON.stringify(info)),
    ...(bytes && { "model.onnx": bytes }),
  };
}

function modelOf(artifact: Artifact): Uint8Array | null {
  if (artifact.form === "popular") return null;
  if (artifact.form === "neighbours") return graph(artifact.table);
  return artifact.model;
}
