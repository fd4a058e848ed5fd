import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Action } from "@mainstay/core/playbooks/action/action";
import { ActionOutcome } from "@mainstay/core/playbooks/action/action-outcome";
import { ActionColumns } from "@mainstay/core/playbooks/action/action-columns";
import { ActionCsv } from "@mainstay/core/playbooks/action/action-csv";
import { Transition } from "@mainstay/core/playbooks/action/transition";
import { Csv } from "@mainstay/core/tabular/csv";
import { Dialect } from "@mainstay/core/tabular/dialect";
import { PlaybookConfig } from "@mainstay/core/playbooks/playbook-config";
import { CustomerTable } from "@mainstay/core/customers/customer-table";
import { start, type Cloud } from "../../cloud";

let cloud: Cloud;
beforeAll(async () => void (cloud = await start()));
afterAll(() => cloud.stop());

const now = new Date("2026-11-03T08:00:00Z");
const later = (days: number) => new Date(now.getTime() + days * 86_400_000);
const text = { en: "Do it", zh: "执行" };

function action(customer: string, rest: Partial<Action.Info> = {}) {
  const period = rest.period ?? "2026-10";
  const state = rest.heldOut ? "held" : "proposed";
  return Action.Info.parse({
    id: `${period}-${customer}`,
    dataset: "customers",
    customer,
    name: null,
    period,
    playbook: "call",
    title: text,
    why: text,
    steps: [{ text, owner: text, due: "2026-11-06" }],
    state,
    heldOut: false,
    priority: 1,
    owner: text,
    due: "2026-11-06",
    createdAt: now.toISOString(),
    history: [{ state, at: now.toISOString() }],
    ...rest,
  });
}

test("an action goes from proposed to accepted to done, or is dismissed, and a refusal names what was possible", () => {
  const states = ["proposed", "accepted", "done", "dismissed"] as const;
  const allowed = new Set([
    "proposed accepted",
    "proposed dismissed",
    "accepted done",
    "accepted dismissed",
  ]);
  for (const state of states)
    for (const next of states) {
      const change = () =>
        Transition.change(action("a", { state }), { state: next }, now);
      if (state === next || allowed.has(`${state} ${next}`))
        expect(change().state).toBe(next);
      else
        expect(change).toThrow(
          expect.objectContaining({ code: "action.transition", status: 409 }),
        );
    }
  expect(() => Transition.change(action("a"), { state: "done" }, now)).toThrow(
    /is proposed and cannot become done; from here it may become accepted or dismissed/,
  );
  const held = action("a", { heldOut: true });
  for (const state of states)
    expect(() => Transition.change(held, { state }, now)).toThrow(/held out/);
});

test("states, notes and outcomes are kept with their time, and the same state said twice is one change", async () => {
  await Action.put([action("kept")]);
  const set = (change: Action.Change, days: number) =>
    Transition.set("customers", "2026-10-kept", change, later(days));
  await set({ state: "accepted" }, 1);
  await set({ state: "accepted" }, 2);
  await set({ note: "no answer" }, 3);
  await set({ state: "done", outcome: true, note: "renewed" }, 4);
  await set({ state: "done", outcome: false }, 5);
  const found = await Action.get("customers", "2026-10-kept");
  expect(found.history).toEqual([
    { state: "proposed", at: now.toISOString() },
    { state: "accepted", at: later(1).toISOString() },
    { state: "accepted", at: later(3).toISOString(), note: "no answer" },
    { state: "done", at: later(4).toISOString(), note: "renewed" },
  ]);
  expect(found.outcome).toEqual({ value: false, at: later(5).toISOString() });
});

test("a proposal delivered again changes nothing of what people did", async () => {
  const both = [action("again-1"), action("again-2", { heldOut: true })];
  expect(await Action.put(both)).toBe(2);
  await Transition.set(
    "customers",
    "2026-10-again-1",
    { state: "dismissed", note: "on leave" },
    later(1),
  );
  const before = await Action.get("customers", "2026-10-again-1");
  expect(await Action.put(both)).toBe(0);
  expect(await Action.get("customers", "2026-10-again-1")).toEqual(before);
});

