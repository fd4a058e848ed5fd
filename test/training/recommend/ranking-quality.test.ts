import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { choose } from "@mainstay/training/recommend/choose-learner";
import { folds } from "@mainstay/training/recommend/inner-splits";
import { HiddenItems } from "@mainstay/training/recommend/hidden-items";
import { gather } from "@mainstay/training/recommend/interactions";
import { judge, ndcg } from "@mainstay/training/recommend/ranking-quality";
import { fit as knn } from "@mainstay/training/recommend/knn";
import {
  history,
  type Interactions,
} from "@mainstay/training/recommend/recommender";
import { random } from "@mainstay/core/base/random";
import { dense, matrix } from "./example-world";

const size = ({ start }: Interactions, user: number) =>
  start[user + 1] - start[user];

const logs = fc
  .tuple(fc.integer({ min: 1, max: 200 }), fc.integer())
  .map(([rows, seed]) => {
    const draw = random(seed);
    const list = (below: number) =>
      Array.from({ length: rows }, () => draw.integer(below));
    return {
      users: 5,
      items: 20,
      user: list(5),
      item: list(20),
      time: list(50),
    };
  });

describe("interactions", () => {
  test("are one for each user and item, at the earliest time, items ascending", () => {
    fc.assert(
      fc.property(logs, (log) => {
        const all = gather(log);
        const first = new Map<string, number>();
        log.time.forEach((time, at) => {
          const key = `${log.user[at]} ${log.item[at]}`;
          first.set(key, Math.min(first.get(key) ?? Infinity, time));
        });
        expect(all.item).toHaveLength(first.size);
        for (let user = 0; user < 5; user++)
          for (let at = all.start[user]; at < all.start[user + 1]; at++) {
            expect(all.time[at]).toBe(first.get(`${user} ${all.item[at]}`));
            if (at > all.start[user])
              expect(all.item[at]).toBeGreaterThan(all.item[at - 1]);
          }
      }),
    );
  });

  test("done again count for more, and ever less more", () => {
    const repeated = (times: number) =>
      gather(
        {
          users: 1,
          items: 1,
          user: Array(times).fill(0),
          item: Array(times).fill(0),
          time: Array(times).fill(0),
          value: Array(times).fill(5),
        },
        { sum: true },
      ).value![0];
    expect(repeated(1)).toBeCloseTo(Math.log(6), 6);
    expect(repeated(2)).toBeCloseTo(Math.log(11), 6);
  });
});

describe("what is hidden", () => {
  const whole = (all: Interactions, { train, test }: HiddenItems.Split) => {
    for (let user = 0; user < all.users; user++) {
      const parts = [train, test].flatMap((part) => [
        ...part.item.subarray(part.start[user], part.start[user + 1]),
      ]);
      expect(parts.sort((a, b) => a - b)).toEqual([
        ...all.item.subarray(all.start[user], all.start[user + 1]),
      ]);
    }
  };

  test("by residues is every fifth in the order of time, of users with five and more", () => {
    fc.assert(
      fc.property(logs, fc.integer({ min: 0, max: 4 }), (log, q) => {
        const all = gather(log);
        const split = HiddenItems.residue(all, q);
        whole(all, split);
        for (let user = 0; user < all.users; user++) {
          const expected = [...history(all, user).items].filter(
            (_, place) => size(all, user) >= 5 && place % 5 === q,
          );
          expect([...history(split.test, user).items]).toEqual(expected);
        }
      }),
    );
  });

  test("by time came later than everything shown", () => {
    fc.assert(
      fc.property(logs, (log) => {
        const { train, test } = HiddenItems.later(gather(log));
        const cut = train.time.reduce((a, b) => Math.max(a, b), -Infinity);
        expect(test.time.every((time) => time > cut)).toBe(true);
        for (let user = 0; user < 5; user++)
          if (size(test, user) > 0)
            expect(size(train, user)).toBeGreaterThan(0);
      }),
    );
  });

  test("of each user's newest fifth is no older than what is shown of that user", () => {
    fc.assert(
      fc.property(logs, (log) => {
        const all = gather(log);
        const split = HiddenItems.newest(all);
        whole(all, split);
        for (let user = 0; user < 5; user++) {
          const hidden = history(split.test, user).items;
          const shown = history(split.train, user).items;
          expect([...shown, ...hidden]).toEqual([...history(all, user).items]);
        }
      }),
    );
  });
});

