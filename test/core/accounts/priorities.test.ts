import { afterAll, beforeAll, expect, test } from "vitest";
import { Priorities } from "@mainstay/core/accounts/priorities";
import { PriorityCsv } from "@mainstay/core/accounts/priority-csv";
import { StoredState } from "@mainstay/core/state/stored-state";
import { Roster } from "@mainstay/core/periods/roster";
import { Action } from "@mainstay/core/playbooks/action/action";
import { DraftAction } from "@mainstay/core/playbooks/action/draft-action";
import { PlaybookConfig } from "@mainstay/core/playbooks/playbook-config";
import { NotProposed } from "@mainstay/core/accounts/not-proposed";
import { CustomerTable } from "@mainstay/core/customers/customer-table";
import { start, type Cloud } from "../../cloud";
import { state, store, type Customer } from "./book";

let cloud: Cloud;
beforeAll(async () => void (cloud = await start()));
afterAll(() => cloud.stop());

const now = new Date("2026-11-10T09:00:00Z");
const list = (
  dataset: string,
  query: Partial<Priorities.Query> = {},
  at = now,
) => Priorities.list(dataset, { limit: 100, ...query }, at);
const ids = ({ items }: Priorities.Info) => items.map(({ id }) => id);

const steady = (n: number): Customer[] =>
  Array.from({ length: n }, (_, k) => ({
    id: `z${k}`,
    probability: 0.01,
    mrr: 1,
  }));

test("customers stand by probability × twelve months of revenue, and pages of any size join to the same list", async () => {
  const customers = Array.from({ length: 23 }, (_, k) => ({
    id: `c${k}`,
    probability: k % 5 === 4 ? null : ((k * 7) % 10) / 10,
    mrr: k % 7 === 6 ? null : 100 * (1 + (k % 3)),
    owner: k % 2 ? "Ann" : "Bob",
  }));
  await store("ranked", { "2026-10": customers });
  const all = await list("ranked");
  const money = all.items.map(({ moneyAtRisk }) => moneyAtRisk);
  const known = money.filter((one) => one !== null);
  expect(known).toEqual(known.toSorted((a, b) => b - a));
  expect(money.slice(known.length).every((one) => one === null)).toBe(true);
  for (const { probability, revenue, moneyAtRisk } of all.items)
    if (moneyAtRisk !== null)
      expect(moneyAtRisk).toBeCloseTo(probability! * 12 * revenue!, 6);
  expect(all.total).toBe(23);
  expect(all.moneyAtRisk).toBeCloseTo(
    known.reduce((sum, one) => sum + one, 0),
    6,
  );
  for (const limit of [1, 4, 22, 23]) {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list("ranked", { limit, cursor });
      seen.push(...ids(page));
      cursor = page.cursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(ids(all));
  }
  const anns = await list("ranked", { owner: " ann " });
  expect(ids(anns)).toEqual(
    all.items.flatMap(({ id, owner }) => (owner === "Ann" ? id : [])),
  );
});

test("days count from today whatever the period, and a renewal that has passed is below zero and not soon", async () => {
  const dates = ["2026-11-10", "2026-11-09", "2027-02-08", "2027-02-09", null];
  await store("dates", {
    "2026-06": dates.map((renewal, k) => ({
      ...{ id: `d${k}`, probability: 0.5, mrr: 10, renewal },
    })),
  });
  const { items } = await list("dates");
  expect(items.map(({ id, daysToRenewal }) => [id, daysToRenewal])).toEqual([
    ["d0", 0],
    ["d2", 90],
    ["d4", null],
    ["d1", -1],
    ["d3", 91],
  ]);
  expect(ids(await list("dates", { soon: true }))).toEqual(["d0", "d2", "d4"]);
  expect(ids(await list("dates", { renewal: "2027-02" }))).toEqual([
    "d2",
    "d3",
  ]);
  const later = await list("dates", {}, new Date("2026-11-12"));
  expect(later.items.find(({ id }) => id === "d0")!.daysToRenewal).toBe(-2);
});

test("who is not in the newest complete period, or whose label says so, has left: with when, last, and only if asked for", async () => {
  const stay = steady(20);
  await store("leavers", {
    "2026-07": [...stay, { id: "early", probability: 0.9, mrr: 99 }],
    "2026-08": [
      ...stay,
      { id: "said", churned: true, probability: 0.9, mrr: 99 },
    ],
    "2026-09": [
      ...stay,
      { id: "said", churned: true, probability: 0.9, mrr: 99 },
      { id: "late", probability: 0.9, mrr: 99 },
    ],
    // A month of which only few have come says nothing about the others.
    "2026-10": stay.slice(0, 5),
  });
  await StoredState.write("leavers", {
    ...state("2026-10", stay.slice(0, 5)),
    incomplete: "Only 5 of 22 customers are there.",
  });
  const present = await list("leavers");
  expect(present.items[0].id).toBe("late");
  expect(ids(present)).not.toContain("early");
  expect(ids(present)).not.toContain("said");
  expect(present.total).toBe(21);
  const { items, total } = await list("leavers", { left: true });
  expect(total).toBe(23);
  expect(
    items.slice(-2).map(({ id, left, moneyAtRisk }) => [id, left, moneyAtRisk]),
  ).toEqual([
    ["early", { period: "2026-08" }, null],
    ["said", { period: "2026-08" }, null],
  ]);
  expect(await Roster.left("leavers", "said", ["2026-08", "2026-09"])).toEqual({
    period: "2026-08",
  });
  expect(await Roster.left("leavers", "early", ["2026-07"])).toEqual({
    period: "2026-08",
  });
  expect(await Roster.left("leavers", "late", ["2026-09"])).toBeNull();
});