test("of two people who answer at once, one is told how the action stands now", async () => {
  await Action.put([action("race")]);
  const set = (state: "accepted" | "dismissed") =>
    Transition.set("customers", "2026-10-race", { state }, now);
  const answers = await Promise.allSettled([set("dismissed"), set("accepted")]);
  const { state, history } = await Action.get("customers", "2026-10-race");
  expect(state).toBe("dismissed");
  const won = answers.filter((a) => a.status === "fulfilled").length;
  expect(history).toHaveLength(1 + won);
});

test("actions are found by customer and by period without those held out, and erased with the customer", async () => {
  const dataset = "found";
  const list = [
    action("a", { dataset, period: "2026-09", priority: 5 }),
    action("a", { dataset, priority: 2 }),
    action("b", { dataset, priority: 3 }),
    action("c", { dataset, priority: 4, heldOut: true }),
    action("d", { dataset, priority: 1, state: "done" }),
  ];
  await Action.put(list);
  const ids = (found: Action.Info[]) => found.map(({ id }) => id);
  const period = (query: Partial<Action.Query>) =>
    Action.byPeriod(dataset, "2026-10", { limit: 2, ...query });
  expect(ids(await Action.byCustomer(dataset, "a"))).toEqual([
    "2026-10-a",
    "2026-09-a",
  ]);
  expect(await Action.byCustomer(dataset, "c")).toEqual([]);
  const first = await period({});
  expect(ids(first.items)).toEqual(["2026-10-b", "2026-10-a"]);
  const second = await period({ cursor: first.cursor! });
  expect(ids(second.items)).toEqual(["2026-10-d"]);
  expect(second.cursor).toBeNull();
  expect(ids((await period({ state: "held" })).items)).toEqual(["2026-10-c"]);
  expect(ids((await period({ state: "done" })).items)).toEqual(["2026-10-d"]);
  expect(await Action.all(dataset, ["2026-09", "2026-10"])).toHaveLength(5);
  await Action.erase(dataset, "a");
  expect(await Action.byCustomer(dataset, "a")).toEqual([]);
  expect(await Action.all(dataset, ["2026-09", "2026-10"])).toHaveLength(3);
});

test("an action nobody made is unknown, whatever its id looks like", async () => {
  for (const id of ["2026-10-0", "x", "", "-", "customer#a-1"])
    await expect(Action.get("customers", id)).rejects.toMatchObject({
      code: "action.unknown",
      status: 404,
    });
});

test("what was measured first stays, and never brings an erased action back", async () => {
  await Action.put([action("m", { heldOut: true })]);
  const measure = (value: boolean) =>
    Action.measure("customers", "2026-10-m", { value, at: now.toISOString() });
  expect(await measure(true)).not.toBe(false);
  expect(await measure(false)).toBe(false);
  expect((await Action.get("customers", "2026-10-m")).measured!.value).toBe(
    true,
  );
  await Action.erase("customers", "m");
  expect(await measure(true)).toBe(false);
});

const outcomes = (outcome: object, left: string[] = []) => {
  const config = PlaybookConfig.Info.parse({
    playbooks: [
      {
        id: "call",
        name: text,
        when: { all: [{ role: "name", op: "present" }] },
        steps: [{ text, owner: text, dueDays: 1 }],
        outcome,
      },
    ],
  });
  const sheet = CustomerTable.fromColumns({
    period: "2026-12",
    id: ["a", "b", "c"],
    numbers: { used: [5, 1, NaN] },
  });
  const actions = [
    ...["a", "b", "c", "gone"].map((customer) => action(customer)),
    action("b", { heldOut: true, period: "2026-09" }),
    action("a", { period: "2026-11" }),
    action("a", { playbook: "other" }),
  ];
  return Object.fromEntries(
    ActionOutcome.read(config, actions, sheet, new Set(left)).map(
      ({ id, value }) => [id, value],
    ),
  );
};

