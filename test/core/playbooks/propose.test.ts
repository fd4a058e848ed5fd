import fc from "fast-check";
import { expect, test } from "vitest";
import { Action } from "@mainstay/core/playbooks/action/action";
import { Propose } from "@mainstay/core/playbooks/action/propose";
import { Transition } from "@mainstay/core/playbooks/action/transition";
import { DraftAction } from "@mainstay/core/playbooks/action/draft-action";
import { PlaybookReach } from "@mainstay/core/playbooks/playbook-reach";
import { Priority } from "@mainstay/core/playbooks/action/priority";
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
  holdOut: 0,
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

test("priority is probability × twelve months of revenue, a missing part counting as the median of the known", () => {
  const columns = {
    id: ["a", "b", "c", "d"],
    period: "2026-10",
    roles: { revenue: "mrr" } as const,
  };
  const numbers = {
    "score.probability": [0.5, 0.2, NaN, 0.4],
    mrr: [100, NaN, 300, 200],
  };
  const table = CustomerTable.fromColumns({ ...columns, numbers });
  // Medians: 0.4 and 200.
  const expected = [0.5 * 100, 0.2 * 200, 0.4 * 300, 0.4 * 200];
  const found = Priority.priorities(table);
  expected.forEach((one, i) => expect(found[i]).toBeCloseTo(12 * one, 9));
  // Money is never made up.
  expect([...Priority.moneyAtRisk(table)].map(Math.round)).toEqual([
    600,
    NaN,
    NaN,
    960,
  ]);
});

test("revenue of weeks and days is brought to twelve months", () => {
  expect(Priority.annual(10, "2026-10")).toBe(120);
  expect(Priority.annual(7, "2026-W10")).toBeCloseTo(365.25, 9);
  expect(Priority.annual(1, "2026-10-01")).toBeCloseTo(365.25, 9);
  expect(Priority.annual(-5, "2026-10")).toBe(0);
});

const onDay = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000;
const contracts = (dates: string[]) =>
  CustomerTable.fromColumns({
    period: "2026-02",
    id: dates.map((_, i) => `c${i}`),
    roles: { renewal: "renews" },
    numbers: {
      renews: dates.map(onDay),
      "score.probability": dates.map(() => 1),
    },
  });

test("days count from today: a renewal that has passed concerns no renewal playbook, whenever the period was", () => {
  const settings = config([
    always({ when: { all: [{ column: "renewal.days", op: ">=", value: 0 }] } }),
    always({
      id: "until",
      when: { all: [{ until: "renews", op: "<=", value: 90 }] },
    }),
    always({
      id: "since",
      when: { all: [{ since: "renews", op: ">", value: 0 }] },
    }),
  ]);
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -400, max: 400 }), {
        minLength: 1,
        maxLength: 20,
      }),
      fc.integer({ min: 0, max: 400 }),
      (offsets, late) => {
        const at = days(late);
        const day = (n: number) =>
          new Date(at.getTime() + n * 86_400_000).toISOString().slice(0, 10);
        const { actions } = propose(
          settings,
          contracts(offsets.map(day)),
          [],
          at,
        );
        const whose = (playbook: string) =>
          actions
            .filter((a) => a.playbook === playbook)
            .map((a) => Number(a.customer.slice(1)))
            .sort((a, b) => a - b);
        const those = (holds: (n: number) => boolean) =>
          [...offsets.keys()].filter((i) => holds(offsets[i]));
        expect(whose("call")).toEqual(those((n) => n >= 0));
        expect(whose("until")).toEqual(those((n) => n >= 0 && n <= 90));
        expect(whose("since")).toEqual(those((n) => n < 0));
      },
    ),
    { numRuns: 60 },
  );
});

