// Reference figures on real data; the folder in REAL_DATA holds it, and without one these tests are skipped.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  type Options,
  trial,
} from "@mainstay/training/cli/evaluate-recommender";

const folder = process.env.REAL_DATA ?? "";
const ratings = join(folder, "reco/ml-latest-small_ratings.csv");
const movies = join(folder, "reco/ml-latest-small_movies.csv");
const retail = join(folder, "retail/online_retail.csv.gz");
const absent = !folder || ![ratings, movies, retail].every(existsSync);
if (absent) console.warn("skipped: REAL_DATA names no folder of real data");

const films: Options = { user: "userId", item: "movieId", time: "timestamp" };
const purchases: Options = {
  user: "CustomerID",
  item: "StockCode",
  time: "InvoiceDate",
  above: ["Quantity", "UnitPrice"],
};

test.skipIf(absent)(
  "ratings of films: the plain closed form reproduces the reference on hidden residues",
  async () => {
    const found = await trial(ratings, {
      ...films,
      learner: "ease",
      lambda: 100,
    });
    expect(found).toMatchObject({ users: 610, items: 9724, testUsers: 610 });
    expect(found.ndcgAt10).toBeCloseTo(0.3637, 4);
    expect(found.recallAt20).toBeCloseTo(0.2632, 4);
    expect(found.hitRateAt10).toBeCloseTo(0.8459, 4);
    expect(found.coverageAt10).toBeCloseTo(0.054, 4);
    expect(found.diversityAt10).toBeCloseTo(0.6217, 4);
  },
);

test.skipIf(absent)(
  "ratings of films: the plain closed form and popularity reproduce the reference after a moment",
  async () => {
    const later = { ...films, protocol: "time" as const };
    const ease = await trial(ratings, {
      ...later,
      learner: "ease",
      lambda: 300,
    });
    expect(ease.testUsers).toBe(28);
    expect(ease.ndcgAt10).toBeCloseTo(0.1279, 4);
    const popular = await trial(ratings, { ...later, learner: "popular" });
    expect(popular.ndcgAt10).toBeCloseTo(0.1099, 4);
  },
);

test.skipIf(absent)(
  "ratings of films: nearest neighbours and popularity reproduce the reference",
  async () => {
    const knn = await trial(ratings, { ...films, learner: "knn" });
    expect(knn.ndcgAt10).toBeCloseTo(0.319, 2); // ties at the hundredth place are arbitrary
    const popular = await trial(ratings, { ...films, learner: "popular" });
    expect(popular.ndcgAt10).toBeCloseTo(0.1688, 4);
  },
);

test.skipIf(absent)(
  "ratings of films: the chosen settings find more than the plain form on who took what alone",
  { timeout: 300_000 },
  async () => {
    const found = await trial(ratings, { ...films, learner: "auto" });
    expect(found.ndcgAt10).toBeGreaterThanOrEqual(0.366);
  },
);

test.skipIf(absent)(
  "ratings of films: what was thought of films and their genres find more yet",
  { timeout: 300_000 },
  async () => {
    const found = await trial(ratings, {
      ...films,
      value: "rating",
      items: movies,
      attributes: ["genres"],
    });
    expect(found.ndcgAt10).toBeGreaterThanOrEqual(0.372);
  },
);

test.skipIf(absent)(
  "purchases: the plain closed form reproduces the reference",
  { timeout: 300_000 },
  async () => {
    const found = await trial(retail, { ...purchases, learner: "ease" });
    expect(found).toMatchObject({ users: 4338, items: 3665 });
    expect(found.ndcgAt10).toBeCloseTo(0.3024, 4);
  },
);
