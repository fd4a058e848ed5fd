import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Definition } from "@mainstay/core/tabular/definition";
import { Estimate } from "@mainstay/core/metrics/estimate";
import { MetricBoard } from "@mainstay/core/metrics/metric-board";
import { Config, defaults } from "@mainstay/core/metrics/metric-config";
import { ConversionRates } from "@mainstay/core/metrics/conversion-rates";
import { MetricHistory } from "@mainstay/core/metrics/metric-history";
import { RevenueMovements } from "@mainstay/core/metrics/revenue-movements";
import { CustomerTable } from "@mainstay/core/customers/customer-table";
import fc from "fast-check";
import { expect, test } from "vitest";

const numeric = [
  ...["satisfaction", "loyalty", "success", "nps", "csat", "ces", "revenue"],
  ...["spend", "commitment", "seats", "activeSeats", "daily", "monthly"],
  ...["tokens", "requests", "errorRate", "rateLimited", "latency"],
  ...["onboarded", "trained", "signup", "firstValue", "referrals"],
  ...["referralValue", "features", "termStart", "termEnd"],
] as Definition.Role[];

type Cells = Partial<Record<Definition.Role, number | string | null>>;

// Customers as rows, the column of a role being named as the role is.
function sheet(
  period: string,
  customers: Record<string, Cells>,
): CustomerTable {
  const rows = Object.values(customers);
  const roles = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const isNumber = (role: string) => numeric.includes(role as Definition.Role);
  const column = (role: string) =>
    rows.map((row) => row[role as Definition.Role] ?? null);
  return CustomerTable.fromColumns({
    ...{ period, id: Object.keys(customers) },
    roles: Object.fromEntries(roles.map((role) => [role, role])),
    numbers: Object.fromEntries(
      roles
        .filter(isNumber)
        .map((role) => [
          role,
          column(role).map((cell) => (cell === null ? NaN : Number(cell))),
        ]),
    ),
    texts: Object.fromEntries(
      roles
        .filter((role) => !isNumber(role))
        .map((role) => [role, column(role) as (string | null)[]]),
    ),
  });
}

const january = sheet("2026-01", {
  a: { revenue: 100, tokens: 60, requests: 600, owner: "Ann", plan: "Pro" },
  b: { revenue: 50, tokens: 40, requests: 400, owner: "Bob", plan: "Pro" },
  c: { revenue: 0, tokens: 1, requests: 9, owner: "Cid", plan: "Free trial" },
  d: { revenue: 0, tokens: 1, requests: 9, owner: null, plan: "Trial" },
});
const february = sheet("2026-02", {
  a: { revenue: 130, tokens: 30, requests: 600, owner: null, plan: "Pro" },
  c: { revenue: 20, tokens: 3, requests: 30, owner: "Cid", plan: "Pro" },
  d: { revenue: 0, tokens: 9, requests: 9, owner: null, plan: "Trial" },
  e: { revenue: 70, tokens: 9, requests: 90, owner: " ", plan: "Pro" },
});

test("a month is measured by the roles its columns have", () => {
  const { info } = MetricBoard.measure({ sheet: february, before: january });
  const { values } = info;
  // 130 of 150 stay; b is lost; c and e are new with 90.
  expect(info.movements).toMatchObject({
    ...{ start: 150, expansion: 30, churn: 50, new: 90, end: 220 },
  });
  expect(values.grr.value).toBeCloseTo(100 / 150, 12);
  expect(values.nrr.value).toBeCloseTo(130 / 150, 12);
  expect(values.logoChurn).toMatchObject({ value: 0.5, n: 2 });
  expect(values.tokens).toEqual({ value: 51, n: 4 });
  expect(values.tokensSlope.value).toBeCloseTo(51 / 102 - 1, 12);
  expect(values.ownerRemoved).toMatchObject({ value: 0.5, n: 2 });
  expect(info.lists.ownerRemoved).toEqual(["a"]);
  expect(values.trialToPaid).toMatchObject({ value: 1, n: 1 });
  expect(info.cohorts.map(({ present }) => present)).toEqual([[2, 1], [2]]);
  expect(values.nps).toEqual({
    value: null,
    why: "No column has the role nps.",
  });
});