describe("figures", () => {
  test("of hits at the first and third place of three hidden are the textbook's", () => {
    const gain = 1 + 1 / 2;
    const ideal = 1 + 1 / Math.log2(3) + 1 / 2;
    expect(ndcg([1, 0, 1, 0], 3)).toBeCloseTo(gain / ideal, 12);
    expect(ndcg([1, 1, 1], 3)).toBe(1);
    expect(ndcg([], 3)).toBe(0);
  });

  test("of a list worked out by hand", async () => {
    // User 0 has 0 and 1, user 1 has 0 and 2; hidden are 2 of user 0 and 3 of user 1.
    const train = matrix(
      [
        [0, 1],
        [0, 2],
      ],
      12,
    );
    const hidden = matrix([[2], [3]], 12);
    const falling = Float32Array.from({ length: 12 }, (_, item) => -item);
    const scores = async (histories: readonly unknown[]) =>
      Float32Array.from(histories.flatMap(() => [...falling]));
    const figures = await judge({ scores }, { train, test: hidden });
    // User 0 is shown 2…11, so a hit at the first place; user 1 is shown 1, 3, 4…11, a hit at the second.
    expect(figures.users).toBe(2);
    expect(figures.ndcgAt10).toBeCloseTo((1 + 1 / Math.log2(3)) / 2, 12);
    expect(figures.recallAt20).toBe(1);
    expect(figures.hitRateAt10).toBe(1);
    expect(figures.precisionAt10).toBeCloseTo(0.1, 12);
    expect(figures.coverageAt10).toBeCloseTo(11 / 12, 12);
    // Nobody has two of the shown, so that none are alike.
    expect(figures.diversityAt10).toBe(1);
  });
});

test("the nearest neighbours are those of all pairs' cosines", async () => {
  const draw = random(5);
  const rows = Array.from({ length: 12 }, () =>
    Array.from({ length: 9 }, (_, i) => i).filter(() => draw.uniform() < 0.5),
  );
  const train = matrix(rows, 9, () => 1 + draw.integer(4));
  const x = dense(train);
  const dot = (i: number, j: number) =>
    x.reduce((sum, row) => sum + row[i] * row[j], 0);
  const cosine = (i: number, j: number) =>
    dot(i, j) / Math.sqrt(dot(i, i) * dot(j, j));
  const model = await knn(train, 3);
  for (let item = 0; item < 9; item++) {
    const expected = Array.from({ length: 9 }, (_, j) => j)
      .filter((j) => j !== item)
      .map((j) => cosine(item, j))
      .sort((a, b) => b - a)
      .slice(0, 3);
    const found = (await model.similar(item, 3)).map(({ score }) => score);
    found.forEach((score, k) => expect(score).toBeCloseTo(expected[k], 6));
  }
});

describe("settings chosen by an inner split", () => {
  const draw = random(9);
  const rows = Array.from({ length: 120 }, (_, user) =>
    Array.from({ length: 24 }, (_, i) => i).filter(
      (i) => draw.uniform() < (i % 4 === user % 4 ? 0.7 : 0.05),
    ),
  );

  test("never find less on it for having values to choose from", async () => {
    const plain = matrix(rows, 24);
    const noisy = matrix(rows, 24, () => 1 + draw.integer(5));
    const without = await choose(plain, { hide: "residues" });
    const worth = await choose(noisy, { hide: "residues" });
    expect(worth.ndcgAt10).toBeGreaterThanOrEqual(without.ndcgAt10);
    expect(without.settings).toMatchObject({ floor: null, beta: 0 });
    expect(without.ndcgAt10).toBeGreaterThanOrEqual(without.rivals.popular);
  });

  test("of nobody to test on fall back on what is popular", async () => {
    const lone = matrix([[0], [1], [0]], 3);
    expect((await choose(lone, { hide: "time" })).learner).toBe("popular");
  });

  test.each(["residues", "time"] as const)(
    "are judged on users something is hidden of: %s",
    (hide) => {
      for (const { split, users } of folds(matrix(rows, 24), hide))
        for (const user of users) {
          expect(size(split.test, user)).toBeGreaterThan(0);
          expect(size(split.train, user)).toBeGreaterThan(0);
        }
    },
  );
});
