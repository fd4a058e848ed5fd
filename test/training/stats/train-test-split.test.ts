import { TrainTestSplit } from "@mainstay/training/stats/train-test-split";
import fc from "fast-check";
import { expect, test } from "vitest";

const distance = (a: string, b: string) => {
  const months = (month: string) =>
    Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
  return months(b) - months(a);
};
const month = (k: number) =>
  `${2025 + Math.floor(k / 12)}-${String((k % 12) + 1).padStart(2, "0")}`;

// Each string is a customer's months: '-' not there, '0' there, '1' there and positive.
const panel = (...customers: string[]) => {
  const rows = customers.flatMap((months, id) =>
    [...months].flatMap((seen, at) =>
      seen === "-" ? [] : [{ id: `c${id}`, at, positive: seen === "1" }],
    ),
  );
  return {
    id: rows.map(({ id }) => id),
    at: rows.map(({ at }) => at),
    period: rows.map(({ at }) => month(at)),
    positive: rows.map(({ positive }) => positive),
    distance,
  };
};

test("without copies, test rows are a fifth of each outcome to the row", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 5, max: 80 }),
      fc.integer({ min: 5, max: 80 }),
      (ones, zeros) => {
        const label = Array.from(
          { length: ones + zeros },
          (_, i) => +(i % (ones + zeros) < ones),
        );
        const { train, test } = TrainTestSplit.stratified({ label });
        expect(train.length + test.length).toBe(ones + zeros);
        const positives = [...test].filter((row) => label[row] === 1).length;
        expect(positives).toBe(Math.round(ones / 5));
        expect(test.length - positives).toBe(Math.round(zeros / 5));
      },
    ),
  );
});

test("rows of one group stay on one side, every row is on exactly one, and the shares hold", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({ group: fc.nat({ max: 60 }), y: fc.nat({ max: 1 }) }),
        {
          minLength: 100,
          maxLength: 300,
        },
      ),
      fc.nat(),
      (rows, seed) => {
        const [label, group] = [
          rows.map(({ y }) => y),
          rows.map(({ group }) => group),
        ];
        const { train, test } = TrainTestSplit.stratified({
          label,
          group,
          seed,
        });
        expect([...train, ...test].sort((a, b) => a - b)).toEqual(
          rows.map((_, i) => i),
        );
        const judged = new Set(Array.from(test, (row) => group[row]));
        expect([...train].some((row) => judged.has(group[row]))).toBe(false);
      },
    ),
  );
});

test("the same seed gives the same split and another seed another", () => {
  const label = Array.from({ length: 200 }, (_, i) => +(i % 3 === 0));
  const of = (seed: number) => TrainTestSplit.stratified({ label, seed });
  expect(of(42)).toEqual(TrainTestSplit.stratified({ label }));
  expect(of(43)).not.toEqual(of(42));
});

test("groups of many sizes still leave about a fifth for the test", () => {
  const group = Array.from({ length: 3000 }, (_, i) =>
    Math.floor(Math.sqrt(i * 7)),
  );
  const label = group.map((key) => +(key % 4 === 0));
  const { test } = TrainTestSplit.stratified({ label, group });
  expect(test.length / 3000).toBeCloseTo(0.2, 1);
  const positives = label.filter((y) => y === 1).length;
  const found = [...test].filter((row) => label[row] === 1).length;
  expect(found / positives).toBeCloseTo(0.2, 1);
});

test("fold i mod k tests every row exactly once", () => {
  const folds = [0, 1, 2].map((index) => TrainTestSplit.fold(10, 3, index));
  expect([...folds[1].test]).toEqual([1, 4, 7]);
  expect(folds.flatMap(({ test }) => [...test]).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 10 }, (_, i) => i),
  );
});

test("a row is positive when its customer turns positive within the horizon, and only then", () => {
  const { at, ...past } = panel("0001--", "000000");
  const label = TrainTestSplit.outcome({ ...past, horizon: 2 });
  // First customer turns in month 3: month 0 is too early, 1 and 2 see it, 3 is positive already.
  expect([...label.slice(0, 4)]).toEqual([0, 1, 1, -1]);
  // The other's last two windows are not over.
  expect([...label.slice(4)]).toEqual([0, 0, 0, 0, -1, -1]);
});

