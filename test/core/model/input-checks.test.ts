import fc from "fast-check";
import { expect, test } from "vitest";
import type { Column as Values, Frame } from "@mainstay/core/tabular/frame";
import type { Column } from "@mainstay/core/model/card";
import { InputChecks } from "@mainstay/core/model/input-checks";
import { TypedFrame } from "@mainstay/core/tabular/typed-frame";

const columns: Column[] = [
  {
    name: "plan",
    type: "category",
    role: "categories",
    missing: 0.1,
    levels: ["pro", "free"],
  },
  {
    name: "seats",
    type: "number",
    role: "numbers",
    missing: 0,
    low: 10,
    high: 30,
  },
  { name: "signup", type: "date", role: "numbers", missing: 0.5 },
];
const types: TypedFrame.Types = {
  columns: { plan: "category", seats: "number", signup: "date" },
  dates: {},
};
const good = { plan: "pro", seats: 12, signup: "2026-01-05" };
const look = (
  rows: Record<string, unknown>[],
  read = types,
  known = columns,
) => {
  const { frame, rejects } = TypedFrame.fromObjects({ rows, types: read });
  expect(rejects).toEqual([]);
  const given = (name: string, row: number) => Object.hasOwn(rows[row], name);
  return {
    rows: InputChecks.rows(known, frame, given),
    counts: InputChecks.counts(known, frame, given),
  };
};
const told = (rows: Record<string, unknown>[], read = types) =>
  [...look(rows, read).rows]
    .sort(([a], [b]) => a - b)
    .map(([row, list]) => [
      row,
      ...list.map(({ code, column }) => `${code} ${column}`),
    ]);

test("rows like those of training have nothing said of them", () => {
  const { rows, counts } = look([
    good,
    { ...good, plan: "free", seats: "30" },
    { ...good, signup: null, plan: "" },
  ]);
  expect([rows.size, counts]).toEqual([0, []]);
  expect(InputChecks.warnings([])).toEqual([]);
});

test("each row hears of its own absent columns, unseen values and numbers far outside, and no other row does", () => {
  const { seats: _, ...seatless } = good;
  expect(
    told([
      good,
      seatless,
      { ...good, plan: "gold" },
      { ...good, seats: 51, plan: "gold" },
      { ...good, seats: "" },
    ]),
  ).toEqual([
    [1, "score.column.missing seats"],
    [2, "score.category.unseen plan"],
    [3, "score.category.unseen plan", "score.number.range seats"],
    [4, "score.value.missing seats"],
  ]);
});

test("messages say what came and what was expected", () => {
  const { rows } = look([{ ...good, plan: "gold", seats: 51 }, {}]);
  expect(rows.get(0)!.map(({ message }) => message)).toEqual([
    '"plan" holds "gold", a value the model has not seen',
    '"seats" is 51, far outside the 10 to 30 the model learned from',
  ]);
  expect(rows.get(1)!.map(({ column }) => column)).toEqual([
    "plan",
    "seats",
    "signup",
  ]);
  expect(rows.get(1)![0].message).toContain("took it as missing");
});

test("far outside begins one range beyond what training held", () => {
  fc.assert(
    fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (seats) => {
      const warned = told([{ ...good, seats }]).length === 1;
      expect(warned).toBe(seats < -10 || seats > 50);
    }),
  );
});

test("a column that reads as another type by now is said, not taken as missing in silence", () => {
  const words = {
    ...types,
    columns: { ...types.columns, seats: "category" as const },
  };
  expect(told([good, { ...good, seats: null }], words)).toEqual([
    [0, "score.column.type seats"],
    [1, "score.value.missing seats"],
  ]);
  const number = {
    ...types,
    columns: { ...types.columns, signup: "number" as const },
  };
  expect(told([{ ...good, signup: 20_000 }], number)).toEqual([
    [0, "score.column.type signup"],
  ]);
});

test("without levels or a range on the card nothing is said of values", () => {
  const bare = columns.map(({ name, type, role }): Column => ({
    name,
    type,
    role,
  }));
  expect(
    look([{ plan: "gold", seats: 1e9, signup: "" }], types, bare).rows.size,
  ).toBe(0);
});

