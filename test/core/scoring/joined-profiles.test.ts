import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Table } from "@mainstay/core/aws/table";
import { Profile } from "@mainstay/core/customers/profile";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { EraseItems } from "@mainstay/core/erasure/erase-items";
import { Feedback } from "@mainstay/core/feedback/feedback";
import { Action } from "@mainstay/core/playbooks/action/action";
import { Transition } from "@mainstay/core/playbooks/action/transition";
import { JoinedFeatures } from "@mainstay/core/scoring/joined-features";
import { JoinedHistory } from "@mainstay/core/scoring/joined-history";
import { JoinedProfiles } from "@mainstay/core/scoring/joined-profiles";
import { start, type Cloud } from "../../cloud";

let cloud: Cloud;
beforeAll(async () => {
  cloud = await start();
});
afterAll(() => cloud.stop());

const dataset = Dataset.customers;
const periods = ["2026-01", "2026-05", "2026-06", "2026-09", "2026-10"];
const ids = ["a", "a#b", "c"];

// Both read the same history; the second without profiles.
const sources = {
  profiles: () => JoinedProfiles.source(dataset, periods),
  direct: () =>
    JoinedHistory.source(
      dataset,
      periods,
      async (month) => {
        const said = ids.map((id) =>
          Feedback.byCustomer(Feedback.dataset, id, [month]),
        );
        return (await Promise.all(said)).flat();
      },
      (period) => Action.all(dataset, [period]),
    ),
};

async function joined(source: JoinedHistory.Source, period: string) {
  const comments = await source.comments(period, ids);
  const actions = await source.actions(period, ids);
  return JoinedHistory.columns(ids, period, comments, actions);
}

async function same(period: string) {
  const expected = await joined(sources.direct(), period);
  expect(await joined(sources.profiles(), period)).toEqual(expected);
}

const customer = fc.constantFrom(...ids);
const period = fc.constantFrom(...periods);
const at = fc
  .record({
    month: fc.integer({ min: 1, max: 10 }),
    day: fc.integer({ min: 1, max: 28 }),
  })
  .map(({ month, day }) => new Date(Date.UTC(2026, month - 1, day)));
const score = fc.option(fc.double({ min: -1, max: 1, noNaN: true }));

const mood = (score: number | null): Feedback.Mood => ({
  ...{ label: "made", probability: 1, score, words: [], model: "made" },
});
const answer = (customer: string, at: Date, score: number | null) => ({
  ...Feedback.withId({
    ...{ customer, time: at.toISOString(), channel: null, rating: null },
    ...{ scale: null, text: `${score}` },
  }),
  sentiment: mood(score),
});
const text = { en: "Call", zh: "致电" };
const proposal = (
  customer: string,
  period: string,
  heldOut: boolean,
  n: number,
) =>
  Action.Info.parse({
    id: `${period}-${customer.replace("#", "")}${n}`,
    ...{ dataset, customer, period, heldOut, name: null, playbook: "call" },
    ...{ title: text, why: text, owner: text, steps: [], due: "2026-11-06" },
    ...{ state: heldOut ? "held" : "proposed", priority: 1 },
    createdAt: "2026-01-01T00:00:00.000Z",
    history: [{ state: "proposed", at: "2026-01-01T00:00:00.000Z" }],
  });

