import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { CustomerList } from "@mainstay/core/lists/customer-list";
import { StoredState } from "@mainstay/core/state/stored-state";
import { Where } from "@mainstay/core/query/where";
import { start, type Cloud } from "../../cloud";
import { definition as book, state } from "../accounts/book";

let cloud: Cloud;
beforeAll(async () => void (cloud = await start()));
afterAll(() => cloud.stop());

test("conditions read as they are written", () => {
  const parse = (text: string) =>
    Where.parse(text).map(({ column, operator, values }) => [
      column,
      operator,
      ...values,
    ]);
  expect(parse("mrr > 100")).toEqual([["mrr", ">", "100"]]);
  expect(parse("mrr>=1e3 and plan='team plus'")).toEqual([
    ["mrr", ">=", "1e3"],
    ["plan", "=", "team plus"],
  ]);
  expect(parse('"Monthly ""real"" Charges" != 5')).toEqual([
    ['Monthly "real" Charges', "!=", "5"],
  ]);
  expect(parse("Monthly Charges < 5 AND brand and co like %x%")).toEqual([
    ["Monthly Charges", "<", "5"],
    ["brand and co", "like", "%x%"],
  ]);
  expect(parse("plan in (basic, 'a, b', null) and x = ")).toEqual([
    ["plan", "in", "basic", "a, b", null],
    ["x", "=", null],
  ]);
  expect(parse("plan IN basic, team and region <> north west")).toEqual([
    ["plan", "in", "basic", "team"],
    ["region", "!=", "north west"],
  ]);
});

test.each([
  ["", "a column"],
  ["mrr", "one of"],
  ["mrr > ", "a value"],
  ["> 5", "a column"],
  ["mrr > 5 and", "the end"],
  ["plan in (a", "a comma or )"],
  ["plan = 'a", "a closing '"],
  ["plan = 'a' or mrr = 5", "and, or the end"],
])("%j is refused with what was expected", (text, expected) => {
  expect(() => Where.parse(text)).toThrow(expected);
  try {
    Where.parse(text);
  } catch (error) {
    expect(error).toMatchObject({ code: "where.syntax" });
  }
});

// Whatever is quoted comes back.
test("a quoted column and value may hold anything", () => {
  const text = fc.string({ unit: "grapheme" });
  const quote = (one: string) => `'${one.replaceAll("'", "''")}'`;
  fc.assert(
    fc.property(text, text, (column, value) => {
      fc.pre(column !== "");
      expect(Where.parse(`${quote(column)} = ${quote(value)}`)).toEqual([
        { column, operator: "=", values: [value] },
      ]);
    }),
  );
});

type Row = {
  id: string;
  mrr: number | null;
  plan: string | null;
  since: number | null; // days
  live: boolean | null;
};
const gap = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const plans = ["basic", "team", "Team's", "10", "", "=1+1"];
const amount = fc.integer({ min: -50, max: 50 }).map((k) => k / 4);
const rows = fc.uniqueArray(
  fc.record({
    id: fc.string({ unit: fc.constantFrom(..."abc"), minLength: 1 }),
    mrr: gap(amount),
    plan: gap(fc.constantFrom(...plans)),
    since: gap(fc.integer({ min: 20_000, max: 20_010 })),
    live: gap(fc.boolean()),
  }),
  { selector: ({ id }) => id, minLength: 1, maxLength: 30 },
);
const day = (days: number) =>
  new Date(days * 86_400_000).toISOString().slice(0, 10);

