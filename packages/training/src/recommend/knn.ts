// knn: items taken by the same users are alike; an item scores by its nearest among those taken (Deshpande & Karypis 2004)
import { best } from "@mainstay/core/recommend/rank";
import { byItem } from "./interactions";
import { ofColumns, scored } from "./neighbours";
import type { Interactions, Learner, Model } from "./recommender";

const neighbours = 100;

/** Cosine of every item's column with the others, the nearest `k` of each kept. */
export function of(train: Interactions, k = neighbours): Model {
  const { items, start, item, value } = train;
  const columns = byItem(train);
  const weight = (at: number) => (value ? value[at] : 1);
  const norm = new Float64Array(items);
  for (let at = 0; at < item.length; at++) norm[item[at]] += weight(at) ** 2;
  const dot = new Float64Array(items);
  const nearest = Array.from({ length: items }, (_, target) => {
    const touched: number[] = [];
    for (let c = columns.start[target]; c < columns.start[target + 1]; c++) {
      const user = columns.user[c];
      const mine = weight(columns.at[c]);
      for (let at = start[user]; at < start[user + 1]; at++) {
        if (dot[item[at]] === 0) touched.push(item[at]);
        dot[item[at]] += mine * weight(at);
      }
    }
    const others = touched.filter((i) => i !== target).sort((a, b) => a - b);
    const cosine = Float64Array.from(
      others,
      (i) => dot[i] / Math.sqrt(norm[i] * norm[target]),
    );
    for (const i of touched) dot[i] = 0;
    return best(cosine, k).map(({ item, score }) => ({
      item: others[item],
      score,
    }));
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

export const knn: Learner = { fit: async (train) => of(train) };
