import fc from "fast-check";
import { expect, test } from "vitest";
import { Action } from "@mainstay/core/playbooks/action/action";
import { Propose } from "@mainstay/core/playbooks/action/propose";
import { Transition } from "@mainstay/core/playbooks/action/transition";
import { DraftAction } from "@mainstay/core/playbooks/action/draft-action";
import { priorities } from "@mainstay/core/playbooks/action/priority";
import { capacity } from "@mainstay/core/playbooks/action/propose";
import { PlaybookConfig } from "@mainstay/core/playbooks/playbook-config";
import { CustomerTable } from "@mainstay/core/customers/customer-table";

const text = { en: "Do it", zh: "执行" };
const always = (playbook: object = {}) => ({
  id: "call",
  name: text,
  when: { all: [{ column: "score.probability", op: "present" }] },
  steps: [{ text, owner: text, dueDays: 3 }],
  coolDownDays: 60,
  ...playbook,
});
const config = (playbooks: object[], rest: object = {}) =>
  PlaybookConfig.Info.parse({ playbooks, capacityPerWeek: 1e6, ...rest });

/** Customers c0, c1, … of falling probability. */
const sheet = (n: number, period = "2026-02") =>
  CustomerTable.fromColumns({
    period,
    id: Array.from({ length: n }, (_, i) => `c${i}`),
    numbers: {
      "score.probability": Float64Array.from(
        { length: n },
        (_, i) => 1 - i / (n + 1),
      ),
    },
  });

const now = new Date("2026-03-01T08:00:00Z");
const days = (n: number) => new Date(now.getTime() + n * 86_400_000);
const propose = (
  settings: PlaybookConfig.Info,
  of: CustomerTable,
  known: Action.Info[] = [],
  at = now,
) => Propose.propose(settings, of, { dataset: "customers", now: at, known });
const whom = (actions: Action.Info[]) => actions.map((a) => a.customer);

test("priority is probability × revenue × urgency, a missing part counting as the median of the known", () => {
  const columns = {
    id: ["a", "b", "c", "d"],
    period: "2026-10",
    roles: { revenue: "mrr" } as const,
  };
  const numbers = {
    "score.probability": [0.5, 0.2, NaN, 0.4],
    mrr: [100, NaN, 300, 200],
    "renewal.days": [45, 0, NaN, 180],
  };
  // Medians: 0.4 and 200. Urgency: 1.5, 2, 1, 1.
  const expected = [0.5 * 100 * 1.5, 0.2 * 200 * 2, 0.4 * 300 * 1, 0.4 * 200];
  const found = priorities(CustomerTable.fromColumns({ ...columns, numbers }));
  expected.forEach((value, i) => expect(found[i]).toBeCloseTo(value, 12));
  expect([...priorities(CustomerTable.fromColumns(columns))]).toEqual([
    1, 1, 1, 1,
  ]);
});

test("more probability, more revenue or an earlier renewal never lowers the priority", () => {
  const positive = fc.double({ min: 0, max: 1000, noNaN: true });
  const one = (probability: number, revenue: number, renewal: number) =>
    priorities(
      CustomerTable.fromColumns({
        period: "2026-10",
        id: ["a"],
        roles: { revenue: "mrr" },
        numbers: {
          "score.probability": [probability],
          mrr: [revenue],
          "renewal.days": [renewal],
        },
      }),
    )[0];
  fc.assert(
    fc.property(
      ...([positive, positive, positive, positive] as const),
      (p, m, d, more) => {
        expect(one(p + more, m, d)).toBeGreaterThanOrEqual(one(p, m, d));
        expect(one(p, m + more, d)).toBeGreaterThanOrEqual(one(p, m, d));
        expect(one(p, m, d - more)).toBeGreaterThanOrEqual(one(p, m, d));
      },
    ),
  );
});

test("urgency rises from 1 at 90 days before the renewal to 2 on its day and stays there after it", () => {
  const days = [1000, 91, 90, 45, 0, -1, -400];
  const found = priorities(
    CustomerTable.fromColumns({
      period: "2026-10",
      id: days.map(String),
      numbers: { "renewal.days": days },
    }),
  );
  expect([...found]).toEqual([1, 1, 1, 1.5, 2, 2, 2]);
});

