// knn: items taken by the same users are alike; an item scores by its nearest among those taken (Deshpande & Karypis 2004)
import { best } from "@mainstay/core/recommend/top-ranked";
import { byItem } from "./interactions";
import { ofColumns, scored } from "./item-neighbours";
import { busiest, maxItems, wide } from "./wide-catalogue";
import type { Interactions, Learner, Model } from "./recommender";

const neighbours = 100;

/** Cosine of every item's column with the others, the nearest `k` of each kept. */
export async function fit(train: Interactions, k = neighbours): Promise<Model> {
  if (train.items > maxItems)
    return wide(busiest(train, maxItems), (part) => fit(part.train, k));
  const { items, start, item, value } = train;
  const columns = byItem(train);
  const weight = (entry: number) => (value ? value[entry] : 1);
  const norm = new Float64Array(items);
  for (let entry = 0; entry < item.length; entry++)
    norm[item[entry]] += weight(entry) ** 2;
  const [dot, cosine] = [new Float64Array(items), new Float64Array(items)];
  const nearest = Array.from({ length: items }, (_, target) => {
    for (let c = columns.start[target]; c < columns.start[target + 1]; c++) {
      const user = columns.user[c];
      const mine = weight(columns.entry[c]);
      for (let entry = start[user]; entry < start[user + 1]; entry++)
        dot[item[entry]] += mine * weight(entry);
    }
    for (let i = 0; i < items; i++)
      if (dot[i] > 0) cosine[i] = dot[i] / Math.sqrt(norm[i] * norm[target]);
    const found = best(cosine, k, {
      allowed: (i) => i !== target && cosine[i] > 0,
    });
    dot.fill(0);
    cosine.fill(0);
    return found;
  });
  const table = ofColumns(nearest);
  return {
    items,
    settings: { neighbours: k },
    scores: async (histories) => scored(table, histories),
    similar: async (target, count) => nearest[target].slice(0, count),
    artifact: async () => ({ form: "neighbours", table }),
  };
}

export const knn: Learner = { fit: (train) => fit(train) };