test("every figure has a definition, and what is stored reads back the same", () => {
  const { info } = MetricBoard.measure({ sheet: february, before: january });
  expect(Object.keys(info.values).sort()).toEqual(
    [...MetricBoard.names].sort(),
  );
  expect(info.definitions).toEqual(MetricBoard.definitions);
  expect(MetricBoard.Info.parse(JSON.parse(JSON.stringify(info)))).toEqual(
    info,
  );
});

test("every definition has a name, a sentence and a formula of its own", () => {
  const all = Object.values(MetricBoard.definitions);
  for (const { name, text, formula, version } of all) {
    expect(name).toMatch(/^\p{Lu}.{3,}/u);
    expect(text).toMatch(/^\p{Lu}.{20,}\.$/u);
    expect(formula.length).toBeGreaterThan(3);
    expect(version).toBeGreaterThan(0);
  }
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
});

test("a first month has no movements, and says so", () => {
  const { info } = MetricBoard.measure({ sheet: january });
  expect(info).toMatchObject({ since: null, movements: null });
  expect(info.values.grr).toEqual({
    value: null,
    why: "There is no period before.",
  });
  expect(info.values.mrr).toEqual({ value: 150, n: 2 });
});

test("a customer who paid two months ago comes back, not anew", () => {
  const past = MetricHistory.fromTables([january, february]);
  const march = sheet("2026-03", {
    b: { revenue: 10 },
    f: { revenue: 7 },
  });
  const { info } = MetricBoard.measure({
    sheet: march,
    before: february,
    past,
  });
  expect(info.movements).toMatchObject({ reactivation: 10, new: 7 });
});

test("measuring changes nothing: twice gives the same", () => {
  const past = MetricHistory.fromTables([january]);
  const input = { sheet: february, before: january, past };
  expect(MetricBoard.measure(input)).toEqual(MetricBoard.measure(input));
});

test("without revenue, who is in the sheet is a customer", () => {
  const [before, now] = [
    sheet("2026-01", { a: { tokens: 1 }, b: { tokens: 1 } }),
    sheet("2026-02", { b: { tokens: 1 }, c: { tokens: 1 } }),
  ];
  const { values, cohorts } = MetricBoard.measure({ sheet: now, before }).info;
  expect(values.logoRetention).toMatchObject({ value: 0.5, n: 2 });
  expect(values.nrr).toEqual({
    value: null,
    why: "No column has the role revenue.",
  });
  expect(cohorts.map(({ size }) => size)).toEqual([2, 1]);
});

const month = (k: number) => `2026-0${k + 1}`;
const metered = (series: Record<string, (number | null | undefined)[]>) =>
  Array.from({ length: 5 }, (_, k) =>
    sheet(
      month(k),
      Object.fromEntries(
        Object.entries(series).flatMap(([id, values]) =>
          values[k] === undefined
            ? []
            : [[id, { usage: values[k], spend: values[k] }]],
        ),
      ),
    ),
  );
const config = Config.parse({
  usageChurn: { horizon: 2, share: 0.5, trailing: 2 },
  billShock: { factor: 2, trailing: 2 },
});

test("usage churn and bill shock follow each customer's own history, its absence included", () => {
  const sheets = metered({
    steady: [5, 5, 5, 5, 5],
    falls: [5, 10, 10, 4, 5],
    gone: [8, 8, 8, undefined, undefined],
    late: [undefined, undefined, 9, 0, 0],
    gap: [5, 5, null, 1, 9],
    jumps: [1, 4, 4, 4, 8],
  });
  const past = MetricHistory.fromTables(sheets.slice(0, 4), config);
  const { values, lists } = MetricBoard.measure({
    sheet: sheets[4],
    past,
  }).info;
  expect(lists.usageChurn).toEqual(["falls", "gone"]);
  expect(values.usageChurn).toMatchObject({ value: 0.5, n: 4 });
  // The mean of 1 and nothing is not known for gap; for late it is 4.5, and it spends nothing.
  expect(lists.billShock).toEqual(["jumps"]);
  expect(values.billShock).toMatchObject({ value: 0.25, n: 4 });
});