test("a date is said as ahead or as passed, from today", () => {
  const settings = config([
    always({
      steps: [
        {
          text: { en: "Renewal {renewal.when}", zh: "续约 {renews.when}" },
          owner: text,
          dueDays: 1,
        },
      ],
    }),
  ]);
  const { actions } = propose(
    settings,
    contracts(["2026-03-13", "2026-03-02", "2026-03-01", "2026-02-20"]),
  );
  expect(actions.map(({ steps }) => steps[0].text.en)).toEqual([
    "Renewal in 12 days (13 Mar 2026)",
    "Renewal in 1 day (2 Mar 2026)",
    "Renewal today (1 Mar 2026)",
    "Renewal passed 9 days ago (20 Feb 2026)",
  ]);
  expect(actions[3].steps[0].text.zh).toBe("续约 已过 9 天（2026年2月20日）");
});

test("who has left is proposed nothing", () => {
  const { actions } = Propose.propose(config([always()]), sheet(5), {
    ...{ dataset: "customers", now, known: [] },
    left: new Set(["c1", "c3"]),
  });
  expect(whom(actions)).toEqual(["c0", "c2", "c4"]);
});

test("among equals those come first who can leave soon: a contract that ends within 90 days, or none", () => {
  const { actions } = propose(
    config([always()]),
    contracts(["2026-12-01", "2025-12-01", "2026-05-30", "2026-05-31"]),
  );
  expect(whom(actions)).toEqual(["c2", "c0", "c1", "c3"]);
});

test("revenue is the role's column, else spend, and what customers owe counts as nothing", () => {
  const of = (roles: object, mrr: number[], paid: number[]) => [
    ...Priority.priorities(
      CustomerTable.fromColumns({
        ...{ period: "2026-10", id: ["a", "b"], roles },
        numbers: { mrr, paid },
      }),
    ),
  ];
  const roles = { revenue: "mrr", spend: "paid" };
  expect(of(roles, [3, -4], [5, 6])).toEqual([36, 0]);
  expect(of({ spend: "paid" }, [3, -4], [5, 6])).toEqual([60, 72]);
});

test("the most urgent customers are proposed up to a month's room, each once however many playbooks it needs, and the rest counted", () => {
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
    ...["c6 second", "c7 second", "c8 second", "c9 second"],
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

test("the draw holds out the share asked for, alike for a whole quarter and all playbooks, anew for another quarter or seed", () => {
  const n = 20_000;
  const draw = (period: string, holdOut: number, seed: number) =>
    Array.from({ length: n }, (_, i) =>
      DraftAction.isHeld({ holdOut }, `customer ${i}`, { seed, period }),
    );
  const count = (list: boolean[]) => list.filter(Boolean).length;
  const held = draw("2026-10", 0.2, 42);
  // Four standard deviations of a binomial.
  const near = (share: number) => 4 * Math.sqrt(share * (1 - share) * n);
  expect(Math.abs(count(held) - 0.2 * n)).toBeLessThan(near(0.2));
  expect(draw("2026-10", 0.2, 42)).toEqual(held);
  expect(draw("2026-W53", 0.2, 42)).toEqual(held);
  expect(count(draw("2026-10", 0, 42))).toBe(0);
  // Who is held out at a fifth is so at a half: a greater share only adds.
  const half = draw("2026-10", 0.5, 42);
  expect(held.every((yes, i) => !yes || half[i])).toBe(true);
  for (const other of [draw("2027-01", 0.2, 42), draw("2026-10", 0.2, 43)]) {
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

test("a threshold that nobody reaches is pointed out, with the customer that comes nearest", () => {
  const settings = config([
    always({
      id: "limits",
      when: { all: [{ column: "score.probability", op: ">=", value: 2 }] },
    }),
    always({
      id: "missing",
      when: { all: [{ role: "errorRate", op: ">", value: 1 }] },
    }),
    always(),
  ]);
  const table = sheet(3);
  const { counts } = propose(settings, table);
  const told = PlaybookReach.reach(settings, table, counts, {
    ...{ fired: new Set(["missing"]), periods: 12 },
  });
  expect(told.map(({ silent }) => silent?.en ?? null)).toEqual([
    "No customer meets it; the nearest has probability: 100 % (≥ 200 %). Nothing was proposed in 12 periods.",
    "It needs the role errorRate.",
    null,
  ]);
  expect(told[2]).toMatchObject({ matched: 3, proposed: 3 });
});