test("revenue is the role's column, else spend, and what customers owe counts as nothing", () => {
  const of = (roles: object, mrr: number[], paid: number[]) => [
    ...priorities(
      CustomerTable.fromColumns({
        ...{ period: "2026-10", id: ["a", "b"], roles },
        numbers: { mrr, paid },
      }),
    ),
  ];
  const roles = { revenue: "mrr", spend: "paid" };
  expect(of(roles, [3, -4], [5, 6])).toEqual([3, 0]);
  expect(of({ spend: "paid" }, [3, -4], [5, 6])).toEqual([5, 6]);
});

test("the most urgent are proposed up to a month's room, of one playbook and of all, and the rest counted", () => {
  // February 2026 has four weeks.
  expect(capacity(2.5, "2026-02")).toBe(10);
  expect(capacity(1, "2026-W07")).toBe(1);
  expect(capacity(1, "2026-03")).toBe(5);
  const settings = config(
    [
      always({ id: "first", capacityPerWeek: 1 }),
      always({ id: "second", capacityPerWeek: 100 }),
    ],
    { capacityPerWeek: 2.5 },
  );
  const { actions, counts } = propose(settings, sheet(30));
  expect(actions.map((a) => `${a.customer} ${a.playbook}`)).toEqual([
    ...["c0 first", "c0 second", "c1 first", "c1 second", "c2 first"],
    ...["c2 second", "c3 first", "c3 second", "c4 second", "c5 second"],
  ]);
  expect(counts.first).toEqual({
    ...{ matched: 30, cooling: 0, proposed: 4, held: 0, beyond: 26 },
  });
  expect(counts.second.proposed + counts.second.beyond).toBe(30);
});

test("matched customers are proposed, held, cooling, beyond capacity or there already, and nothing else", () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 60 }),
      fc.nat({ max: 20 }),
      fc.double({ min: 0, max: 0.5, noNaN: true }),
      fc.integer(),
      (n, capacityPerWeek, holdOut, seed) => {
        const settings = config([always({ holdOut })], {
          capacityPerWeek,
          seed,
        });
        const first = propose(settings, sheet(n));
        const again = propose(settings, sheet(n + 5), first.actions);
        const { matched, cooling, proposed, held, beyond } = again.counts.call;
        expect(cooling + proposed + held + beyond + first.actions.length).toBe(
          matched,
        );
        const all = [...first.actions, ...again.actions];
        expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
        expect(all.filter((a) => !a.heldOut).length).toBeLessThanOrEqual(
          capacity(capacityPerWeek, "2026-02"),
        );
      },
    ),
  );
});

test("a customer is left alone for the cool-down, whatever came of the action, and proposed again after it", () => {
  const settings = config([always(), always({ id: "other" })]);
  const held = config([always({ holdOut: 0.5 })]);
  const first = propose(settings, sheet(5));
  const call = first.actions.filter((a) => a.playbook === "call");
  const later = (n: number, known: Action.Info[]) =>
    propose(settings, sheet(5, "2026-04"), known, days(n));
  expect(whom(later(59, call).actions)).toEqual(
    whom(first.actions.filter((a) => a.playbook === "other")),
  );
  expect(later(59, call).counts.call.cooling).toBe(5);
  expect(later(60, call).counts.call.proposed).toBe(5);
  const dismissed = call.map((a) =>
    Transition.change(a, { state: "dismissed" }, now),
  );
  expect(later(59, dismissed).counts.call.cooling).toBe(5);
  // Held out or not, both wait alike.
  const { actions } = propose(held, sheet(100));
  const next = propose(held, sheet(100, "2026-03"), actions, days(31));
  expect(next.actions).toEqual([]);
});

test("of several earlier actions the newest one starts the cool-down, in whatever order they are known", () => {
  const settings = config([always()]);
  const [first] = propose(
    settings,
    sheet(1, "2025-10"),
    [],
    days(-150),
  ).actions;
  const [second] = propose(
    settings,
    sheet(1, "2026-01"),
    [first],
    days(-59),
  ).actions;
  for (const known of [
    [first, second],
    [second, first],
  ])
    expect(propose(settings, sheet(1), known).counts.call).toMatchObject({
      ...{ matched: 1, cooling: 1, proposed: 0 },
    });
  expect(propose(settings, sheet(1), [first]).counts.call.proposed).toBe(1);
});

