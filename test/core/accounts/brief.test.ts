import fc from "fast-check";
import { expect, test } from "vitest";
import { Brief } from "@mainstay/core/accounts/brief/brief";

const bare: Brief.Input = {
  today: "2026-11-23",
  period: "2026-10",
  customer: { id: "C0001" },
};
const textOf = ({ title, sections }: Brief.Page) =>
  [
    title,
    ...sections.flatMap(({ heading, paragraphs, items }) => [
      heading,
      ...paragraphs,
      ...items,
    ]),
  ].join("\n");
const write = (input: Brief.Input) => {
  const { en, zh } = Brief.brief(input);
  return { en: textOf(en), zh: textOf(zh) };
};

const whole = {
  ...bare,
  currency: "USD",
  customer: { id: "C0001", name: "Acme", signup: "2024-08-30" },
  revenue: { now: 12_500, before: 14_000 },
  contract: { renewal: "2026-12-13", commitment: 100_000, used: 112_000 },
  health: {
    score: 41,
    status: "red",
    before: 55,
    components: [
      { label: { en: "Adoption", zh: "采用度" }, points: 30, change: -8.4 },
    ],
  },
  score: {
    probability: 0.424,
    before: 0.31,
    band: "high",
    horizon: 3,
    reasons: [
      { column: "tickets", value: "6", contribution: 0.7, type: "number" },
    ],
  },
  usage: [
    {
      label: { en: "Active seats", zh: "活跃席位" },
      now: 0.42,
      before: 0.5,
      unit: "share",
    },
  ],
  due: [{ text: { en: "Call", zh: "致电" }, due: "2026-11-20" }],
} satisfies Brief.Input;

test("numbers are those of the customer, worked out by hand", () => {
  const { en, zh } = write(whole);
  for (const said of [
    "Revenue US$12,500 in the period, down 10.7%.", // 12,500 / 14,000 − 1
    "Customer for 2 years and 2 months, since 30 Aug 2024.",
    "Renewal on 13 Dec 2026, in 20 days.",
    "41 of 100 (red), -14 points against the period before.",
    "Adoption: 30 points, moved health by -8.4.",
    "Risk within 3 months 42.4% (high), up 11.4 points.",
    "tickets is 6: raises the risk strongly",
    "Active seats: 42%, down 8 points.",
    "20 Nov 2026: Call (overdue, 3 days ago)",
    "More than the commitment is used",
  ])
    expect(en).toContain(said);
  for (const said of [
    "本期收入 US$12,500，下降 10.7%。",
    "自 2024年8月30日起成为客户，已 2 年 2 个月。",
    "活跃席位：42%，下降 8 个百分点。",
    "2026年11月20日：致电（已逾期，3 天前）",
  ])
    expect(zh).toContain(said);
});

test("a part that is missing is said to be missing", () => {
  const { en, zh } = write(bare);
  for (const said of [
    "Revenue is not known.",
    "Renewal date not known.",
    "Health has not been worked out.",
    "No model has scored this customer.",
    "No usage is recorded.",
    "No satisfaction answer in the last 3 months.",
    "No feedback is recorded.",
    "Nothing has been done yet.",
    "Nothing is due.",
    "No open risk is known.",
  ])
    expect(en).toContain(said);
  expect(zh).toContain("最近 3 个月没有满意度评分。");
});

test("an old answer is told with its date and does not count as recent", () => {
  const satisfaction = { value: 4, scale: 10, at: "2026-05-01" };
  expect(write({ ...bare, satisfaction }).en).toContain(
    "No satisfaction answer in the last 3 months; the last one was 4/10 on 1 May 2026.",
  );
});

test("lists longer than a page bears end in how many more there are", () => {
  const due = Array.from({ length: 8 }, (_, k) => ({
    text: { en: `Step ${k}`, zh: `步骤 ${k}` },
    due: `2026-12-${10 + k}`,
  }));
  const { en, zh } = write({ ...bare, due });
  expect(en).toContain("Step 4 (in 21 days)\nand 3 more");
  expect(en).not.toContain("Step 5");
  expect(zh).toContain("另有 3 项");
});

test("a key that is no part of a brief is refused", () => {
  expect(() => Brief.brief({ ...bare, helth: {} } as never)).toThrow("helth");
});

const number = fc.double({ noNaN: true, min: -1e15, max: 1e15 });
const share = fc.double({ noNaN: true, min: 0, max: 1 });
const points = share.map((value) => 100 * value);
/** A name; those that hold the words looked for below as defects are left out. */
const word = fc
  .stringMatching(/^[a-z]{4,9}$/)
  .filter((text) => !/undefined|null/.test(text));
