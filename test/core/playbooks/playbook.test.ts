import fc from "fast-check";
import { expect, test } from "vitest";
import { PlaybookConfig } from "@mainstay/core/playbooks/playbook-config";
import { Condition } from "@mainstay/core/playbooks/condition";
import { StepText } from "@mainstay/core/playbooks/step-text";
import { CustomerTable } from "@mainstay/core/customers/customer-table";

const sheet = CustomerTable.fromColumns({
  period: "2026-10",
  id: ["a", "b", "c"],
  roles: { seats: "places", activeSeats: "used", spend: "bill", name: "firm" },
  numbers: {
    places: [10, 0, 20],
    used: [3, 0, NaN],
    bill: [120, 80, NaN],
    "change.bill": [0.5, -0.2, NaN],
    retires: [20_800, 20_759, NaN], // 2026-12-13, 2026-11-02
    vip: [1, 0, NaN],
    "score.probability": [0.4567, 0.1, NaN],
  },
  texts: {
    firm: ["Ash", "Birch", null],
    "score.band": ["high", "low", null],
    plan: ["Pro", "Free", null],
  },
});

function rows(condition: Condition.Info) {
  const column = Condition.read(Condition.Info.parse(condition), sheet)!;
  return sheet.id.filter((_, i) => Condition.holds(condition, column, i));
}

test("every operator holds of just the customers it names, and a missing value meets none but missing", () => {
  const of = (op: Condition.Op, value?: Condition.Info["value"]) =>
    rows({ role: "spend", op, value });
  expect(of("<", 120)).toEqual(["b"]);
  expect(of("<=", 120)).toEqual(["a", "b"]);
  expect(of(">", 80)).toEqual(["a"]);
  expect(of(">=", 80)).toEqual(["a", "b"]);
  expect(of("=", 80)).toEqual(["b"]);
  expect(of("!=", 80)).toEqual(["a"]);
  expect(of("in", [80, 7])).toEqual(["b"]);
  expect(of("missing")).toEqual(["c"]);
  expect(of("present")).toEqual(["a", "b"]);
  expect(rows({ column: "plan", op: "in", value: ["Pro"] })).toEqual(["a"]);
  expect(rows({ column: "plan", op: "!=", value: "Pro" })).toEqual(["b"]);
  expect(rows({ column: "plan", op: "missing" })).toEqual(["c"]);
  expect(rows({ column: "vip", op: "=", value: true })).toEqual(["a"]);
  expect(rows({ column: "vip", op: "=", value: false })).toEqual(["b"]);
});

test("ratios, changes and days until a date are read by role and column; nothing over nothing is missing", () => {
  const ratio = { ratio: ["activeSeats", "seats"] } as Condition.Source;
  expect(Condition.read(ratio, sheet)!.number).toEqual(
    Float64Array.of(0.3, NaN, NaN),
  );
  expect(Condition.read({ change: "spend" }, sheet)!.number).toEqual(
    Float64Array.of(0.5, -0.2, NaN),
  );
  // November 2026 starts 20,758 days after 1970-01-01.
  expect(Condition.read({ until: "retires" }, sheet)!.number).toEqual(
    Float64Array.of(42, 1, NaN),
  );
  expect(Condition.read({ role: "tickets" }, sheet)).toBeNull();
  expect(Condition.read({ column: "nowhere" }, sheet)).toBeNull();
});

test("< and >= part the customers whose value is known", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.double(), fc.constant(NaN)), { minLength: 1 }),
      fc.double({ noNaN: true }),
      (values, value) => {
        const column = { number: Float64Array.from(values), text: null };
        const holds = (op: Condition.Op, i: number) =>
          Condition.holds({ column: "x", op, value }, column, i);
        values.forEach((_, i) =>
          expect(
            [holds("<", i), holds(">=", i), holds("missing", i)].filter(
              Boolean,
            ),
          ).toHaveLength(1),
        );
      },
    ),
  );
});

test("a condition names one source, and its value suits its operator", () => {
  const why = (condition: unknown) => {
    const { error } = Condition.Info.safeParse(condition);
    return error?.issues[0].message;
  };
  expect(why({ column: "x", op: "<", value: 3 })).toBeUndefined();
  expect(why({ op: "<", value: 3 })).toMatch(/expected exactly one of column/);
  expect(why({ column: "x", role: "nps", op: "missing" })).toMatch(
    /exactly one/,
  );
  expect(why({ column: "x", op: "<", value: "3" })).toBe(
    'expected a number with <, got "3"',
  );
  expect(why({ column: "x", op: "in", value: 3 })).toMatch(/a list of values/);
  expect(why({ column: "x", op: "missing", value: 3 })).toMatch(/no value/);
});

