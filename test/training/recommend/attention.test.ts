// What attention promises: it reads order, never ahead, and is served as it was trained.
import { best } from "@mainstay/core/recommend/top-ranked";
import { expect, test } from "vitest";
import { gradient } from "@mainstay/training/onnx/gradient";
import { Graph } from "@mainstay/training/onnx/graph";
import { OnnxRuntime } from "@mainstay/training/onnx/onnx-runtime";
import { random } from "@mainstay/core/base/random";
import { attention } from "@mainstay/training/recommend/attention";
import { Parameters } from "@mainstay/training/recommend/net/parameters";
import {
  ones,
  scores,
  shapes,
  states,
} from "@mainstay/training/recommend/net/transformer";
import { HistoryWindows } from "@mainstay/training/recommend/net/history-windows";
import { matrix } from "./example-world";
import * as RealRatings from "./real-ratings";

const size = { items: 5, length: 4, width: 4, heads: 2, blocks: 1 };
const windows = [0, 2, 1, 5, 3, 1, 4, 2]; // [2, 4], the first padded

/** Everything a window is scored by, moved about by chance. */
const parameters = () =>
  Parameters.start(shapes(size), random(3), () => 0.7, ones(size)).map(
    (value, i) => value + 0.1 * Math.sin(i),
  );

test("the gradient through embeddings, attention and output equals central finite differences", async () => {
  const g = new Graph();
  const flat = g.input("flat", "float", [Parameters.size(shapes(size))]);
  const ids = g.constant("int64", [2, 4], windows);
  const p = Parameters.split(g, shapes(size), flat);
  const logits = scores(g, p, states(g, size, p, ids)); // [8, 5]
  const draw = random(1);
  // Nothing is asked of the first place, which is padding.
  const seeds = Float32Array.from({ length: 40 }, (_, i) =>
    i < 5 ? 0 : draw.uniform() - 0.5,
  );
  const seed = g.constant("float", [8, 5], seeds);
  g.output("logits", logits);
  g.output("slope", gradient(g, logits, [flat], seed)[0]);
  const at = parameters();
  await OnnxRuntime.using(g.model(), async (session) => {
    const run = () => session.run({ flat: OnnxRuntime.float(at, [at.length]) });
    const loss = async () =>
      ((await run()).logits.data as Float32Array).reduce(
        (sum, value, i) => sum + value * seeds[i],
        0,
      );
    const slope = (await run()).slope.data as Float32Array;
    for (let i = 0; i < at.length; i++) {
      const here = at[i];
      at[i] = here + 5e-3;
      const above = await loss();
      at[i] = here - 5e-3;
      const below = await loss();
      at[i] = here;
      const numeric = (above - below) / 1e-2;
      expect(Math.abs(slope[i] - numeric)).toBeLessThan(
        1e-2 * Math.max(1, Math.abs(numeric)),
      );
    }
  });
});

test("what a place says depends on itself and what came before, not on what comes after", async () => {
  const g = new Graph();
  const ids = g.input("ids", "int64", [2, 4]);
  const p = Parameters.constants(g, shapes(size), parameters());
  g.output("states", states(g, size, p, ids));
  const run = (given: number[]) =>
    OnnxRuntime.using(g.model(), async (session) => {
      const feeds = { ids: OnnxRuntime.int64(given, [2, 4]) };
      return (await session.run(feeds)).states.data as Float32Array; // [8, 4]
    });
  const before = await run(windows);
  const after = await run(windows.with(7, 5));
  expect(after.slice(0, 28)).toEqual(before.slice(0, 28));
  expect(after.slice(28)).not.toEqual(before.slice(28));
});

test("windows that ask what is missing hold each event once, seen or asked", () => {
  const history = Int32Array.from({ length: 90 }, (_, i) => i);
  const sequence = { items: history, moment: history };
  const batch = { windows: 1, questions: 1, answers: 90 };
  const drawn = HistoryWindows.missing(sequence, 200, batch, random(4));
  const all = drawn.flatMap(({ items, questions }) => [
    ...items,
    ...questions.flatMap(({ answers }) => [...answers]),
  ]);
  expect(all.toSorted((a, b) => a - b)).toEqual([...history]);
});

test("windows that ask what follows answer with what came at later moments, never with the rest of a basket", () => {
  const items = Int32Array.from({ length: 60 }, (_, i) => i);
  const moment = items.map((i) => Math.floor(i / 3)); // baskets of three
  const batch = { windows: 1, questions: 5, answers: 7 };
  const once = { items, moment: new Int32Array(60) };
  expect(HistoryWindows.following(once, 8, batch, random(4))).toEqual([]);
  const drawn = HistoryWindows.following(
    { items, moment },
    8,
    batch,
    random(4),
  );
  expect(drawn.length).toBeGreaterThan(0);
  for (const { items, questions } of drawn)
    for (const { at, answers, weight } of questions) {
      const seen = moment[items[at]];
      const later = Array.from(answers, (item) => moment[item] - seen);
      expect(later).toEqual([1, 1, 1, 2, 2, 2, 3].slice(0, later.length));
      expect(weight[0]).toBeCloseTo((weight.at(-1) ?? 0) * later.at(-1)!, 5);
      expect(weight.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
    }
});

// Twelve items on a ring: whoever takes one takes the next.
const ring = 12;
const from = (first: number, count: number) =>
  Array.from({ length: count }, (_, k) => (first + k) % ring);
const walks = matrix(
  Array.from({ length: 150 }, (_, user) =>
    from(user * 5, 3 + (Math.floor(user / ring) % 7)),
  ),
  ring,
);

test("learns a cyclic order: for histories never seen, the next on the ring comes first", async () => {
  const model = await attention.fit(walks, { seed: 5, hide: "time" });
  const unseen = Array.from({ length: ring }, (_, i) => from(i, 4 + (i % 4)));
  const scores = await model.scores(
    unseen.map((items) => ({ items: Int32Array.from(items) })),
  );
  const right = unseen.filter((items, row) => {
    const [first] = best(scores, 1, {
      from: row * ring,
      items: ring,
      allowed: (item) => !items.includes(item),
    });
    return first.item === (items.at(-1)! + 1) % ring;
  });
  expect(right).toHaveLength(ring);
  await model.close?.();
});

test("the served graph ranks as the trained model does", async () => {
  const model = await attention.fit(walks, { seed: 5, minutes: 0.001 });
  const items = Int32Array.from(from(3, 5));
  const trained = await model.scores([{ items }]);
  const artifact = await model.artifact();
  if (artifact.form !== "sequence") throw new Error(artifact.form);
  const ids = OnnxRuntime.int64(HistoryWindows.padded(items, artifact.length), [
    1,
    artifact.length,
  ]);
  const served = await OnnxRuntime.using(artifact.model, async (session) => {
    const { scores } = await session.run({ ids });
    return scores.data as Float32Array;
  });
  // The model's are log-probabilities: the same but for a constant.
  const level = served[0] - trained[0];
  trained.forEach((score, i) =>
    expect(served[i] - score).toBeCloseTo(level, 4),
  );
  await model.close?.();
});

test.skipIf(RealRatings.absent)(
  "ratings of films: finds hidden ones nearly half as well again as popularity",
  { timeout: 600_000 },
  async () => {
    expect(await RealRatings.timesPopular("attention")).toBeGreaterThan(1.4);
  },
);