const both = word.map((text) => ({ en: `en-${text}`, zh: `中${text}` }));
const day = fc
  .integer({ min: 15_000, max: 25_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.option(arbitrary, { nil: undefined });
const few = <T>(arbitrary: fc.Arbitrary<T>) =>
  maybe(fc.array(arbitrary, { maxLength: 3 }));
const input = fc.record({
  today: day,
  period: fc.constant("2026-10"),
  currency: maybe(fc.constantFrom("USD", "EUR", "CNY", "JPY")),
  customer: fc.record({
    id: word,
    name: maybe(word),
    plan: maybe(word),
    owner: maybe(word),
    segment: maybe(word),
    signup: maybe(day),
  }),
  revenue: maybe(fc.record({ now: number, before: maybe(number) })),
  lifetimeValue: maybe(number),
  contract: maybe(
    fc.record({
      renewal: maybe(day),
      termEnd: maybe(day),
      commitment: maybe(number),
      used: maybe(number),
    }),
  ),
  health: maybe(
    fc.record({
      score: fc.option(points),
      status: fc.constantFrom(
        "red" as const,
        "amber" as const,
        "green" as const,
        null,
      ),
      before: maybe(fc.option(points)),
      components: few(
        fc.record({
          label: both,
          points: fc.option(points),
          change: maybe(number),
        }),
      ),
    }),
  ),
  score: maybe(
    fc.record({
      probability: share,
      before: maybe(share),
      band: fc.constantFrom("high" as const, "medium" as const, "low" as const),
      horizon: maybe(fc.nat(12)),
      reasons: few(
        fc.record({
          column: word,
          value: fc.option(word),
          contribution: number,
        }),
      ),
    }),
  ),
  usage: few(
    fc.record({
      label: both,
      now: number,
      before: maybe(number),
      unit: maybe(
        fc.constantFrom(
          "count" as const,
          "share" as const,
          "money" as const,
          "ms" as const,
        ),
      ),
      better: maybe(fc.constantFrom("higher" as const, "lower" as const)),
    }),
  ),
  satisfaction: maybe(
    fc.record({ value: number, scale: maybe(number), at: day }),
  ),
  feedback: maybe(
    fc.record({
      count: fc.nat(),
      sentiment: maybe(share.map((value) => 2 * value - 1)),
      comments: few(
        fc.record({
          at: day,
          text: word,
          score: maybe(share),
          rating: maybe(number),
        }),
      ),
      topics: few(fc.record({ label: word, count: fc.integer({ min: 1 }) })),
    }),
  ),
  done: few(
    fc.record({
      text: both,
      at: day,
      state: fc.constantFrom(
        "accepted" as const,
        "done" as const,
        "dismissed" as const,
      ),
      outcome: maybe(
        fc.record({
          value: maybe(fc.oneof(fc.boolean(), number)),
          note: maybe(word),
        }),
      ),
    }),
  ),
  due: few(
    fc.record({ text: both, due: day, owner: maybe(fc.oneof(word, both)) }),
  ),
  risks: few(both),
});

test("whatever is known, nothing reads undefined, null, NaN or infinite, and the same input gives the same text", () => {
  fc.assert(
    fc.property(input, (input) => {
      const text = write(input);
      for (const page of [text.en, text.zh]) {
        expect(page).not.toMatch(
          /undefined|null|NaN|Infinity|∞|\[object|-0(?![.\d])/,
        );
        expect(page.split("\n")).not.toContain("");
      }
      expect(write(structuredClone(input))).toEqual(text);
    }),
  );
});

test("every part that is given is mentioned, in both languages", () => {
  fc.assert(
    fc.property(input, (input) => {
      const text = write(input);
      const { customer, health, score, usage, feedback, done, due, risks } =
        input;
      const same = [
        customer.id,
        customer.name,
        customer.plan,
        customer.owner,
        customer.segment,
        ...(score?.reasons ?? []).map(({ column }) => column),
        ...(feedback?.comments ?? []).map(({ text }) => text),
        ...(feedback?.topics ?? []).map(({ label }) => label),
        ...(done ?? []).map(({ outcome }) => outcome?.note),
      ];
      const words = [
        ...(health && health.score !== null
          ? (health.components ?? [])
          : []
        ).map(({ label }) => label),
        ...(usage ?? []).map(({ label }) => label),
        ...(done ?? []).map(({ text }) => text),
        ...(due ?? []).map(({ text }) => text),
        ...(risks ?? []),
      ];
      for (const said of same.filter((said) => said !== undefined)) {
        expect(text.en).toContain(said);
        expect(text.zh).toContain(said);
      }
      for (const { en, zh } of words) {
        expect(text.en).toContain(en);
        expect(text.zh).toContain(zh);
      }
    }),
  );
});
