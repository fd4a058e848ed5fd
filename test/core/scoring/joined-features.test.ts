import { afterAll, beforeAll, expect, test } from "vitest";
import type { Action } from "@mainstay/core/playbooks/action/action";
import { Bucket } from "@mainstay/core/aws/bucket";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Definition } from "@mainstay/core/tabular/definition";
import { Feedback } from "@mainstay/core/feedback/feedback";
import type { Frame } from "@mainstay/core/tabular/frame";
import { JoinedFeatures } from "@mainstay/core/scoring/joined-features";
import { JoinedColumns } from "@mainstay/core/scoring/joined-columns";
import { JoinedHistory } from "@mainstay/core/scoring/joined-history";
import { Reason } from "@mainstay/core/model/reason";
import { start, type Cloud } from "../../cloud";

let cloud: Cloud;
beforeAll(async () => {
  cloud = await start();
});
afterAll(() => cloud.stop());

const comment = (customer: string, time: string, score: number) => ({
  ...Feedback.withId({
    ...{ customer, time, channel: null, rating: null, scale: null },
    text: `${score}`,
  }),
  sentiment: {
    ...{ label: "made", probability: 1, score, words: [], model: "made" },
  },
});
const action = (customer: string, history: [Action.State, string][]) =>
  ({
    customer,
    heldOut: false,
    period: "2026-08",
    history: history.map(([state, at]) => ({ state, at })),
  }) as Action.Info;
const numbers = (name: string, values: number[]): Frame["columns"][0] => ({
  ...{ name, type: "number" as const },
  values: Float64Array.from(values),
});

test("nothing said or done after a period's end is seen, nor what is older than 90 days", async () => {
  const said = [
    comment("a", "2026-06-30T00:00:00.000Z", -1),
    comment("a", "2026-09-01T00:00:00.000Z", 0.25),
    comment("a", "2026-09-30T23:59:59.999Z", 0.75),
    comment("a", "2026-10-01T00:00:00.000Z", -1),
  ];
  const acts = [
    action("a", [
      ["accepted", "2026-09-30T23:59:59.999Z"],
      ["done", "2026-10-01T00:00:00.000Z"],
    ]),
  ];
  const source = JoinedHistory.source(
    "customers",
    ["2026-08", "2026-09", "2026-10"],
    async (month) => said.filter(({ time }) => time.startsWith(month)),
    async (period) => acts.filter((one) => one.period === period),
  );
  const ids = ["a", "b"];
  const found = JoinedHistory.columns(
    ids,
    "2026-09",
    await source.comments("2026-09", ids),
    await source.actions("2026-09", ids),
  );
  expect(found).toEqual({
    "feedback.sentiment": Float64Array.of(0.5, NaN),
    "feedback.count": Float64Array.of(2, 0),
    "actions.accepted": Float64Array.of(1, 0),
    "actions.done": Float64Array.of(0, 0),
    "actions.dismissed": Float64Array.of(0, 0),
  });
});

test("a change is the value less the same customer's a period before, missing without one", () => {
  const keys = {
    id: ["a", "b", "a", "a", null],
    period: ["2026-01", "2026-01", "2026-02", "2026-04", "2026-02"],
  };
  const frame = { rows: 5, columns: [numbers("tokens", [10, 7, 4, 1, 9])] };
  expect(JoinedColumns.changes(frame, keys, ["tokens"])).toEqual({
    "before.tokens": Float64Array.of(NaN, NaN, -6, NaN, NaN),
  });
});

test("columns that roles name come first among at most twelve", () => {
  const names = Array.from({ length: 15 }, (_, k) => `n${k}`);
  const columns = Object.fromEntries(names.map((n) => [n, "number" as const]));
  const roles = { tickets: "n14", spend: "n13", plan: "n12" };
  const chosen = JoinedColumns.changing(names, { columns, roles });
  expect(chosen.slice(0, 3)).toEqual(["n13", "n14", "n0"]);
  expect(chosen).toHaveLength(12);
});

