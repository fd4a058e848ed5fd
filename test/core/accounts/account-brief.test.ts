import { expect, test } from "vitest";
import { AccountBrief } from "@mainstay/core/accounts/account-brief";

const now = new Date("2026-11-10T00:00:00Z");
const definition = {
  version: 1,
  period: "month",
  dates: {},
  columns: {},
  roles: {
    ...{ tokens: "tokens", usage: "tokens", tickets: "tickets" },
    ...{ spend: "spend", commitment: "commit", termStart: "start" },
    ...{ csat: "csat", renewal: "renewal", owner: "owner" },
  },
} as unknown as AccountBrief.Facts["definition"];

const cells = {
  tokens: "120",
  spend: "30",
  commit: "100",
  start: "2026-09-01",
  renewal: "2026-12-01",
  owner: "Bo",
};
const moment = (period: string, more: object = {}) =>
  ({
    ...{ id: "c1", name: "Acme", period, cells, probability: 0.4, revenue: 50 },
    ...{ band: "high", lifetime: null, health: null, segment: "risk" },
    score: { modelVersion: "new", reasons: [], base: 0, logit: 0 },
    ...more,
  }) as unknown as AccountBrief.Facts["history"][number];

const facts = (more: Partial<AccountBrief.Facts> = {}): AccountBrief.Facts => ({
  definition,
  customer: {
    ...moment("2026-10"),
    ...{ health: null, healthChange: null, actions: [] },
  } as unknown as AccountBrief.Facts["customer"],
  history: [
    moment("2026-08", { cells: { ...cells, csat: "4" } }),
    moment("2026-09", { probability: 0.3 }),
    moment("2026-10"),
  ],
  card: {
    columns: [],
    label: { column: "churned", positive: "yes", horizon: 3 },
  } as unknown as AccountBrief.Facts["card"],
  comments: [],
  segment: { en: "At risk", zh: "流失风险" },
  ...more,
});

test("of a commitment only what was spent since the term began is used", () => {
  expect(AccountBrief.briefInput(facts(), now).contract).toEqual({
    ...{ renewal: "2026-12-01", termEnd: undefined },
    ...{ commitment: 100, used: 30 + 30 },
  });
});

test("what was used of a term that began before the data is not known", () => {
  const history = [moment("2026-10")];
  expect(
    AccountBrief.briefInput(facts({ history }), now).contract?.used,
  ).toBeUndefined();
});

test("a column of two roles is told once, and a missing cell not at all", () => {
  const { usage } = AccountBrief.briefInput(facts(), now);
  expect(usage).toEqual([
    { label: { en: "Tokens", zh: "Token 用量" }, now: 120, before: 120 },
  ]);
});

test("the last answer is that of the newest period that has one, on its last day", () => {
  expect(AccountBrief.briefInput(facts(), now).satisfaction).toEqual({
    value: 4,
    at: "2026-08-31",
  });
});

test("a probability is compared with an earlier one of the same model alone", () => {
  const before = (version: string) => {
    const score = { modelVersion: version, reasons: [], base: 0, logit: 0 };
    const history = [
      moment("2026-09", { probability: 0.3, score }),
      moment("2026-10"),
    ];
    return AccountBrief.briefInput(facts({ history }), now).score?.before;
  };
  expect([before("new"), before("old")]).toEqual([0.3, undefined]);
});

test("comments of the last 90 days count, and their sentiment is the mean", () => {
  const said = (time: string, score: number | null) =>
    ({
      ...{ id: time, customer: "c1", time, channel: null, text: "Hm" },
      ...{ rating: 3, scale: 0 },
      sentiment: score === null ? null : { score },
    }) as unknown as AccountBrief.Facts["comments"][number];
  const comments = [
    said("2026-11-09T00:00:00.000Z", 0.5),
    said("2026-10-01T00:00:00.000Z", -1),
    said("2026-09-30T00:00:00.000Z", null),
    said("2026-01-01T00:00:00.000Z", 1),
  ];
  expect(
    AccountBrief.briefInput(facts({ comments }), now).feedback,
  ).toMatchObject({
    count: 3,
    sentiment: -0.25,
    comments: [{ at: "2026-11-09", scale: undefined }, {}, {}],
  });
});

test("steps of open actions are due, the others were done, and those held out are nobody's", () => {
  const action = (state: string) => ({
    ...{ state, title: { en: state, zh: state } },
    steps: [{ text: { en: state, zh: state }, owner: "Bo", due: "2026-11-20" }],
    history: [{ state, at: "2026-11-01T00:00:00.000Z" }],
  });
  const states = ["proposed", "accepted", "done", "dismissed", "held"];
  const customer = { ...facts().customer, actions: states.map(action) };
  const { due, done } = AccountBrief.briefInput(
    facts({ customer: customer as unknown as AccountBrief.Facts["customer"] }),
    now,
  );
  expect(due?.map(({ text }) => text.en)).toEqual(["proposed", "accepted"]);
  expect(done?.map(({ state }) => state)).toEqual([
    "accepted",
    "done",
    "dismissed",
  ]);
});

test("the segment is called by its name in each language", () => {
  const { en, zh } = AccountBrief.write(facts(), now);
  expect(JSON.stringify(en.sections[0])).toContain("segment At risk");
  expect(JSON.stringify(zh.sections[0])).toContain("流失风险");
});