test("outcomes are read from the customer's later month once it is there, alike for those held out", () => {
  expect(outcomes({ kind: "retained", periods: 2 }, ["c"])).toEqual({
    "2026-10-a": true,
    "2026-10-b": true,
    "2026-10-c": false,
    "2026-10-gone": false,
    "2026-09-b": true,
  });
  const used = { column: "used", op: ">", value: 2 };
  expect(outcomes({ kind: "when", all: [used], periods: 3 })).toEqual({
    "2026-09-b": false,
  });
  expect(
    outcomes({ kind: "value", of: { column: "used" }, periods: 2 }),
  ).toEqual({ "2026-10-a": 5, "2026-10-b": 1, "2026-09-b": 1 });
  const nowhere = { column: "nowhere", op: "missing" };
  expect(outcomes({ kind: "when", all: [nowhere], periods: 2 })).toEqual({});
});

test("features count what happened in the 90 days before the period's end and look no further", () => {
  const at = (date: string) => `${date}T12:00:00.000Z`;
  const history = [
    { state: "proposed" as const, at: at("2026-08-03") }, // the 90th day before November
    { state: "accepted" as const, at: at("2026-08-05") },
    { state: "accepted" as const, at: at("2026-08-06"), note: "called" },
    { state: "done" as const, at: at("2026-11-01") },
  ];
  const actions = [
    action("a", { history, outcome: { value: true, at: at("2026-11-01") } }),
    action("a", {
      history: [
        { state: "proposed", at: at("2026-08-02") },
        { state: "dismissed", at: at("2026-10-31") },
      ],
      outcome: { value: 0.25, at: at("2026-10-31") },
    }),
    action("b", { heldOut: true }),
  ];
  const found = ActionColumns.features(actions, ["a", "b"], "2026-10");
  expect(found).toEqual({
    "actions.proposed": Float64Array.of(1, 0),
    "actions.accepted": Float64Array.of(1, 0),
    "actions.dismissed": Float64Array.of(1, 0),
    "actions.done": Float64Array.of(0, 0),
    "actions.lastOutcome": Float64Array.of(0.25, NaN),
  });
});

test("labels are the measured outcomes of one playbook beside the draw", () => {
  const at = now.toISOString();
  const found = ActionColumns.labels(
    [
      action("a", { measured: { value: true, at } }),
      action("b", { heldOut: true, measured: { value: false, at } }),
      action("c"),
      action("d", { playbook: "other" }),
    ],
    "call",
  );
  expect(found).toEqual({
    customer: ["a", "b", "c"],
    period: ["2026-10", "2026-10", "2026-10"],
    treated: Uint8Array.of(1, 0, 1),
    outcome: Float64Array.of(1, 0, NaN),
  });
});

test("no cell of the CSV runs as a formula, and every cell reads back as it was but for its apostrophe", () => {
  const strange = fc.array(
    fc.constantFrom(..."=+-@\t\r\n\",;' a1|".split(""), "数"),
    { minLength: 1 },
  );
  fc.assert(
    fc.property(strange, (signs) => {
      const name = signs.join("");
      const bytes = Buffer.from(ActionCsv.csv([action("a", { name })], "en"));
      const dialect = Dialect.detect(bytes, { separator: "," });
      const scan = Csv.scan(bytes, { ...dialect, quotes: true });
      const cell = Csv.verbatim(scan, dialect, 1)[2];
      const runs = /^[=+\-@\t\r\n]/.test(name);
      const isNumber = !Number.isNaN(Number(name));
      expect(cell).toBe(runs && !isNumber ? `'${name}` : name);
    }),
  );
  const csv = ActionCsv.csv(
    [action("=1+1", { name: '=HYPERLINK("http://x")' })],
    "zh",
  );
  expect(csv).toContain(`,'=1+1,"'=HYPERLINK(""http://x"")",`);
  expect(csv.split("\r\n")[0]).toMatch(/^id,customer,name,period,playbook,/);
});