test("the reason says the values that matched with their bounds, in both languages", () => {
  const conditions: Condition.Info[] = [
    { column: "score.band", op: "=", value: "high" },
    { role: "spend", op: ">=", value: 100 },
    { role: "spend", op: "<", value: 500 },
    { change: "spend", op: ">=", value: 0.25 },
  ];
  const opened = conditions.map((condition) => ({
    condition,
    column: Condition.read(condition, sheet)!,
  }));
  expect(StepText.why(opened, sheet, 0)).toEqual({
    en: "risk: high; bill: 120 (≥ 100, < 500); change of bill: +50 % (≥ +25 %)",
    zh: "流失风险：高；bill：120（≥ 100，< 500）；bill 变化：+50%（≥ +25%）",
  });
});

test("segments and bands are said in the reader's language, and the CSV's own words as they stand", () => {
  const own = CustomerTable.fromColumns({
    period: "2026-10",
    id: ["a"],
    texts: { "segment.value": ["at-risk"], plan: ["high"] },
  });
  const opened = ["segment.value", "plan"].map((column) => ({
    condition: { column, op: "present" } as const,
    column: Condition.read({ column }, own)!,
  }));
  expect(StepText.why(opened, own, 0)).toEqual({
    en: "value segment: At risk; plan: high",
    zh: "价值分群：流失风险；plan：high",
  });
});

test("a step is filled with the customer's name, probability, columns and roles, and a dash for what is unknown", () => {
  const text = {
    en: "{name}: {probability}, {bill}, {activeSeats} of {seats}, {what}",
    zh: "{name}：{score.band}",
  };
  expect(StepText.fill(text, sheet, "Ash", 0)).toEqual({
    en: "Ash: 45.7 %, 120, 3 of 10, –",
    zh: "Ash：高",
  });
  expect(StepText.fill(text, sheet, "c", 2).en).toBe("c: –, –, – of 20, –");
});

test("a customer's own braces are not filled in again", () => {
  const text = { en: "{name}", zh: "{name}" };
  expect(StepText.fill(text, sheet, "{bill} $& {name}", 0).en).toBe(
    "{bill} $& {name}",
  );
});

test("the usual playbooks are a valid setting that reads back as itself, and no two share an id", () => {
  expect(
    PlaybookConfig.Info.parse(
      JSON.parse(JSON.stringify(PlaybookConfig.defaults)),
    ),
  ).toEqual(PlaybookConfig.defaults);
  expect(PlaybookConfig.defaults.playbooks.length).toBeGreaterThanOrEqual(8);
  const { playbooks } = PlaybookConfig.defaults;
  const twice = {
    ...PlaybookConfig.defaults,
    playbooks: [playbooks[0], playbooks[0]],
  };
  expect(PlaybookConfig.Info.safeParse(twice).error!.issues[0].message).toBe(
    "expected every playbook to have an id of its own",
  );
});

const why = (condition: Condition.Info, table: CustomerTable, i = 0) =>
  StepText.why(
    [{ condition, column: Condition.read(condition, table)! }],
    table,
    i,
  );

test("every computed column is called by words of its own in both languages", () => {
  const shown = [
    ...["score.band", "score.probability", "health.score", "health.change"],
    ...["renewal.days", "tenure.days", "feedback.sentiment", "feedback.count"],
    ...["events.recency", "events.count", "lifetime.value", "lifetime.alive"],
    ...["segment.value", "segment.rfm"],
  ];
  const numbers = Object.fromEntries(shown.map((name) => [name, [3]]));
  const table = CustomerTable.fromColumns({
    ...{ period: "2026-10", id: ["a"], numbers },
  });
  for (const lang of ["en", "zh"] as const) {
    const names = shown.map(
      (column) => why({ column, op: "present" }, table)[lang].split(/: |：/)[0],
    );
    expect(names.every((name) => name.length > 1)).toBe(true);
    names.forEach((name, k) => expect(name).not.toBe(shown[k]));
    expect(new Set(names).size).toBe(names.length);
  }
});

