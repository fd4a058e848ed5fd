import { Estimate } from "@mainstay/core/metrics/estimate";
import fc from "fast-check";
import { expect, test } from "vitest";

const repeat = (...runs: [value: number, times: number][]) =>
  runs.flatMap(([value, times]) => Array<number>(times).fill(value));

test("the worked example gives S 7.2, L 4.4 and R 30 / 100 = 0.3", () => {
  // A hundred customers: 10 × 9, 40 × 8, 30 × 7 and 20 × 5 are 720; 40 × 5 and 60 × 4 are 440.
  const measured = Estimate.measure({
    satisfaction: repeat([9, 10], [8, 40], [7, 30], [5, 20]),
    loyalty: repeat([5, 40], [4, 60]),
    success: repeat([1, 30], [0, 70]),
  });
  expect(measured.satisfaction).toMatchObject({ value: 7.2, n: 100 });
  expect(measured.loyalty).toMatchObject({ value: 4.4, n: 100 });
  expect(measured.successRate).toMatchObject({ value: 0.3, n: 100 });
});

test("a mean's interval is Student's: 1 to 5 gives 3 ± 1.963", () => {
  // t(0.975, 4) = 2.776445, s² = 2.5.
  const { low, high } = Estimate.mean([1, 2, 3, 4, 5]) as {
    low: number;
    high: number;
  };
  expect(low).toBeCloseTo(3 - 1.96324, 2);
  expect(high).toBeCloseTo(3 + 1.96324, 2);
});

test("a share's interval is Wilson's: 30 of 100 gives 0.2189 to 0.3958", () => {
  expect(Estimate.share(repeat([1, 30], [0, 70]))).toEqual({
    ...{ value: 0.3, n: 100 },
    low: expect.closeTo(0.21895, 4),
    high: expect.closeTo(0.39585, 4),
  });
});

test("a share's interval stays within 0 and 1 and holds the share", () => {
  fc.assert(
    fc.property(fc.nat({ max: 40 }), fc.nat({ max: 40 }), (ones, zeros) => {
      fc.pre(ones + zeros > 0);
      const { value, low, high } = Estimate.share(
        repeat([1, ones], [0, zeros]),
      ) as Required<Extract<Estimate.Value, { n: number }>>;
      expect(low).toBeGreaterThanOrEqual(0);
      expect(low).toBeLessThanOrEqual(value + 1e-12);
      expect(high).toBeGreaterThanOrEqual(value - 1e-12);
      expect(high).toBeLessThanOrEqual(1);
    }),
  );
});

test("customers without an answer are left out, and n says so", () => {
  const { satisfaction, successRate } = Estimate.measure({
    satisfaction: [8, NaN, 6, NaN],
    success: [1, NaN, 0, 0],
  });
  expect(satisfaction).toMatchObject({ value: 7, n: 2 });
  expect(successRate).toMatchObject({ value: 1 / 3, n: 3 });
});

test("a figure that cannot be had says why instead of 0", () => {
  const { satisfaction, loyalty } = Estimate.measure({ loyalty: [NaN, NaN] });
  expect(satisfaction).toEqual({
    value: null,
    why: "No column has the role satisfaction.",
  });
  expect(loyalty).toEqual({
    value: null,
    why: "None of 2 customers has a value for loyalty.",
  });
});

test("a single answer has no interval", () => {
  expect(Estimate.mean([7])).toEqual({ value: 7, n: 1 });
});

test("a change back is the same change with its interval turned round", () => {
  const [a, b] = [
    Estimate.mean([1, 2, 3, 4, 6]),
    Estimate.mean([2, 5, 7, 7, 9]),
  ];
  const [there, back] = [Estimate.move(a, b)!, Estimate.move(b, a)!];
  expect(there.change).toBeCloseTo(-back.change, 12);
  expect(there.low).toBeCloseTo(-back.high!, 12);
  expect(there.high).toBeCloseTo(-back.low!, 12);
});

test("the change of two shares has Newcombe's published interval", () => {
  // Newcombe 1998, example (a), method 10: 56/70 less 48/80 is 0.2, from 0.0524 to 0.3339.
  const { change, low, high } = Estimate.move(
    Estimate.share(repeat([1, 56], [0, 14])),
    Estimate.share(repeat([1, 48], [0, 32])),
  )!;
  expect(change).toBeCloseTo(0.2, 12);
  expect(low).toBeCloseTo(0.0524, 4);
  expect(high).toBeCloseTo(0.3339, 4);
});

test("against no earlier month, or a month without the figure, nothing moved", () => {
  const now = Estimate.measure({ satisfaction: [7, 8] });
  expect(Estimate.moves(now, null)).toEqual({
    satisfaction: null,
    loyalty: null,
    successRate: null,
  });
  expect(Estimate.moves(now, Estimate.measure({})).satisfaction).toBeNull();
});

test("every figure has a definition with a version and a formula", () => {
  expect(Object.keys(Estimate.definitions)).toEqual(Estimate.names);
  for (const name of Estimate.names)
    Estimate.Definition.parse(Estimate.definitions[name]);
});