type Asked = { text: string; test: (row: Row) => boolean };
const compare = {
  "=": (a: any, b: any) => a === b,
  "<": (a: any, b: any) => a !== null && a < b,
  "<=": (a: any, b: any) => a !== null && a <= b,
  ">": (a: any, b: any) => a !== null && a > b,
  ">=": (a: any, b: any) => a !== null && a >= b,
  "!=": (a: any, b: any) => a !== b,
};
const by = fc.constantFrom(
  ...(Object.keys(compare) as (keyof typeof compare)[]),
);
const asked: fc.Arbitrary<Asked> = fc.oneof(
  fc.tuple(by, amount).map(([op, value]) => ({
    text: `mrr ${op} ${value}`,
    test: ({ mrr }: Row) => compare[op](mrr, value),
  })),
  fc
    .tuple(by, fc.constantFrom("basic", "team", "Team's"))
    .map(([op, value]) => ({
      text: `"plan" ${op} '${value.replaceAll("'", "''")}'`,
      test: ({ plan }: Row) => compare[op](plan, value),
    })),
  fc.tuple(by, fc.integer({ min: 20_000, max: 20_010 })).map(([op, value]) => ({
    text: `since${op}${day(value)}`,
    test: ({ since }: Row) => compare[op](since, value),
  })),
  fc.boolean().map((value) => ({
    text: `live = ${value ? "yes" : "no"}`,
    test: ({ live }: Row) => live === value,
  })),
  fc.constant({
    text: "plan in (basic, 'team')",
    test: ({ plan }: Row) => plan === "basic" || plan === "team",
  }),
  fc.constant({
    text: "plan like t%",
    test: ({ plan }: Row) => plan?.toLowerCase().startsWith("t") ?? false,
  }),
  fc.constant({
    text: "mrr = null",
    test: ({ mrr }: Row) => mrr === null,
  }),
);

test("a list holds the rows that meet every condition, in order, with their count and sum", async () => {
  await Dataset.write("customers", book, 0);
  await Dataset.setPeriod("customers", "2026-01", null);
  await fc.assert(
    fc.asyncProperty(
      rows,
      fc.array(asked, { minLength: 1, maxLength: 3 }),
      fc.constantFrom("mrr", "-mrr", "plan", "-since", "live"),
      async (all, conditions, sort) => {
        const own = all.toSorted((a, b) => (a.id < b.id ? -1 : 1));
        const base = state(
          "2026-01",
          own.map(({ id, mrr }) => ({ id, mrr: mrr ?? undefined })),
        );
        await StoredState.write("customers", base, [
          { name: "mrr", type: "number", values: own.map(({ mrr }) => mrr) },
          { name: "plan", type: "text", values: own.map(({ plan }) => plan) },
          {
            name: "since",
            type: "date",
            values: own.map(({ since }) => since),
          },
          {
            name: "live",
            type: "boolean",
            values: own.map(({ live }) =>
              live === null ? null : Number(live),
            ),
          },
        ]);
        const filters = CustomerList.Query.parse({
          where: conditions.map(({ text }) => text).join(" and "),
          columns: "mrr,plan,since,live",
          limit: 7,
          sort,
        });
        const expected = own.filter((row) =>
          conditions.every(({ test }) => test(row)),
        );
        const items: CustomerList.Item[] = [];
        let cursor: string | null | undefined;
        do {
          const page: CustomerList.Info = await CustomerList.list("customers", {
            ...filters,
            cursor: cursor ?? undefined,
          });
          items.push(...page.items);
          cursor = page.cursor;
          expect(page.total).toBe(expected.length);
          expect(page.sums.mrr ?? 0).toBe(
            expected.reduce((sum, { mrr }) => sum + (mrr ?? 0), 0),
          );
        } while (cursor);
        const shown = items.map(({ id, mrr, plan, since, live }) => ({
          ...{ id, mrr, plan, since, live },
        }));
        expect(shown.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
          expected.map((row) => ({
            ...row,
            since: row.since === null ? null : day(row.since),
          })),
        );
        const name = sort.replace("-", "");
        const keys = shown.map((row) => row[name as "mrr"] as number | null);
        const known = keys.filter((key) => key !== null);
        expect(keys).toEqual([
          ...known,
          ...keys.slice(known.length).map(() => null),
        ]);
        const sign = sort.startsWith("-") ? -1 : 1;
        expect(known).toEqual(
          known.toSorted((a, b) => (a < b ? -sign : a > b ? sign : 0)),
        );
      },
    ),
    { numRuns: 40 },
  );
});

test("an unknown column and a value of another kind are named", async () => {
  const refused = (query: object) =>
    expect(CustomerList.list("customers", CustomerList.Query.parse(query)))
      .rejects;
  await refused({ where: "mr > 5" }).toMatchObject({
    code: "where.column.unknown",
    message: expect.stringMatching(/near: mrr/),
  });
  await refused({ where: "mrr > much" }).toMatchObject({
    code: "where.value.number",
  });
  await refused({ where: "since > soon" }).toMatchObject({
    code: "where.value.date",
  });
  await refused({ columns: "plans" }).toMatchObject({
    code: "columns.column.unknown",
  });
  await refused({ sort: "-nonsense" }).toMatchObject({
    code: "sort.column.unknown",
  });
});
