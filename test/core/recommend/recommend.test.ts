import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Event } from "@mainstay/core/events/event";
import { Recommend } from "@mainstay/core/recommend/recommend";
import { ServeRecommender } from "@mainstay/core/recommend/serve-recommender";
import { RecommendCard } from "@mainstay/core/recommend/recommend-card";
import { diversified } from "@mainstay/core/recommend/diversify";
import { CatalogueItems } from "@mainstay/core/recommend/catalogue-items";
import { best } from "@mainstay/core/recommend/top-ranked";
import fc from "fast-check";
import { ofLog } from "@mainstay/training/recommend/purchases";
import { histories } from "@mainstay/training/recommend/recommender";
import { fit, plain } from "@mainstay/training/recommend/ease";
import {
  fitRecommender,
  type Request,
} from "@mainstay/training/recommend/fit-recommender";

const hour = 3_600_000;
const now = new Date("2026-11-01T00:00:00Z");

type Row = [user: string, product: string, action: string, time: number];
function logOf(rows: Row[]): Event.Log {
  const sorted = rows.toSorted((a, b) => a[3] - b[3]);
  const codes = (of: (row: Row) => string) => {
    const names = [...new Set(sorted.map(of))];
    const code = Int32Array.from(sorted, (row) => names.indexOf(of(row)));
    return { names, code };
  };
  const [user, product, action] = [
    codes((row) => row[0]),
    codes((row) => row[1]),
    codes((row) => row[2]),
  ];
  return {
    users: user.names,
    products: product.names,
    actions: action.names,
    user: user.code,
    product: product.code,
    action: action.code,
    time: Float64Array.from(sorted, (row) => row[3]),
    quantity: new Float64Array(rows.length).fill(1),
    amount: new Float64Array(rows.length).fill(NaN),
    order: Int32Array.from(rows.keys()),
  };
}

// Teas are bought together and so are coffees; who bought three of a kind lacks the fourth. Even customers are of the north.
const kinds = ["tea", "coffee"];
const rows: Row[] = Array.from({ length: 60 }, (_, u) =>
  Array.from({ length: 4 }, (_, k): Row[] => {
    if (k === (u >> 1) % 4) return [];
    const product = `${kinds[u % 2]}-${k}`;
    const at = now.getTime() - 9000 * hour + (u * 37 + k * 1000) * hour;
    return [
      [`c${u}`, product, "view", at],
      [`c${u}`, product, "purchase", at + hour],
    ];
  }).flat(),
).flat();
const log = logOf(rows);
const request: Request = {
  seed: 1,
  now,
  products: new Map(
    log.products.map((id, i) => [
      id,
      { title: `The ${id}`, category: id.split("-")[0], stock: i % 3 },
    ]),
  ),
  segments: new Map(
    log.users.map((id, u) => [id, u % 2 ? "coffee lovers" : "tea lovers"]),
  ),
};
const did = (product: string, action = "purchase", time = 0) => ({
  product,
  action,
  time,
});

describe("a recommender trained on a log", () => {
  let made: Awaited<ReturnType<typeof fitRecommender>>;
  let served: ServeRecommender.Recommender;
  beforeAll(async () => {
    made = await fitRecommender(log, {
      ...request,
      config: { ...Recommend.defaults, learner: "ease" },
    });
    served = await ServeRecommender.open(made.files);
  });
  afterAll(() => served.close());

  test("names the products missing from the customer's own kind first, and what spoke for them", async () => {
    const list = await served.recommend({
      history: [did("tea-0"), did("tea-1"), did("tea-3")],
      k: 2,
    });
    expect(list[0].productId).toBe("tea-2");
    expect(list[0].reason.because.length).toBeGreaterThan(0);
    for (const product of list[0].reason.because)
      expect(["tea-0", "tea-1", "tea-3"]).toContain(product);
    expect(list[0].reason.en).toContain("The tea-");
    expect(list[0].reason.zh).toContain("The tea-");
  });

  test("scores as the trained model does", async () => {
    const train = ofLog(log, Recommend.defaults);
    const model = await fit(train, plain);
    const users = histories(train).slice(0, 8);
    const scores = await model.scores(users);
    const answers = await served.batch(
      users.map((_, u) => ({
        history: rows
          .filter(([user]) => user === log.users[u])
          .map(([, product, action, time]) => ({ product, action, time })),
        k: 8,
        exclude: "none",
      })),
    );
    answers.forEach((list, u) => {
      expect(list).toHaveLength(8);
      for (const { productId, score } of list)
        expect(score).toBeCloseTo(
          scores[u * train.items + log.products.indexOf(productId)],
          4,
        );
    });
  });

  test("leaves out what is owned, and shows what was only looked at", async () => {
    const history = [did("tea-0"), did("tea-1", "view"), did("tea-3")];
    const shown = async (exclude: "owned" | "none") =>
      (await served.recommend({ history, k: 8, exclude })).map(
        ({ productId }) => productId,
      );
    expect(await shown("owned")).not.toContain("tea-0");
    expect(await shown("owned")).toContain("tea-1");
    expect(await shown("none")).toContain("tea-0");
  });

  test("gives who is unknown what most of the segment chose", async () => {
    const list = await served.recommend({
      history: [],
      segment: "coffee lovers",
      k: 3,
    });
    expect(list).toHaveLength(3);
    for (const { productId, reason } of list) {
      expect(productId).toMatch(/^coffee/);
      expect(reason.en).toContain("coffee lovers");
    }
    const all = await served.recommend({ history: [did("unheard-of")], k: 3 });
    expect(all.map(({ score }) => score)).toEqual(
      all.map(({ score }) => score).toSorted((a, b) => b - a),
    );
  });

  test("keeps to a category and to what is in stock", async () => {
    const list = await served.recommend({
      history: [did("tea-0")],
      category: "coffee",
      inStock: true,
      k: 8,
    });
    for (const { productId } of list) {
      expect(productId).toMatch(/^coffee/);
      expect(request.products!.get(productId)!.stock).toBeGreaterThan(0);
    }
    expect(list.length).toBeGreaterThan(0);
  });

  test("answers many as it answers each", async () => {
    const requests: Recommend.Request[] = Array.from(
      { length: 70 },
      (_, u) => ({
        history:
          u % 7 === 0
            ? []
            : [did(log.products[u % 8]), did(log.products[u % 5])],
        k: 4,
        diversity: u % 3 === 0 ? 0.5 : 0,
      }),
    );
    const together = await served.batch(requests);
    for (const [u, request] of requests.entries())
      expect(together[u]).toEqual(await served.recommend(request));
  });

  test("has a card that says how it compares with what is popular", () => {
    const card = RecommendCard.Info.parse(made.card);
    expect(card).toMatchObject({
      task: "recommend",
      learner: "ease",
      items: 8,
      users: 60,
    });
    expect(card.interactions).toBe(180);
    expect(card.metrics!.model.ndcgAt10).toBeGreaterThan(0);
    expect(card.table!.loss).toBeCloseTo(0, 6);
  });

  test("is made of the same bytes from the same log", async () => {
    const again = await fitRecommender(log, {
      ...request,
      config: { ...Recommend.defaults, learner: "ease" },
    });
    expect(again.files["items.json"]).toEqual(made.files["items.json"]);
    expect(again.files["model.onnx"]).toEqual(made.files["model.onnx"]);
    expect(again.card).toEqual(made.card);
  });
});

