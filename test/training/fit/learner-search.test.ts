import fc from "fast-check";
import { expect, test } from "vitest";
import { random } from "@mainstay/core/base/random";
import type { Input, Learner } from "@mainstay/training/fit/learner";
import { LearnerSearch } from "@mainstay/training/fit/learner-search";
import { judge } from "@mainstay/core/stats/log-odds";

type Options = { leaves: number; eta: number } & Record<string, unknown>;

const rows = 400;
const task = (seed: number): Input<Options> => {
  const draw = random(seed);
  return {
    frame: { rows, columns: [] },
    at: new Float64Array(rows),
    layout: {} as Input<Options>["layout"],
    label: Float32Array.from({ length: rows }, () => draw.integer(2)),
    fold: Int32Array.from({ length: rows }, (_, row) => row % 10),
    folds: 10,
    seed,
  };
};

// A learner whose skill is told by its options alone: it knows the label of as many rows as `skill` says.
const skilled = (skill: (options: Options) => number) => {
  const calls: { folds: number; options: Options }[] = [];
  const learner: Learner<Options> = {
    name: "l6",
    defaults: { leaves: 6, eta: 0.15 },
    async fit({ label, folds, fold, options }) {
      const all = { ...this.defaults, ...options } as Options;
      calls.push({ folds, options: all });
      const z = Float64Array.from(label, (y, row) =>
        fold[row] < folds && row % 100 < 100 * skill(all) ? (y ? 2 : -2) : 0,
      );
      const { loss } = judge(z, label, {});
      return {
        ...{ name: "l6", outOfFold: z, options: all },
        curve: [{ epoch: 1, validationLoss: loss }],
        predict: async () => z,
        graph: () => null as never,
      };
    },
  };
  return { learner, calls };
};

const optionsOf = async (learner: Learner<Options>, seed: number) =>
  (await learner.fit(task(seed))).options as Options & { found: boolean };

test("options are chosen that do better than the recipe, the same for one seed, and they end in what is said of the fit", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), async (seed) => {
      const by = ({ leaves }: Options) => Math.min(1, leaves / 63);
      const chosen = async () => {
        const { learner } = skilled(by);
        const input = task(seed);
        return optionsOf(await LearnerSearch.search(learner, input, 9), seed);
      };
      const one = await chosen();
      expect(one).toMatchObject({ searched: 9 });
      expect(by(one)).toBeGreaterThanOrEqual(by({ leaves: 6, eta: 0.15 }));
      if (one.found) expect(one.leaves).toBeGreaterThan(6);
      expect(await chosen()).toEqual(one);
    }),
    { numRuns: 20 },
  );
});

test("the recipe stays where nothing beats it, and is tried on as many folds as the rest", async () => {
  const { learner, calls } = skilled(() => 0.5);
  const found = await LearnerSearch.search(learner, task(1), 9);
  expect(await optionsOf(found, 1)).toMatchObject({
    ...{ leaves: 6, eta: 0.15, found: false },
  });
  const recipe = calls.filter(({ options }) => !("lambda" in options));
  expect(recipe.map(({ folds }) => folds)).toEqual([2, 4, 8, 10, 10]);
});

test("no more is tried than the time pays for, and more time never tries less", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 40, noNaN: true }),
      fc.double({ min: 0, max: 40, noNaN: true }),
      fc.integer({ min: 2, max: 12 }),
      (a, b, folds) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        const n = LearnerSearch.affordable(more, folds);
        expect(LearnerSearch.affordable(less, folds)).toBeLessThanOrEqual(n);
        if (n > 1)
          expect(LearnerSearch.costOf(n, folds)).toBeLessThanOrEqual(more);
      },
    ),
  );
});
