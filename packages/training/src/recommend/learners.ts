// learners: every way to recommend, by name
import type { Learner as Name } from "@mainstay/core/recommend/card";
import { auto } from "./auto";
import { ease } from "./ease";
import { knn } from "./knn";
import { popular } from "./popular";
import type { Learner } from "./recommender";

export const learners = {
  auto,
  popular,
  knn,
  ease,
} satisfies Partial<Record<Name, Learner>>;