test("too few periods, or one left out, decide nothing", () => {
  const sheets = metered({ a: [5, 5, 5, 1, 1] });
  const why = "It needs 4 periods of usage without a gap.";
  for (const known of [
    [2, 3],
    [0, 1, 3],
  ]) {
    const past = MetricHistory.fromTables(
      known.map((k) => sheets[k]),
      config,
    );
    const { usageChurn } = MetricBoard.measure({ sheet: sheets[4], past }).info
      .values;
    expect(usageChurn).toEqual({ value: null, why });
  }
});

test("commitments add up over the months of the term", () => {
  const term = { commitment: 1200, termStart: 20_454, termEnd: 20_819 };
  const sheets = [0, 1, 2].map((k) =>
    sheet(month(k), { a: { ...term, spend: 200 }, b: { spend: 5 } }),
  );
  const past = MetricHistory.fromTables(sheets.slice(0, 2));
  const { info, columns } = MetricBoard.measure({ sheet: sheets[2], past });
  // 2026-01-01 is day 20,454; 90 days and 600 on, of 365 and 1,200.
  expect(info.values.burn).toMatchObject({
    value: expect.closeTo(0.5 / (90 / 365), 12),
  });
  expect(info.lists.overCommitment).toEqual(["a"]);
  expect(columns["commitment.days"][0]).toBeCloseTo(90, 10);
  expect(columns["commitment.burn"][1]).toBeNaN();
});

test("weeks have slopes of 28 days", () => {
  const weeks = Array.from({ length: 8 }, (_, k) =>
    sheet(`2026-W1${k}`, { a: { tokens: k < 4 ? 10 : 15 } }),
  );
  const past = MetricHistory.fromTables(weeks.slice(0, 7));
  const { values } = MetricBoard.measure({ sheet: weeks[7], past }).info;
  expect(values.tokensSlope).toMatchObject({ value: 0.5 });
  const short = MetricHistory.fromTables(weeks.slice(1, 7));
  const young = MetricBoard.measure({ sheet: weeks[7], past: short }).info
    .values;
  expect(young.tokensSlope.value).toBeNull();
});

test("every figure moves by its difference, and not at all where one is missing", () => {
  const of = (customers: Record<string, Cells>) =>
    MetricBoard.measure({ sheet: sheet("2026-01", customers) }).info.values;
  const before = of({ a: { nps: 9, tokens: 10 }, b: { nps: 3, tokens: 5 } });
  const now = of({ a: { nps: 9, tokens: 10 }, b: { nps: 10, tokens: 8 } });
  const moved = MetricBoard.move(now, before);
  expect(moved.nps).toMatchObject({ change: 100 });
  expect(moved.tokens).toEqual({ change: 3 });
  expect(moved.ces).toBeNull();
  expect(MetricBoard.move(now, null).tokens).toBeNull();
});

const cell = fc.oneof(fc.constant(null), fc.double({ min: -5, max: 1e4 }));
const anybody = fc.dictionary(
  fc.constantFrom(..."abcdefgh"),
  fc.record(Object.fromEntries(numeric.map((role) => [role, cell]))),
);

test("whatever the columns hold, shares lie within 0 and 1, figures are finite or have a reason", () => {
  fc.assert(
    fc.property(anybody, anybody, (first, second) => {
      const before = sheet("2026-01", first);
      const { values } = MetricBoard.measure({
        ...{ sheet: sheet("2026-02", second), before },
      }).info;
      for (const name of MetricBoard.names) {
        const found = Estimate.Value.parse(values[name]);
        const unit: string = MetricBoard.definitions[name].unit;
        if (found.value === null || unit !== "share") continue;
        expect(found.value).toBeGreaterThanOrEqual(0);
        expect(found.value).toBeLessThanOrEqual(1);
      }
    }),
  );
});

const real = process.env.REAL_DATA;
const read = (file: string) => {
  const [header, ...lines] = readFileSync(join(real!, file), "utf8")
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(","));
  return lines.map(
    (cells) =>
      Object.fromEntries(header.map((name, k) => [name, cells[k]])) as Record<
        string,
        string
      >,
  );
};

