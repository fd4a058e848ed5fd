import { CustomerTable } from "@mainstay/core/customers/customer-table";
import { Rfm } from "@mainstay/core/segments/rfm";
import fc from "fast-check";
import { expect, test } from "vitest";

const upTo = (n: number) => Float64Array.from({ length: n }, (_, i) => i + 1);

test("the quintiles of 1 to 100 are twenty each, in order", () => {
  expect(Array.from(Rfm.quintiles(upTo(100)))).toEqual(
    Array.from({ length: 100 }, (_, i) => 1 + Math.floor(i / 20)),
  );
});

test("equal values share a rank and larger ones never rank lower", () => {
  const values = fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 80 });
  fc.assert(
    fc.property(values, (values) => {
      const ranks = Rfm.quintiles(Float64Array.from(values));
      for (let i = 0; i < values.length; i++) {
        expect(ranks[i]).toBeGreaterThanOrEqual(1);
        expect(ranks[i]).toBeLessThanOrEqual(5);
        for (let j = 0; j < values.length; j++)
          if (values[i] <= values[j])
            expect(ranks[i]).toBeLessThanOrEqual(ranks[j]);
      }
    }),
  );
});

test("ties stand at the middle of their places: all equal is 3, sixty of a hundred is 2", () => {
  expect(new Set(Rfm.quintiles(new Float64Array(50)))).toEqual(new Set([3]));
  const most = Float64Array.from({ length: 100 }, (_, i) => (i < 60 ? 0 : i));
  // Places 0–59 have their middle at 29.5; the first alone stands at 60.
  const ranks = Rfm.quintiles(most);
  expect(ranks[0]).toBe(2);
  expect(ranks[60]).toBe(4);
});

test("who bought yesterday, often and for much is a champion; who did long ago, seldom, for little is lost", () => {
  const days = upTo(100);
  const much = days.map((day) => 101 - day);
  const { code, segment } = Rfm.rfm({
    ...{ recency: days, frequency: much, monetary: much },
  });
  expect([code[0], segment[0]]).toEqual(["555", "champions"]);
  expect([code[99], segment[99]]).toEqual(["111", "lost"]);
});

test("who bought much but long ago cannot be lost; who bought once and lately is new", () => {
  const days = upTo(100);
  const { code, segment } = Rfm.rfm({
    ...{ recency: days, frequency: days, monetary: days },
  });
  expect([code[99], segment[99]]).toEqual(["155", "cannot-lose"]);
  expect([code[0], segment[0]]).toEqual(["511", "new"]);
});

test("nothing known ranks 1, and none of the three known is unknown", () => {
  const known = upTo(10);
  known[0] = NaN;
  const partly = upTo(10);
  const found = Rfm.rfm({ recency: known, frequency: known, monetary: known });
  expect([found.code[0], found.segment[0]]).toEqual(["111", "unknown"]);
  const some = Rfm.rfm({
    ...{ recency: known, frequency: partly, monetary: partly },
  });
  expect(some.segment[0]).not.toBe("unknown");
});

test("a table without one of the three columns has no ranks", () => {
  const columns = {
    "events.recency": [3, 1],
    "events.count": [1, 2],
    mrr: [5, 6],
  };
  const ranks = (numbers: Record<string, number[]>) =>
    Rfm.ranks(
      CustomerTable.fromColumns({
        ...{ period: "2026-01", id: ["a", "b"], roles: { revenue: "mrr" } },
        numbers,
      }),
      Rfm.Config.parse({}),
    );
  expect(ranks(columns)!.code).toHaveLength(2);
  for (const name of Object.keys(columns))
    expect(ranks({ ...columns, [name]: [NaN, NaN] })).toBeNull();
});