test("a row whose window is not over is positive once its customer has turned", () => {
  const { at, ...past } = panel("0-01", "0000");
  expect([...TrainTestSplit.outcome({ ...past, horizon: 3 })]).toEqual([
    1, 1, -1, 0, -1, -1, -1,
  ]);
});

test("a customer's absence is no outcome, and another's turning is not its own", () => {
  const { at, ...past } = panel("0-----", "000001");
  expect(TrainTestSplit.outcome({ ...past, horizon: 2 })[0]).toBe(0);
});

test("the label agrees with a search through every pair of rows, over a year's end", () => {
  const seen = fc.constantFrom("-", "0", "0", "0", "1");
  const months = fc
    .array(seen, { minLength: 15, maxLength: 15 })
    .map((cells) => cells.join(""));
  fc.assert(
    fc.property(
      fc.array(months, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 4 }),
      (customers, horizon) => {
        const { at, ...past } = panel("0".repeat(15), ...customers);
        const label = TrainTestSplit.outcome({ ...past, horizon });
        label.forEach((found, i) => {
          const turns = at.some(
            (t, j) =>
              past.positive[j] &&
              past.id[j] === past.id[i] &&
              t > at[i] &&
              t <= at[i] + horizon,
          );
          const expected = past.positive[i]
            ? -1
            : turns
              ? 1
              : at[i] + horizon <= 14
                ? 0
                : -1;
          expect(found).toBe(expected);
        });
      },
    ),
  );
});

test("the newest period whose window is over judges; only rows whose window had closed by then are learned from", () => {
  const { at, ...past } = panel(
    ..."0000000001,000001----,0001------,0000000000,00001-----".split(","),
  );
  const label = TrainTestSplit.outcome({ ...past, horizon: 3 });
  const { train, test } = TrainTestSplit.pointInTime({
    ...past,
    label,
    horizon: 3,
  })!;
  expect([...new Set(Array.from(test, (row) => at[row]))]).toEqual([6]);
  expect(Math.max(...Array.from(train, (row) => at[row]))).toBe(3);
  expect([...train, ...test].every((row) => label[row] >= 0)).toBe(true);
});

test("nothing learned from knows what happened after the judged rows' features", () => {
  const months = fc.array(fc.constantFrom("0", "0", "0", "1"), {
    minLength: 12,
    maxLength: 12,
  });
  fc.assert(
    fc.property(
      fc.array(months, { minLength: 2, maxLength: 8 }),
      fc.integer({ min: 1, max: 3 }),
      (cells, horizon) => {
        const { at, ...past } = panel(
          ...cells.map((customer) => customer.join("").replace(/1.*/, "1")),
          "0".repeat(12),
        );
        const label = TrainTestSplit.outcome({ ...past, horizon });
        const found = TrainTestSplit.pointInTime({ ...past, label, horizon });
        if (!found) return;
        const { train, test } = found;
        const first = Math.min(...Array.from(test, (row) => at[row]));
        const older = Array.from(label).some(
          (y, i) => y >= 0 && at[i] + horizon <= first,
        );
        if (older)
          expect([...train].every((row) => at[row] + horizon <= first)).toBe(
            true,
          );
      },
    ),
  );
});

test("without closed windows all older periods are learned from", () => {
  const { at, ...past } = panel("0001", "0000");
  const label = TrainTestSplit.outcome({ ...past, horizon: 2 });
  const { train, test } = TrainTestSplit.pointInTime({
    ...past,
    label,
    horizon: 2,
  })!;
  expect(Array.from(test, (row) => at[row])).toEqual([1, 1]);
  expect(Array.from(train, (row) => at[row])).toEqual([0, 0]);
});

test("with a single complete period there is nothing older to learn from", () => {
  const customers = Array.from({ length: 20 }, (_, k) => (k % 2 ? "00" : "01"));
  const { at, ...past } = panel(...customers);
  const label = TrainTestSplit.outcome({ ...past, horizon: 1 });
  const split = { ...past, label, horizon: 1 };
  expect(TrainTestSplit.pointInTime(split)).toBe(null);
  const over = TrainTestSplit.over(split);
  expect(over.length).toBe(20);
  expect([...over].every((row) => at[row] === 0)).toBe(true);
});
