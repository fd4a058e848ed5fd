// learners: every way to recommend, by name
import type { Learner as Name } from "@mainstay/core/recommend/recommend-card";
import { attention } from "./attention";
import { auto } from "./choose-learner";
import { ease } from "./ease";
import { embedding } from "./embedding";
import { knn } from "./knn";
import { popular } from "./popular";
import type { Learner } from "./recommender";

export const learners = {
  auto,
  popular,
  knn,
  ease,
  embedding,
  attention,
} satisfies Record<Name, Learner>;
