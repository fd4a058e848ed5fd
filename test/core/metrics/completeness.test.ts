import fc from "fast-check";
import { expect, test } from "vitest";
import { Completeness } from "@mainstay/core/metrics/completeness";
import { MetricBoard } from "@mainstay/core/metrics/metric-board";
import { MetricHistory } from "@mainstay/core/metrics/metric-history";
import { CustomerTable } from "@mainstay/core/customers/customer-table";

const table = (period: string, mrr: Record<string, number>) =>
  CustomerTable.fromColumns({
    ...{ period, id: Object.keys(mrr), roles: { revenue: "mrr" } },
    numbers: { mrr: Object.values(mrr) },
  });
const paying = (count: number, from = 0) =>
  Object.fromEntries(Array.from({ length: count }, (_, k) => [from + k, 10]));
const january = table("2024-01", paying(10));
const last = Completeness.whole(january);

test("a period is incomplete exactly when fewer than 70 % of the customers before are in it", () => {
  const some = fc.integer({ min: 0, max: 10 });
  fc.assert(
    fc.property(some, some, (stay, come) => {
      const february = table("2024-02", {
        ...paying(stay),
        ...paying(come, 100),
      });
      expect(Completeness.why(february, last) === null).toBe(stay >= 7);
    }),
  );
});

test("a period that lost its revenue is incomplete, and nothing is before the first", () => {
  const lost = Object.fromEntries(january.id.map((id) => [id, NaN]));
  expect(Completeness.why(table("2024-02", lost), last)).toMatch(/revenue/);
  expect(Completeness.why(january, null)).toBeNull();
  expect(Completeness.why(table("2024-02", paying(10)), last)).toBeNull();
});

const told = [
  "nrr",
  "grr",
  "quickRatio",
  "logoChurn",
  "logoRetention",
] as const;

test("movements and retention have no value in an incomplete period nor against one, and those after are held against the last whole one", () => {
  const past = MetricHistory.fromTables([january]);
  const february = table("2024-02", paying(1));
  const march = table("2024-03", paying(9));
  const run = (sheet: CustomerTable, before: CustomerTable) => {
    const incomplete = Completeness.why(sheet, past.whole);
    const { info } = MetricBoard.measure({ sheet, before, past, incomplete });
    MetricHistory.add(past, sheet, incomplete !== null);
    return info;
  };
  for (const info of [run(february, january), run(march, february)]) {
    expect(told.map((name) => info.values[name].value)).toEqual(
      told.map(() => null),
    );
    expect(info.movements).toBeNull();
    expect(info.values.mrr.value).not.toBeNull();
  }
  const april = run(table("2024-04", paying(9)), march);
  expect(april.incomplete).toBeNull();
  expect(april.values.nrr.value).toBe(1);
  expect(april.cohorts[0]).toMatchObject({
    size: 10,
    present: [10, null, 9, 9],
  });
});

test("a column that holds nothing any more makes its metrics null with why, never 0", () => {
  const ids = Array.from({ length: 20 }, (_, k) => `c${k}`);
  const roles = { owner: "who", trial: "try", seats: "seats" } as const;
  const sheet = (period: string, filled: boolean) =>
    CustomerTable.fromColumns({
      ...{ period, id: ids, roles },
      numbers: { seats: ids.map(() => (filled ? 3 : NaN)) },
      texts: Object.fromEntries(
        ["who", "try"].map((name) => [
          name,
          ids.map(() => (filled ? "trial" : null)),
        ]),
      ),
    });
  const { values } = MetricBoard.measure({
    sheet: sheet("2024-02", false),
    before: sheet("2024-01", true),
  }).info;
  expect(values.ownerRemoved).toEqual({
    value: null,
    why: 'The rows of 2024-02 have nothing in "who", the column of owner.',
  });
  expect(values.trialToPaid.value).toBeNull();
});
