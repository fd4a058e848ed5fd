import { SurveyScores } from "@mainstay/core/metrics/survey-scores";
import fc from "fast-check";
import { expect, test } from "vitest";

const repeat = (...runs: [value: number, times: number][]) =>
  runs.flatMap(([value, times]) => Array<number>(times).fill(value));

test("50 promoters, 30 passives and 20 detractors make an NPS of 30 ± 15.3", () => {
  // Variance .5 + .2 − .3² = .61 over 100 answers; 1.96 √.0061 = .15308.
  const answers = [
    ...repeat([10, 30], [9, 20], [8, 20], [7, 10]),
    ...repeat([6, 10], [0, 10], [NaN, 7]),
  ];
  expect(SurveyScores.nps(answers)).toEqual({
    ...{ value: expect.closeTo(30, 10), n: 100 },
    ...{ low: expect.closeTo(14.692, 3), high: expect.closeTo(45.308, 3) },
  });
});

test("NPS counts 6 against and 7 and 8 for nothing", () => {
  expect(SurveyScores.nps([9, 8, 7, 6])).toMatchObject({ value: 0, n: 4 });
  expect(SurveyScores.nps([6, 6, 7, 8])).toMatchObject({ value: -50 });
});

test("where all answers are of one sort, NPS claims no interval", () => {
  expect(SurveyScores.nps([10, 9, 9])).toEqual({ value: 100, n: 3 });
});

test("CSAT is the top two of five: 7 of 10, with Wilson's interval, and mean 3.7", () => {
  const answers = repeat([5, 3], [4, 4], [3, 1], [2, 1], [1, 1]);
  // Wilson: (7 + 1.92) / 13.84 ± 1.96 √(2.1 + .96) / 13.84.
  expect(SurveyScores.csat(answers)).toEqual({
    ...{ value: 0.7, n: 10 },
    ...{ low: expect.closeTo(0.3968, 4), high: expect.closeTo(0.8922, 4) },
  });
  expect(SurveyScores.csatMean(answers)).toMatchObject({ value: 3.7, n: 10 });
});

test("CES is the mean of 1 to 7 and the share of 5 and more", () => {
  const answers = repeat([7, 2], [5, 1], [4, 1], [1, 1]);
  expect(SurveyScores.ces(answers)).toMatchObject({ value: 4.8, n: 5 });
  expect(SurveyScores.cesHigh(answers)).toMatchObject({ value: 0.6, n: 5 });
});

test("answers beyond the scale are counted, not believed", () => {
  expect(SurveyScores.nps([11, 9, -1, NaN])).toEqual({
    value: null,
    why: "2 of 3 answers lie outside the scale from 0 to 10.",
  });
  expect(SurveyScores.csat([0, 5])).toMatchObject({ value: null });
  expect(SurveyScores.ces([8, 7])).toMatchObject({ value: null });
});

test("without the role, and without an answer, each says so", () => {
  expect(SurveyScores.csat(null)).toEqual({
    value: null,
    why: "No column has the role csat.",
  });
  expect(SurveyScores.cesHigh([NaN])).toEqual({
    value: null,
    why: "None of 1 customers has a value for ces.",
  });
});

test("NPS and its interval stay within −100 and 100 and turn round with the answers", () => {
  const answers = fc.array(fc.constantFrom(0, 3, 6, 7, 8, 9, 10), {
    minLength: 1,
  });
  // Promoters for detractors: 9 and 10 for 6 and less, 7 and 8 for themselves.
  const turned = (answer: number) =>
    answer >= 9 ? 0 : answer <= 6 ? 10 : answer;
  fc.assert(
    fc.property(answers, (given) => {
      const {
        value,
        low = value,
        high = value,
      } = SurveyScores.nps(given, true) as {
        value: number;
        low?: number;
        high?: number;
      };
      expect(-100 <= low && low <= value && value <= high).toBe(true);
      expect(high).toBeLessThanOrEqual(100);
      const back = SurveyScores.nps(given.map(turned), true);
      expect(back.value).toBeCloseTo(-value, 10);
    }),
  );
});

test("answers from 1 to 5 make no NPS, unless earlier ones have shown the scale from 0 to 10", () => {
  const few = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1 });
  fc.assert(
    fc.property(few, (answers) => {
      expect(SurveyScores.nps(answers)).toMatchObject({ value: null });
      expect(SurveyScores.nps(answers, true)).toMatchObject({ value: -100 });
      expect(SurveyScores.nps([...answers, 6]).value).not.toBeNull();
    }),
  );
});

test("answers from 0 to 10 make no CSAT and no CES", () => {
  const answers = [0, 9, 10, 7, 3];
  for (const of of ["csat", "csatMean", "ces", "cesHigh"] as const)
    expect(SurveyScores[of](answers)).toMatchObject({ value: null });
});