const text = { en: "Do it", zh: "执行" };
const { playbooks } = PlaybookConfig.defaults;
const draft = (
  dataset: string,
  playbook: string,
  customer: string,
  cells: {
    numbers: Record<string, number[]>;
    texts?: Record<string, string[]>;
  },
  period = "2026-10",
) =>
  DraftAction.draft(
    playbooks.find(({ id }) => id === playbook)!,
    CustomerTable.fromColumns({
      ...{ period, id: [customer], ...cells },
      roles: { errorRate: "errors", renewal: "renewal" },
    }),
    0,
    { dataset, now, held: false, priority: 1, why: text },
  );

test("playbooks of one customer stand on its one line, in the figures of today, without those whose reason is gone", async () => {
  const dataset = "grouped";
  const at = (errors: string): Customer[] => [
    {
      ...{ id: "a", probability: 0.8, mrr: 100, renewal: "2026-12-01" },
      cells: { errors },
      reasons: [
        { column: "errors", value: errors, contribution: 0.5 },
        { column: "mrr", value: "100", contribution: 0.9 },
        { column: "plan", value: null, contribution: -2 },
      ],
    },
    { id: "b", probability: 0.1, mrr: 10 },
  ];
  await store(dataset, {
    "2026-08": at("0.01"),
    "2026-09": at("0.02"),
    "2026-10": at("0.30"),
  });
  await Action.put([
    draft(dataset, "errors", "a", { numbers: { errors: [0.06] } }),
    draft(dataset, "errors", "a", { numbers: { errors: [0.06] } }, "2026-09"),
    draft(dataset, "errors", "b", { numbers: { errors: [0.06] } }),
  ]);
  const { items } = await list(dataset);
  expect(items).toHaveLength(2);
  const [a] = items;
  expect(a.playbooks.map(({ playbook }) => playbook)).toEqual(["errors"]);
  expect(a.playbooks[0].why.en).toContain("0.3");
  expect(a.playbooks[0].steps[0].text.en).toContain("0.3");
  // What moved against the past comes before what weighs more and did not.
  expect(a.drivers.map(({ column }) => column)).toEqual(["errors", "mrr"]);
  expect(a.drivers[0]).toEqual({
    ...{ column: "errors", label: "errors", value: "0.30", past: "0.02" },
    ...{ peers: "0.01", contribution: 0.5 },
  });
  const csv = PriorityCsv.csv(items, "en");
  expect(csv.split("\r\n").filter(Boolean)).toHaveLength(3);
});

test("for each playbook it is said why nothing is proposed", () => {
  const config = PlaybookConfig.Info.parse({
    playbooks: [
      "open",
      "cooling",
      "held",
      "capacity",
      "threshold",
      "columns",
    ].map((id) => ({
      ...{ id, name: text, steps: [{ text, owner: text, dueDays: 1 }] },
      when: {
        all: [
          {
            column: id === "columns" ? "nowhere" : "errors",
            ...{ op: id === "threshold" ? ">" : "<", value: 0.5 },
          },
        ],
      },
      holdOut: id === "held" ? 0.5 : 0,
      coolDownDays: 60,
    })),
    // A seed that draws the customer out.
    seed: Array.from({ length: 100 }, (_, seed) => seed).find((seed) =>
      DraftAction.isHeld({ holdOut: 0.5 }, "a", { seed, period: "2026-10" }),
    ),
  });
  const known = (playbook: string, state: Action.State, createdAt: string) =>
    ({ playbook, state, createdAt }) as Action.Info;
  const explain = (left: { period: string } | null) =>
    NotProposed.explain({
      config,
      table: CustomerTable.fromColumns({
        ...{ period: "2026-10", id: ["a"], numbers: { errors: [0.1] } },
      }),
      row: 0,
      actions: [
        known("open", "accepted", "2026-11-01T00:00:00Z"),
        known("cooling", "done", "2026-10-01T00:00:00Z"),
        known("capacity", "done", "2026-01-01T00:00:00Z"),
      ],
      ...{ left, now },
    });
  for (const { playbook, cause } of explain(null)) expect(cause).toBe(playbook);
  expect(explain(null)[1].text.en).toContain("2026-11-30");
  expect(
    explain({ period: "2026-10" }).every(({ cause }) => cause === "left"),
  ).toBe(true);
});