test.skipIf(!real)(
  "two years of subscriptions balance to the cent every month (needs REAL_DATA)",
  () => {
    const subscriptions = read("saas/ravenstack_subscriptions.csv");
    const months = Array.from(
      { length: 24 },
      (_, k) =>
        `${2023 + Math.floor(k / 12)}-${String((k % 12) + 1).padStart(2, "0")}`,
    );
    const books = months.map((month) => {
      const mrr = new Map<string, number>();
      for (const one of subscriptions) {
        if (one.start_date.slice(0, 7) > month) continue;
        if (one.end_date && one.end_date.slice(0, 7) <= month) continue;
        const { account_id: id } = one;
        mrr.set(id, (mrr.get(id) ?? 0) + Number(one.mrr_amount));
      }
      return mrr;
    });
    const sheets = books.map((mrr, k) =>
      CustomerTable.fromColumns({
        ...{ period: months[k], id: [...mrr.keys()] },
        roles: { revenue: "mrr" },
        numbers: { mrr: [...mrr.values()] },
      }),
    );
    const past = MetricHistory.begin();
    sheets.forEach((now, k) => {
      const before = k > 0 ? sheets[k - 1] : null;
      const { movements: m, values } = MetricBoard.measure({
        ...{ sheet: now, before, past },
      }).info;
      MetricHistory.add(past, now);
      if (!m) return;
      const ends =
        m.start +
        m.new +
        m.reactivation +
        m.expansion -
        m.contraction -
        m.churn;
      expect(Math.round(100 * ends)).toBe(Math.round(100 * m.end));
      let start = 0;
      let kept = 0;
      for (const [id, amount] of books[k - 1]) {
        if (amount === 0) continue;
        start += amount;
        kept += books[k].get(id) ?? 0;
      }
      expect(values.nrr.value).toBeCloseTo(kept / start, 10);
    });
  },
);

test.skipIf(!real)(
  "a shop's log has its funnel: of 4,505 who viewed 111 carted, of whom 62 bought (needs REAL_DATA)",
  () => {
    // Counted by sets of ids in Python.
    const rows = read("reco/rees46_2019-10-01_sample.csv");
    const users = [...new Set(rows.map(({ user_id: id }) => id))];
    const place = new Map(users.map((id, k) => [id, k]));
    const actions = ["view", "cart", "purchase"];
    const none = new Float64Array(rows.length);
    const { viewToCart, cartToPurchase, viewToPurchase } =
      ConversionRates.funnel(
        {
          ...{ users, products: [], actions },
          user: Int32Array.from(rows, ({ user_id: id }) => place.get(id)!),
          product: new Int32Array(rows.length),
          action: Int32Array.from(rows, (row) =>
            actions.indexOf(row.event_type),
          ),
          time: Float64Array.from(rows, (row) =>
            Date.parse(row.event_time.replace(" UTC", "Z").replace(" ", "T")),
          ),
          ...{
            quantity: none,
            amount: none,
            order: new Int32Array(rows.length),
          },
        },
        {
          from: Date.UTC(2019, 9, 1),
          to: Date.UTC(2019, 10, 1),
          words: defaults.actions,
        },
      );
    expect(viewToCart).toMatchObject({ value: 111 / 4505, n: 4505 });
    expect(cartToPurchase).toMatchObject({ value: 62 / 111, n: 111 });
    expect(viewToPurchase).toMatchObject({ value: 193 / 4505, n: 4505 });
  },
);

test("a million customers move as ten would", () => {
  // Everybody pays 1.00 more, but each tenth leaves and as many come: 900,000 stay.
  const n = 1_000_000;
  const ids = (from: number) =>
    Array.from({ length: n }, (_, i) => `c${from + i}`);
  const moved = RevenueMovements.movements(
    { id: ids(0), mrr: new Float64Array(n).fill(10.1) },
    { id: ids(n / 10), mrr: new Float64Array(n).fill(11.1) },
    new Set(),
  );
  expect(moved).toMatchObject({
    ...{ start: 10_100_000, expansion: 900_000, churn: 1_010_000 },
    ...{ new: 1_110_000, end: 11_100_000 },
    customers: { expansion: 900_000, new: 100_000, churn: 100_000 },
  });
});
