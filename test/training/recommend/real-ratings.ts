// real-ratings: ratings of films by every third person, so that learners of any cost are tried on real tastes
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Options,
  trial,
} from "@mainstay/training/cli/evaluate-recommender";

const ratings = join(
  process.env.REAL_DATA ?? "",
  "reco/ml-latest-small_ratings.csv",
);
export const absent = !process.env.REAL_DATA || !existsSync(ratings);

/** NDCG@10 on hidden films, as a multiple of what recommending the most popular ones reaches. */
export async function timesPopular(learner: Options["learner"]) {
  const folder = await mkdtemp(join(tmpdir(), "ratings-"));
  try {
    const file = join(folder, "ratings.csv");
    const [head, ...lines] = (await readFile(ratings, "utf8")).split("\n");
    const third = lines.filter((line) => Number(line.split(",")[0]) % 3 === 0);
    await writeFile(file, [head, ...third, ""].join("\n"));
    const columns = { user: "userId", item: "movieId", time: "timestamp" };
    const popular = await trial(file, { ...columns, learner: "popular" });
    const found = await trial(file, { ...columns, learner });
    return found.ndcgAt10 / popular.ndcgAt10;
  } finally {
    await rm(folder, { recursive: true });
  }
}
