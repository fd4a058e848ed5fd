import { ApiUsage } from "@mainstay/core/metrics/api-usage";
import { CommitmentUse } from "@mainstay/core/metrics/commitment-use";
import { Config, defaults } from "@mainstay/core/metrics/metric-config";
import { ModelVersionsUsed } from "@mainstay/core/metrics/model-versions-used";
import { expect, test } from "vitest";

const numbers = (...values: number[]) => Float64Array.from(values);

test("the error rate weighs customers by their requests: 10 + 10 failures of 1,100", () => {
  const rate = numbers(0.1, 0.01, NaN, 0.5);
  const requests = numbers(100, 1000, 500, 0);
  expect(ApiUsage.errorRate(rate, requests)).toMatchObject({
    value: expect.closeTo(20 / 1100, 12),
    n: 2,
  });
});

test("an error rate in per cent is refused, not guessed", () => {
  expect(ApiUsage.errorRate(numbers(0.4, 1.2), numbers(1, 1))).toEqual({
    value: null,
    why: "1 of 2 values of errorRate lie outside 0 to 1.",
  });
});

test("rate-limited requests are read as counts, or as shares where there are fractions", () => {
  const requests = numbers(100, 300);
  expect(ApiUsage.rateLimited(numbers(1, 3), requests).value).toBe(0.01);
  expect(ApiUsage.rateLimited(numbers(0.5, 0), requests).value).toBe(0.125);
  expect(ApiUsage.rateLimited(numbers(101, 0), requests).value).toBeNull();
});

test("latency's 95 % of 1 to 101 is 96, the 91st to the 101st around it", () => {
  const latency = Float64Array.from({ length: 101 }, (_, i) => 101 - i);
  expect(ApiUsage.latency(latency, 0.95)).toEqual({
    ...{ value: 96, n: 101 },
    ...{ low: 91, high: 101 },
  });
  expect(ApiUsage.latency(latency, 0.5)).toMatchObject({
    value: 51,
    low: 41,
    high: 61,
  });
});

test("a slope sets as many periods against as many before", () => {
  expect(ApiUsage.slope("tokens", [100, 110], 1, 5)).toEqual({
    value: expect.closeTo(0.1, 12),
    n: 5,
  });
  const weeks = [99, 10, 20, 30, 40, 20, 20, 20, 20];
  expect(ApiUsage.slope("tokens", weeks, 4, 5).value).toBeCloseTo(-0.2, 12);
});

test("a slope over a gap or from nothing is none", () => {
  expect(ApiUsage.slope("tokens", [null, 110], 1, 5)).toEqual({
    value: null,
    why: "The slope of tokens needs 2 periods without a gap.",
  });
  expect(ApiUsage.slope("tokens", [0, 110], 1, 5).value).toBeNull();
});

const called = ["m-1; m-2", "M-1", "m-2,m-3", null];

test("models in use are counted by customer and by model", () => {
  expect(ModelVersionsUsed.modelsInUse(called)).toMatchObject({
    value: 5 / 3,
    n: 3,
  });
  expect(ModelVersionsUsed.modelsInUse(numbers(1, 4, NaN))).toMatchObject({
    value: 2.5,
  });
  expect(ModelVersionsUsed.inUse(["m-1; m-2", "m-1", "m-2,m-1", null])).toEqual(
    [
      { name: "m-1", customers: 3 },
      { name: "m-2", customers: 2 },
    ],
  );
});

test("who calls a version to be switched off is listed, with the days left", () => {
  const { retiring } = Config.parse({
    retiring: [
      { version: "m-1", retiresOn: "1970-01-31", successor: "m-2" },
      { version: "m-9", retiresOn: "1970-02-01" },
    ],
  });
  const found = ModelVersionsUsed.retiring(
    ["a", "b", "c", "d"],
    called,
    retiring,
    20,
  );
  expect(found.onRetiring).toMatchObject({ value: 2 / 3, n: 3 });
  expect(found.leaving).toEqual([
    { ...retiring[0], days: 10, customers: 2, ids: ["a", "b"] },
    { ...retiring[1], days: 11, customers: 0, ids: [] },
  ]);
});

const rows = (given: Partial<CommitmentUse.Rows>): CommitmentUse.Rows => ({
  ...{ customer: Int32Array.of(0), order: 0, from: 0, to: 30 },
  ...{ spend: numbers(300), commitment: numbers(1200) },
  ...{ termStart: numbers(0), termEnd: numbers(120) },
  ...given,
});

test("burn is the used part over the elapsed part: 700 of 1,200 after 60 of 120 days is 7 / 6", () => {
  const first = CommitmentUse.add(CommitmentUse.begin(), rows({}), 1);
  const second = rows({ order: 1, from: 30, to: 60, spend: numbers(400) });
  const { burn, days, values } = CommitmentUse.measure(first, second);
  expect(burn[0]).toBeCloseTo(700 / 1200 / (60 / 120), 12);
  expect(days[0]).toBeCloseTo(500 / (700 / 60), 12);
  expect(values.burn).toMatchObject({ value: burn[0], n: 1 });
  expect(values.overCommitment).toMatchObject({ value: 1 });
});

test("a term that begins within a period takes the part after its beginning", () => {
  const { burn } = CommitmentUse.measure(
    CommitmentUse.begin(),
    rows({ termStart: numbers(20), termEnd: numbers(120) }),
  );
  expect(burn[0]).toBeCloseTo(100 / 1200 / (10 / 100), 12);
});

test("what is used is unknown when the term began unseen or a period is missing", () => {
  const before = rows({ termStart: numbers(-30) });
  const seen = CommitmentUse.add(CommitmentUse.begin(), rows({}), 1);
  expect(
    CommitmentUse.measure(CommitmentUse.begin(), before).burn[0],
  ).toBeNaN();
  const late = rows({ order: 2, from: 60, to: 90 });
  expect(CommitmentUse.measure(seen, late)).toMatchObject({
    values: { burn: { value: null } },
  });
});

test("a renewed term starts from nothing, an ended one is left out", () => {
  const seen = CommitmentUse.add(CommitmentUse.begin(), rows({}), 1);
  const renewed = rows({
    ...{ order: 1, from: 30, to: 60 },
    ...{ termStart: numbers(30), termEnd: numbers(150) },
  });
  expect(CommitmentUse.measure(seen, renewed).burn[0]).toBeCloseTo(
    300 / 1200 / (30 / 120),
    12,
  );
  const ended = rows({ order: 1, from: 30, to: 60, termEnd: numbers(30) });
  expect(CommitmentUse.measure(seen, ended).burn[0]).toBeNaN();
});

test("without a term the commitment is the period's, and nothing says when it ends", () => {
  const open = rows({ termStart: null, termEnd: null });
  const { values } = CommitmentUse.measure(CommitmentUse.begin(), open);
  expect(values.burn).toEqual({ value: 0.25, n: 1 });
  expect(values.daysToExhaustion.value).toBeNull();
});

test("the usual settings are complete, and unknown ones are refused", () => {
  expect(Config.parse({})).toEqual(defaults);
  expect(defaults.usageChurn).toEqual({ horizon: 3, share: 0.5, trailing: 3 });
  expect(Config.safeParse({ usageChrun: {} }).success).toBe(false);
  expect(Config.safeParse({ billShock: { factor: 1 } }).success).toBe(false);
});