test("a dataset that nothing was said or done in, of one period, is learned from as it is", async () => {
  const frame = { rows: 2, columns: [numbers("tokens", [1, 2])] };
  const definition = Definition.Info.parse({ columns: { tokens: "number" } });
  const rows = { id: ["a", "b"], period: ["2026-01", "2026-01"] };
  const inputs = ["tokens"];
  const given = { dataset: "plain", definition, inputs, frame, ...rows };
  expect(await JoinedFeatures.learned(given)).toEqual([]);
});

const joined = (...names: string[]) => ({
  dataset: "customers",
  card: {
    columns: names.map((name) => ({
      ...{ name, type: "number" as const, role: "numbers" as const },
      joined: true,
    })),
  },
});

test("a model that learned no such column costs nothing: the frame stays the very same", async () => {
  const frame = { rows: 1, columns: [numbers("tokens", [1])] };
  const card = { columns: [] };
  const keys = { id: ["a"], period: ["2026-01"] };
  expect(
    await JoinedFeatures.onto(frame, keys, { dataset: "none", card }),
  ).toBe(frame);
});

test("few rows and many, rows of a file and rows without a period are joined alike, and again alike", async () => {
  await Dataset.write(
    "customers",
    Definition.Info.parse({ id: "id", time: "month" }),
    0,
  );
  const ids = Array.from({ length: 12 }, (_, k) => `c${k}`);
  const csv = (month: string, from: number) =>
    ["id,month,tokens", ...ids.map((id, k) => `${id},${month},${from + k * k}`)]
      .join("\n")
      .concat("\n");
  await Bucket.put(Bucket.keys.inbox("customers", "1.csv"), csv("2026-01", 5));
  await Bucket.put(Bucket.keys.inbox("customers", "2.csv"), csv("2026-02", 9));
  await cloud.drain();
  await Feedback.write("feedback", [
    comment("c3", "2026-02-10T00:00:00.000Z", -0.5),
    comment("c3", "2026-03-01T00:00:00.000Z", 1),
  ]);
  const frame = (of: string[]) => ({
    rows: of.length,
    columns: [
      numbers(
        "tokens",
        of.map((id) => 9 + Number(id.slice(1)) ** 2),
      ),
    ],
  });
  const model = joined("feedback.sentiment", "feedback.count", "before.tokens");
  const join = (of: string[], period: string | null) =>
    JoinedFeatures.onto(
      frame(of),
      { id: of, period: of.map(() => period) },
      model,
    );
  const all = await join(ids, "2026-02");
  const of = (found: Frame, name: string) =>
    Array.from(
      (found.columns.find((c) => c.name === name) as { values: Float64Array })
        .values,
    );
  expect(of(all, "before.tokens")).toEqual(ids.map(() => 4));
  expect(of(all, "feedback.count")).toEqual(ids.map((id) => +(id === "c3")));
  expect(of(all, "feedback.sentiment")[3]).toBe(-0.5);
  expect(await join(ids, "2026-02")).toEqual(all);
  expect(await join(ids, null)).toEqual(all);
  for (const [k, id] of ids.entries()) {
    const one = await join([id], "2026-02");
    for (const { name } of model.card.columns)
      expect(of(one, name)).toEqual([of(all, name)[k]]);
  }
  const nobody = { id: [null], period: [null] };
  const found = await JoinedFeatures.onto(frame(["c1"]), nobody, model);
  for (const { name } of model.card.columns)
    expect(of(found, name)).toEqual([NaN]);
});

test("a value that a row brings itself stands, zero too", async () => {
  const frame = { rows: 1, columns: [numbers("feedback.count", [0])] };
  const keys = { id: ["c3"], period: ["2026-02"] };
  const found = await JoinedFeatures.onto(
    frame,
    keys,
    joined("feedback.count"),
  );
  expect(found.columns).toEqual([numbers("feedback.count", [0])]);
});

test("reasons call joined columns as people do, in both languages", () => {
  const reason = { value: "-0.5", contribution: 0.9 };
  const zh = { lang: "zh" } as const;
  expect(Reason.sentence({ column: "feedback.sentiment", ...reason })).toBe(
    "sentiment of comments is -0.5: raises the risk strongly",
  );
  expect(
    Reason.sentence({ column: "before.tokens", ...reason, value: "7" }, zh),
  ).toBe("tokens 较上期的变化为 7：明显提高风险");
});