test("a run repeated proposes nothing twice, and one broken off is completed to the very same actions", () => {
  const settings = config([always({ holdOut: 0.3 })], { capacityPerWeek: 3 });
  const { actions } = propose(settings, sheet(40));
  expect(propose(settings, sheet(40)).actions).toEqual(actions);
  expect(propose(settings, sheet(40), actions).actions).toEqual([]);
  const isHeld = (a: Action.Info) => a.heldOut;
  const stored = [...actions.filter(isHeld), ...actions.slice(2, 5)];
  const rest = propose(settings, sheet(40), stored).actions;
  const ids = (list: Action.Info[]) => new Set(list.map(({ id }) => id));
  expect(ids([...stored, ...rest])).toEqual(ids(actions));
});

test("the draw holds out the share asked for, alike on every run, anew for another playbook or seed", () => {
  const n = 20_000;
  const draw = (id: string, holdOut: number, seed: number) =>
    Array.from({ length: n }, (_, i) =>
      DraftAction.isHeld({ id, holdOut }, `customer ${i}`, seed),
    );
  const count = (list: boolean[]) => list.filter(Boolean).length;
  const held = draw("call", 0.2, 42);
  // Four standard deviations of a binomial.
  const near = (share: number) => 4 * Math.sqrt(share * (1 - share) * n);
  expect(Math.abs(count(held) - 0.2 * n)).toBeLessThan(near(0.2));
  expect(draw("call", 0.2, 42)).toEqual(held);
  expect(count(draw("call", 0, 42))).toBe(0);
  // Who is held out at a fifth is so at a half: a greater share only adds.
  const half = draw("call", 0.5, 42);
  expect(held.every((yes, i) => !yes || half[i])).toBe(true);
  for (const other of [draw("mail", 0.2, 42), draw("call", 0.2, 43)]) {
    const both = held.filter((yes, i) => yes && other[i]).length;
    expect(Math.abs(both - 0.04 * n)).toBeLessThan(near(0.04));
  }
});

test("customers held out stand beside those acted on down to the same place, use no capacity and are nobody's to-do", () => {
  const settings = config([always({ holdOut: 0.5 })], { capacityPerWeek: 5 });
  const { actions, counts } = propose(settings, sheet(200));
  expect(counts.call.proposed).toBe(20);
  expect(counts.call.held).toBeGreaterThan(0);
  const last = Math.max(...whom(actions).map((id) => Number(id.slice(1))));
  expect(whom(actions)).toEqual(
    Array.from({ length: last + 1 }, (_, i) => `c${i}`),
  );
  for (const action of actions)
    expect(action.state).toBe(action.heldOut ? "held" : "proposed");
});

test("a playbook whose columns are not there says what it misses and does not fire", () => {
  const settings = config([
    always({
      id: "adoption",
      when: { all: [{ ratio: ["activeSeats", "seats"], op: "<", value: 0.5 }] },
    }),
    always({ when: { all: [{ column: "x y", op: "missing" }] } }),
  ]);
  const { actions, unsupported } = propose(settings, sheet(3));
  expect(actions).toEqual([]);
  expect(unsupported).toEqual([
    { playbook: "adoption", missing: ["the roles activeSeats and seats"] },
    { playbook: "call", missing: ["the column x y"] },
  ]);
});

test("an action says who, why, what, by whom and by when", () => {
  const settings = config([
    always({
      when: { all: [{ column: "score.probability", op: ">", value: 0.7 }] },
      steps: [
        {
          text: { en: "Call {name}", zh: "致电 {name}" },
          owner: { en: "Manager", zh: "经理" },
          dueDays: 3,
        },
        { text, owner: text, dueDays: 10 },
      ],
    }),
  ]);
  const of = CustomerTable.fromColumns({
    period: "2026-02",
    id: ["7"],
    roles: { name: "firm" },
    numbers: { "score.probability": [0.75] },
    texts: { firm: ["Ash"] },
  });
  const [action] = propose(settings, of).actions;
  expect(Action.Info.parse(action)).toEqual(action);
  expect(action).toMatchObject({
    dataset: "customers",
    customer: "7",
    name: "Ash",
    period: "2026-02",
    why: { en: "probability: 75 % (> 70 %)" },
    owner: { en: "Manager" },
    due: "2026-03-11",
    createdAt: "2026-03-01T08:00:00.000Z",
  });
  expect(action.steps[0]).toMatchObject({
    text: { en: "Call Ash", zh: "致电 Ash" },
    due: "2026-03-04",
  });
  expect(action.id).toMatch(/^2026-02-[0-9a-f]{24}$/);
});
