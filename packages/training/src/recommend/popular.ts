// popular: what most users took, for everybody the same
import { best } from "@mainstay/core/recommend/top-ranked";
import { popularity } from "./interactions";
import type { Interactions, Learner, Model } from "./recommender";

export function fit(train: Interactions): Model {
  const count = Float32Array.from(popularity(train));
  const { items } = train;
  return {
    items,
    settings: {},
    async scores(histories) {
      const scores = new Float32Array(histories.length * items);
      histories.forEach((_, row) => scores.set(count, row * items));
      return scores;
    },
    similar: async (item, k) =>
      best(count, k, { allowed: (other) => other !== item }),
    artifact: async () => ({ form: "popular" }),
  };
}

export const popular: Learner = { fit: async (train) => fit(train) };