const said = { customer, at, score };
// Nobody asks here how much was erased.
const tally = { note: async () => {}, sums: () => ({}) };
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant("says" as const), ...said }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("unsays" as const), ...said }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("judged" as const), ...said }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("acts" as const),
      ...{ customer, at, period, heldOut: fc.boolean(), n: fc.nat(1) },
      state: fc.constantFrom(
        "accepted" as const,
        "done" as const,
        "dismissed" as const,
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("erased" as const), customer }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("prepared" as const), period }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("dropped" as const) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("completed" as const) }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function take(one: Step) {
  if (one.kind === "prepared")
    return JoinedProfiles.prepare(dataset, one.period);
  if (one.kind === "completed") return JoinedProfiles.complete(dataset);
  if (one.kind === "dropped") return Feedback.drop(Feedback.dataset);
  if (one.kind === "erased") {
    await EraseItems.rows(Feedback.dataset, one.customer, tally);
    return EraseItems.rows(dataset, one.customer, tally);
  }
  if (one.kind === "acts") {
    const action = proposal(one.customer, one.period, one.heldOut, one.n);
    await Action.put([action]);
    // Not every state may follow every other.
    return Transition.set(
      dataset,
      action.id,
      { state: one.state },
      one.at,
    ).catch(() => {});
  }
  const said = answer(one.customer, one.at, one.score);
  if (one.kind === "says") return Feedback.write(Feedback.dataset, [said]);
  if (one.kind === "unsays") return Feedback.remove(Feedback.dataset, [said]);
  return Feedback.judgeAgain(Feedback.dataset, [said], async (texts) =>
    texts.map((text) => mood(-(Number(text) || 0))),
  );
}

test("what is joined through profiles is what all comments and actions say, after every change and for every period", async () => {
  for (const one of periods) await Dataset.setPeriod(dataset, one, null);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ step, period }), { minLength: 1, maxLength: 12 }),
      async (history) => {
        for (const { step, period } of history) {
          await take(step);
          await same(period);
        }
      },
    ),
    { numRuns: 12 },
  );
}, 120_000);

test("a change that dies on the way is not missed: until it is made again the past is looked up", async () => {
  const said = answer("a", new Date("2026-10-05T00:00:00Z"), 0.5);
  await JoinedProfiles.complete(dataset);
  await same("2026-10");
  const dies = Profile.changing(dataset, ["a"], async () => {
    await same("2026-10");
    await Feedback.write("elsewhere", [said]);
    throw new Error("died");
  });
  await expect(dies).rejects.toThrow("died");
  expect(await Profile.read(dataset, ["a"])).toEqual([{}]);
  await same("2026-10");
  await Feedback.write(Feedback.dataset, [said]);
  await same("2026-10");
  const [{ past }] = await Profile.read(dataset, ["a"]);
  expect(past!.said).toContainEqual([said.time, 0.5]);
});

test("a past that was looked up before a change is not kept after it", async () => {
  await Profile.changing(dataset, ["late"], async () => {});
  const [{ version }] = await Profile.read(dataset, ["late"]);
  await Profile.changing(dataset, ["late"], async () => {});
  const past = { since: "2026-01", said: [], done: [] };
  await Profile.keep(dataset, "late", version!, past);
  const [now] = await Profile.read(dataset, ["late"]);
  expect(now.past).toBeUndefined();
});

test("whatever is joined to the rows of a call costs one read of items", async () => {
  const many = Array.from({ length: 50 }, (_, k) => `many-${k}`);
  await JoinedProfiles.complete(dataset);
  await Feedback.write(
    Feedback.dataset,
    many.map((id, k) => answer(id, new Date("2026-10-05T00:00:00Z"), k / 50)),
  );
  const frame = {
    rows: many.length,
    columns: [
      { name: "n", type: "number" as const, values: new Float64Array(50) },
    ],
  };
  const joined = ["feedback.sentiment", "actions.done", "before.n"];
  const model = {
    dataset,
    card: {
      columns: joined.map((name) => ({
        ...{ name, type: "number" as const, role: "numbers" as const },
        joined: true,
      })),
    },
  };
  const keys = { id: many, period: many.map(() => "2026-10") };
  const call = () => JoinedFeatures.onto(frame, keys, model);
  // The first call after a change looks up what the others find ready.
  const first = await call();
  const requests: string[] = [];
  Table.client().middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        requests.push(commandName!);
        return next(args);
      },
    { step: "initialize", name: "count" },
  );
  const second = await call();
  Table.client().middlewareStack.remove("count");
  expect(second).toEqual(first);
  // The list of periods is remembered for a second, and may be over.
  expect(requests.filter((name) => name !== "QueryCommand")).toEqual([
    "BatchGetItemCommand",
  ]);
});
