// What every recommender promises, on a matrix whose right answer is known.
import { best } from "@mainstay/core/recommend/top-ranked";
import { describe, expect, test } from "vitest";
import { learners } from "@mainstay/training/recommend/learners";
import {
  type Artifact,
  histories,
  type Model,
} from "@mainstay/training/recommend/recommender";
import { circle, circles, missing } from "./example-world";

const train = circles();
const own = (user: number) => (item: number) =>
  !train.item.subarray(train.start[user], train.start[user + 1]).includes(item);

describe.each(Object.entries(learners))("%s", (name, learner) => {
  const fit = () => learner.fit(train, { seed: 7, hide: "residues" });
  let shared: Promise<Model> | undefined;
  const model = () => (shared ??= fit());

  test("scores every item of every history with a number", async () => {
    const scores = await (await model()).scores(histories(train).slice(0, 5));
    expect(scores).toHaveLength(5 * train.items);
    expect(scores.every(Number.isFinite)).toBe(true);
  });

  test("gives no history no scores", async () => {
    expect(await (await model()).scores([])).toHaveLength(0);
  });

  test("scores a history the same whatever stands beside it", async () => {
    const fitted = await model();
    const some = histories(train).slice(0, 4);
    const together = await fitted.scores(some);
    const alone = await fitted.scores([some[2]]);
    for (let i = 0; i < train.items; i++)
      expect(alone[i]).toBeCloseTo(together[2 * train.items + i], 4);
  });

  test("learns the same from the same seed", async () => {
    const some = histories(train).slice(0, 3);
    const [a, b] = [await model(), await fit()];
    expect(await b.scores(some)).toEqual(await a.scores(some));
    await b.close?.();
  });

  test("finds no item like itself, and the likest first", async () => {
    const similar = await (await model()).similar(3, 6);
    expect(similar.length).toBeGreaterThan(0);
    expect(similar.length).toBeLessThanOrEqual(6);
    expect(similar.map(({ item }) => item)).not.toContain(3);
    const scores = similar.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });

  test("says what serves it", async () => {
    const forms: Artifact["form"][] = [
      "neighbours",
      "sequence",
      "users",
      "popular",
    ];
    expect(forms).toContain((await (await model()).artifact()).form);
  });

  test.skipIf(name === "popular")(
    "recommends to each user the one item of the own circle that is missing",
    async () => {
      const users = histories(train);
      const scores = await (await model()).scores(users);
      const found = users.filter((_, user) => {
        const [first] = best(scores, 1, {
          from: user * train.items,
          items: train.items,
          allowed: own(user),
        });
        return first.item === missing(user);
      });
      expect(found).toHaveLength(users.length);
    },
  );

  test.skipIf(name === "popular")(
    "finds items of the own circle alike",
    async () => {
      const similar = await (await model()).similar(0, circle - 1);
      const same = similar.filter(({ item }) => item % 2 === 0);
      expect(same.length).toBe(similar.length);
    },
  );
});