test("counts are the warnings of the rows, and parts add up to one sentence each", () => {
  const row = fc.record(
    {
      plan: fc.constantFrom("pro", "gold", "silver", null),
      seats: fc.constantFrom(10, 500, -500, null),
      signup: fc.constantFrom("2026-01-05", null),
    },
    { requiredKeys: [] },
  );
  const messages = (counts: InputChecks.Count[]) =>
    InputChecks.warnings(counts)
      .map(({ message }) => message)
      .sort();
  fc.assert(
    fc.property(fc.array(row), fc.array(row), (a, b) => {
      const [one, two, both] = [look(a), look(b), look([...a, ...b])];
      const tally = new Map<string, number>();
      for (const list of both.rows.values())
        for (const { code, column } of list)
          tally.set(
            `${code} ${column}`,
            (tally.get(`${code} ${column}`) ?? 0) + 1,
          );
      expect(
        new Map(both.counts.map((c) => [`${c.code} ${c.column}`, c.rows])),
      ).toEqual(tally);
      expect(messages([...one.counts, ...two.counts])).toEqual(
        messages(both.counts),
      );
    }),
  );
});

test("sentences are ones a reader of uploads understands", () => {
  const rows = [
    { ...good, plan: "gold" },
    { ...good, plan: "silver" },
    { ...good, seats: 99 },
  ];
  expect(InputChecks.warnings(look(rows).counts).map((w) => w.message)).toEqual(
    [
      'plan: 2 rows hold a value the model has not seen, such as "gold"',
      "seats: 1 row is far outside the 10 to 30 the model learned from, such as 99",
    ],
  );
});

test("what was seen goes onto the card and back: no training row is warned of", () => {
  const cell = fc.option(fc.constantFrom("a", "b", "c", "__proto__"), {
    nil: null,
  });
  const value = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), {
    nil: NaN,
  });
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, value), { minLength: 1 }), (rows) => {
      const levels = ["a", "b", "c", "__proto__"];
      const codes = Int32Array.from(rows, ([cell]) =>
        cell === null ? -1 : levels.indexOf(cell),
      );
      const data: Values[] = [
        { name: "x", type: "category", codes, levels },
        {
          name: "y",
          type: "number",
          values: Float64Array.from(rows, ([, v]) => v ?? NaN),
        },
      ];
      const frame: Frame = { rows: rows.length, columns: data };
      const card = data.map((column): Column => ({
        name: column.name,
        type: column.type,
        role: column.type === "category" ? "categories" : "numbers",
        ...InputChecks.seen(column),
      }));
      expect(card[0].levels!.toSorted()).toEqual(
        [...new Set(rows.flatMap(([cell]) => cell ?? []))].sort(),
      );
      expect(InputChecks.rows(card, frame, () => true).size).toBe(0);
    }),
  );
});

test("of many levels the card lists the commonest 255", () => {
  const codes = Int32Array.from({ length: 1300 }, (_, row) =>
    row < 1000 ? row % 100 : row - 700,
  );
  const levels = Array.from({ length: 600 }, (_, k) => `l${k}`);
  const seen = InputChecks.seen({
    name: "x",
    type: "category",
    codes,
    levels,
  }).levels!;
  expect(seen).toHaveLength(255);
  expect(seen.slice(0, 100).toSorted()).toEqual(
    levels.slice(0, 100).toSorted(),
  );
});

test("a number is told of once it lies more than one range below the least or above the greatest of training", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -99, max: 99 }),
      fc.integer({ min: 0, max: 99 }),
      (low, range) => {
        const seats = { ...columns[1], low, high: low + range };
        const cells = [
          ...[low - range - 1, low - range, low, low + range],
          ...[low + 2 * range, low + 2 * range + 1],
        ];
        const { rows } = look(
          cells.map((cell) => ({ ...good, seats: cell })),
          types,
          [seats],
        );
        expect([...rows.keys()].sort()).toEqual([0, 5]);
      },
    ),
  );
});
