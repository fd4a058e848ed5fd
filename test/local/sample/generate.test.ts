import { SampleCompany } from "@mainstay/local/sample/sample-company";
import { TrainTestSplit } from "@mainstay/training/stats/train-test-split";
import { expect, test } from "vitest";

const sample = SampleCompany.generate({
  end: "2026-10",
  months: 12,
  customers: 2000,
  seed: 42,
});
const rows = (csv: string) => {
  const [header, ...lines] = csv.trimEnd().split("\n");
  const names = header.split(",");
  return lines.map((line) =>
    Object.fromEntries(line.split(",").map((cell, k) => [names[k], cell])),
  );
};
const months = [...sample.customers].map(([month, csv]) => ({
  month,
  rows: rows(csv),
}));
const all = months.flatMap(({ rows }) => rows);
const distance = (a: string, b: string) => {
  const count = (month: string) =>
    Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
  return count(b) - count(a);
};

test("the same arguments give the same bytes, another seed others", () => {
  const small = { end: "2026-03", months: 3, customers: 50 };
  expect(SampleCompany.generate({ ...small, seed: 7 })).toEqual(
    SampleCompany.generate({ ...small, seed: 7 }),
  );
  expect(SampleCompany.generate({ ...small, seed: 8 }).events).not.toBe(
    SampleCompany.generate({ ...small, seed: 7 }).events,
  );
});

test("the months end where asked, and cross the year", () => {
  const named = months.map(({ month }) => month);
  expect(named).toHaveLength(12);
  expect([named[0], named[1], named[2], named[11]]).toEqual([
    "2025-11",
    "2025-12",
    "2026-01",
    "2026-10",
  ]);
  for (const { month, rows } of months)
    expect(rows.every((row) => row.month === month)).toBe(true);
});

test("a customer is there once a month without gaps, and never after it has churned", () => {
  const seen = new Map<string, string[]>();
  for (const row of all)
    seen.set(row.customer_id, [
      ...(seen.get(row.customer_id) ?? []),
      row.churned + row.month,
    ]);
  for (const history of seen.values()) {
    const own = history.map((cell) => cell.slice(-7));
    own.slice(1).forEach((month, k) => expect(distance(own[k], month)).toBe(1));
    expect(history.slice(0, -1).every((cell) => cell.startsWith("no"))).toBe(
      true,
    );
    const last = history.at(-1)!;
    if (!last.endsWith("2026-10")) expect(last).toMatch(/^yes/);
  }
});

test("every month some join and some leave", () => {
  months.slice(1).forEach(({ rows }, k) => {
    const before = new Set(months[k].rows.map((row) => row.customer_id));
    expect(rows.some((row) => !before.has(row.customer_id))).toBe(true);
    expect(rows.some((row) => row.churned === "yes")).toBe(true);
  });
});

test("between 5 and 9 % of customers churn within three months", () => {
  const [id, period] = [
    all.map((row) => row.customer_id),
    all.map((row) => row.month),
  ];
  const positive = all.map((row) => row.churned === "yes");
  const known = TrainTestSplit.outcome({
    id,
    period,
    positive,
    distance,
    horizon: 3,
  }).filter((y, i) => y >= 0 && distance(period[i], "2026-10") >= 3);
  const rate = known.reduce((sum, y) => sum + y, 0) / known.length;
  expect(rate).toBeGreaterThan(0.05);
  expect(rate).toBeLessThan(0.09);
});

test("every row names the synthetic company's customer and every definition's column is there", () => {
  expect(SampleCompany.about).toContain("synthetic");
  expect(all.every((row) => row.customer_id.startsWith("SYN-"))).toBe(true);
  const { id, time, label, roles } = sample.definition;
  for (const column of [id, time, label.column, ...Object.values(roles)])
    expect(all[0]).toHaveProperty(column);
});

test("answers stay on their scales and some are missing", () => {
  const csat = all.map((row) => row.csat);
  expect(csat.some((cell) => cell === "")).toBe(true);
  for (const cell of csat.filter((cell) => cell !== "")) {
    expect(Number(cell)).toBeGreaterThanOrEqual(1);
    expect(Number(cell)).toBeLessThanOrEqual(10);
  }
  for (const { loyalty, seats, active_seats } of all) {
    expect(Number(loyalty)).toBeGreaterThanOrEqual(0);
    expect(Number(loyalty)).toBeLessThanOrEqual(10);
    expect(Number(active_seats)).toBeLessThanOrEqual(Number(seats));
  }
});

test("renewal comes after the month it is known in, signup before", () => {
  for (const { month, signup, renewal_date } of all) {
    expect(renewal_date.slice(0, 7) > month).toBe(true);
    expect(signup.slice(0, 7) <= month).toBe(true);
  }
});

test("events come in order of time, from customers who are there, ending in few purchases", () => {
  const events = rows(sample.events);
  expect(events.length).toBeGreaterThan(35_000);
  expect(events.length).toBeLessThan(45_000);
  expect(events.map(({ Time }) => Time)).toEqual(
    events.map(({ Time }) => Time).sort(),
  );
  const there = new Set(all.map((row) => row.customer_id + row.month));
  expect(
    events.every(({ UserID, Time }) => there.has(UserID + Time.slice(0, 7))),
  ).toBe(true);
  const count = (action: string) =>
    events.filter(({ Action }) => Action === action).length;
  expect(count("view")).toBeGreaterThan(count("cart"));
  expect(count("cart")).toBeGreaterThan(count("purchase"));
});

test("comments are written in English and Chinese, and please those who rate high", () => {
  const lines = sample.feedback.trimEnd().split("\n").slice(1);
  const parsed = lines.map((line) =>
    /^[^,]+,[^,]+,[^,]+,(\d*),(\d+),"(.+)"$/.exec(line)!,
  );
  expect(parsed.every((match) => match !== null)).toBe(true);
  expect(
    parsed.filter(([, , , text]) => /\p{Script=Han}/u.test(text)).length,
  ).toBeGreaterThan(300);
  const rated = (pattern: RegExp) => {
    const found = parsed.filter(
      ([, rating, , text]) => rating !== "" && pattern.test(text),
    );
    return (
      found.reduce(
        (sum, [, rating, scale]) => sum + Number(rating) / Number(scale),
        0,
      ) / found.length
    );
  };
  expect(rated(/rock solid|excellent|很喜欢|非常满意/)).toBeGreaterThan(
    rated(/Too expensive|outage|太差|太慢/) + 0.2,
  );
});