test("a value is said by what it is: a share, a change, points, days or as it stands", () => {
  const numbers = {
    ...{ "score.probability": [0.25], "lifetime.alive": [0.5], x: [1234.5] },
    ...{ "change.x": [-0.25], "health.change": [7], "renewal.days": [-3] },
    "use.trend": [0.1],
  };
  const texts = { "health.status": ["red"], "segment.tier": ["Gold"] };
  const table = CustomerTable.fromColumns({
    ...{ period: "2026-10", id: ["a"], numbers, texts, roles: { spend: "x" } },
  });
  const said = (column: string) => why({ column, op: "present" }, table);
  expect(said("score.probability").en).toBe("probability: 25 %");
  expect(said("lifetime.alive").zh).toBe("活跃概率：50%");
  expect(said("change.x")).toEqual({
    ...{ en: "change of x: -25 %", zh: "x 变化：-25%" },
  });
  expect(said("health.change").en).toBe("change of health: +7");
  expect(said("renewal.days")).toEqual({
    en: "days to renewal: passed 3 days ago",
    zh: "距续约天数：已过 3 天",
  });
  expect(said("use.trend").en).toMatch(/: \+10 %$/);
  expect(said("health.status")).toEqual({
    ...{ en: "health: red", zh: "健康状态：红" },
  });
  expect(said("segment.tier")).toEqual({
    ...{ en: "tier segment: Gold", zh: "tier 分群：Gold" },
  });
  expect(said("x").en).toBe("x: 1234.5");
  const missing = { column: "y", op: "missing" } as const;
  const column = { number: null, text: [null] };
  expect(StepText.why([{ condition: missing, column }], table, 0)).toEqual({
    ...{ en: "y: missing", zh: "y：缺失" },
  });
});

test("what a source needs is spelled for the owner", () => {
  expect(Condition.spelled({ role: "nps" })).toBe("the role nps");
  expect(Condition.spelled({ change: "spend" })).toBe(
    "the change of the role spend",
  );
  expect(Condition.spelled({ ratio: ["activeSeats", "seats"] })).toBe(
    "the roles activeSeats and seats",
  );
  for (const source of [{ column: "x" }, { until: "x" }, { since: "x" }])
    expect(Condition.spelled(source)).toBe("the column x");
});

test.each([
  ["<", 1, "a number"],
  ["<=", 1, "a number"],
  [">", 1, "a number"],
  [">=", 1, "a number"],
  ["=", 1, "a number, a text or a boolean"],
  ["!=", "a", "a number, a text or a boolean"],
  ["in", [1, "a", true], "a list of values"],
  ["missing", undefined, "no value"],
  ["present", undefined, "no value"],
] as const)(
  "%s takes %j and says what it expected: %s",
  (op, value, wanted) => {
    expect(Condition.Info.safeParse({ column: "x", op, value }).success).toBe(
      true,
    );
    const wrong = op === "missing" || op === "present" ? 1 : { a: 1 };
    const { error } = Condition.Info.safeParse({
      column: "x",
      op,
      value: wrong,
    });
    if (wrong === 1)
      expect(error!.issues[0].message).toBe(
        `expected ${wanted} with ${op}, got 1`,
      );
    else expect(error).toBeDefined();
    const none = Condition.Info.safeParse({ column: "x", op });
    if (value !== undefined)
      expect(none.error!.issues[0].message).toBe(
        `expected ${wanted} with ${op}, got nothing`,
      );
  },
);

test("every usual playbook has words in both languages, steps with an owner and a day, and conditions that can be read", () => {
  const { playbooks, ...rest } = PlaybookConfig.defaults;
  expect(rest).toEqual({ capacityPerWeek: 25, language: "en", seed: 42 });
  const texts: string[] = [];
  for (const { name, steps, coolDownDays } of playbooks) {
    expect(coolDownDays).toBeGreaterThanOrEqual(30);
    for (const text of [name, ...steps.map(({ text }) => text)])
      texts.push(text.en, text.zh);
    for (const { owner, dueDays, text } of steps) {
      expect([owner.en.length > 3, owner.zh.length > 1]).toEqual([true, true]);
      expect(dueDays).toBeGreaterThan(0);
      expect(text.en).toMatch(/\{name\}/);
      expect(text.zh).toMatch(/\{name\}/);
    }
  }
  expect(new Set(texts).size).toBe(texts.length);
});
