import { expect, test } from "vitest";
import { random } from "@mainstay/core/base/random";
import { Uplift } from "@mainstay/core/playbooks/uplift";
import { PackedTrees } from "@mainstay/core/trees/packed-trees";
import { UpliftModel } from "@mainstay/training/uplift/uplift-model";

// UPLIFT_RUNS=200 says 4 % and 3 % of claims without a truth, and 90 % with one.
const runs = Number(process.env.UPLIFT_RUNS ?? 30);

/** A world whose truth is known: each customer stays with a chance that acting moves by `uplift`. */
function world(
  seed: number,
  n: number,
  uplift: (use: number, seats: number, plan: number) => number,
) {
  const draw = random(seed);
  const number = (next: () => number) =>
    Float64Array.from({ length: n }, () => next());
  const use = number(() => draw.normal());
  const seats = number(() => draw.normal());
  const plan = Int32Array.from({ length: n }, () => draw.integer(3));
  const treated = Uint8Array.from({ length: n }, () =>
    Number(draw.uniform() >= 0.2),
  );
  const truth = use.map((one, i) => uplift(one, seats[i], plan[i]));
  const outcome = Float64Array.from({ length: n }, (_, i) => {
    const stays = 0.6 + 0.15 * Math.tanh(use[i]) + 0.05 * Number(plan[i] === 1);
    const chance = stays + treated[i] * truth[i];
    return Number(draw.uniform() < chance);
  });
  const trial: UpliftModel.Trial = {
    frame: {
      rows: n,
      columns: [
        { name: "use", type: "number", values: use },
        { name: "seats", type: "number", values: seats },
        {
          name: "plan",
          type: "category",
          codes: plan,
          levels: ["a", "b", "c"],
        },
      ],
    },
    at: new Float64Array(n),
    columns: ["use", "seats", "plan"],
    ...{ treated, outcome, chance: new Float64Array(n).fill(0.8) },
  };
  return { trial, truth };
}

const claims = (n: number, uplift: Parameters<typeof world>[2]) => {
  let claimed = 0;
  for (let seed = 1; seed <= runs; seed++) {
    const { evidence } = UpliftModel.fit(world(seed, n, uplift).trial, seed);
    claimed += Number(Uplift.isProven(evidence.qini));
  }
  return claimed / runs;
};

test.each([
  ["nobody is changed", () => 0],
  ["everybody is changed alike", () => 0.12],
])("where %s no ranking is offered, in 95 of 100 worlds", (_, uplift) => {
  const share = claims(600, uplift);
  // 5 %, and three standard errors of so many runs.
  expect(share).toBeLessThanOrEqual(0.05 + 3 * Math.sqrt(0.0475 / runs));
});

test("where acting keeps some and drives others away, the ranking is found", () => {
  const uplift = (use: number) => (use < 0 ? 0.25 : -0.1);
  expect(claims(1500, uplift)).toBeGreaterThan(0.6);
});

test("the ranking follows the truth", () => {
  const { trial, truth } = world(7, 6000, (use, seats) =>
    use < 0 && seats > 0 ? 0.3 : 0,
  );
  const { trees, evidence } = UpliftModel.fit(trial, 7);
  const found = PackedTrees.predict(trees, trial.frame, trial.at);
  const mean = (rows: (i: number) => boolean) => {
    const some = Array.from(truth.keys()).filter(rows);
    return some.reduce((sum, i) => sum + found[i], 0) / some.length;
  };
  expect(mean((i) => truth[i] > 0)).toBeGreaterThan(0.18);
  expect(mean((i) => truth[i] === 0)).toBeLessThan(0.08);
  // The area under a perfect ranking: a quarter gains .3, so E[(½ − rank) uplift] = .3 · ¼ · ⅜.
  expect((evidence.qini as { value: number }).value).toBeGreaterThan(0.015);
  expect((evidence.qini as { value: number }).value).toBeLessThan(0.04);
});