test.each(RecommendCard.Learner.options)(
  "%s is trained, served and recommends products not owned",
  async (learner) => {
    const { files, card } = await fitRecommender(log, {
      ...request,
      config: { ...Recommend.defaults, learner, minutes: 0.1 },
    });
    expect(card.learner).not.toBe("auto");
    const served = await ServeRecommender.open(files);
    const list = await served.recommend({
      user: "c0",
      history: [did("tea-1"), did("tea-2"), did("tea-3")],
      k: 3,
      now: now.getTime(),
    });
    expect(list).toHaveLength(3);
    for (const { productId } of list)
      expect(["tea-1", "tea-2", "tea-3"]).not.toContain(productId);
    await served.close();
  },
);

describe("values of actions", () => {
  test("are those of the configuration; nothing is said where all weigh the same", () => {
    expect(ofLog(log, Recommend.defaults).value).toEqual(
      new Float32Array(180).fill(Math.log1p(1 + 5)),
    );
    const bought = logOf(rows.filter(([, , action]) => action === "purchase"));
    expect(ofLog(bought, Recommend.defaults).value).toBeNull();
  });

  test("of nothing recommend nothing", () => {
    const none = { ...Recommend.defaults, weights: { view: 0, purchase: 0 } };
    expect(() => ofLog(log, none)).toThrow(/name a product/);
  });
});

test("the catalogue is stored as its schema says", async () => {
  const { files } = await fitRecommender(log, {
    ...request,
    config: { ...Recommend.defaults, learner: "popular" },
  });
  const items = CatalogueItems.Info.parse(
    JSON.parse(Buffer.from(files["items.json"]).toString()),
  );
  expect(items.owned).toEqual(Recommend.defaults.owned);
  expect(items.segments).toEqual({ "tea lovers": 30, "coffee lovers": 30 });
});

test("the best few are those a full sort puts first", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 60 }),
      fc.integer({ min: 0, max: 70 }),
      (scores, k) => {
        const expected = scores
          .map((score, item) => ({ item, score }))
          .filter(({ item }) => item % 3 !== 0)
          .sort((a, b) => b.score - a.score || a.item - b.item)
          .slice(0, k);
        expect(best(scores, k, { allowed: (item) => item % 3 !== 0 })).toEqual(
          expected,
        );
      },
    ),
  );
});

test("diversity 0 is the plain order, and more of it never gives a list more alike", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("a", "b", "c"), { minLength: 6, maxLength: 30 }),
      (category) => {
        const list = category.map((_, item) => ({ item, score: 100 - item }));
        const none = {
          target: new Uint16Array(),
          weight: new Float32Array(),
          width: 0,
        };
        const alike = (diversity: number) => {
          const taken = diversified(list, 5, diversity, none, category);
          return (
            taken.length - new Set(taken.map(({ item }) => category[item])).size
          );
        };
        expect(diversified(list, 5, 0, none, category)).toEqual(
          list.slice(0, 5),
        );
        expect(alike(0.9)).toBeLessThanOrEqual(alike(0));
      },
    ),
  );
});
