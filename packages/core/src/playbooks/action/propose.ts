// propose: the actions of a period, the most urgent first and no more than the team can do
import type { Action } from "./action";
import { Period } from "../../tabular/period";
import type { Playbook } from "../playbook";
import type { PlaybookConfig } from "../playbook-config";
import { Condition } from "../condition";
import { StepText } from "../step-text";
import { CustomerTable } from "../../customers/customer-table";
import { DraftAction } from "./draft-action";
import { Uplift } from "../uplift";
import { Priority } from "./priority";

const dayMs = 86_400_000;

export type Count = {
  matched: number;
  cooling: number; // within the cool-down after an action of this playbook
  proposed: number;
  held: number;
  beyond: number; // over the team's capacity
};
export type Proposal = {
  /** New actions, those held out included, the most urgent first. */
  actions: Action.Info[];
  counts: Record<string, Count>;
  /** Playbooks without the columns that they need. */
  unsupported: { playbook: string; missing: string[] }[];
};

/** Count of customers that can be seen in a period at so many a week; a step counts as one week. */
export function capacity(perWeek: number, period: string): number {
  const isStep = Period.kindOf(period) === "step";
  const days = isStep ? 7 : Period.end(period) - Period.start(period);
  return Math.ceil((perWeek * days) / 7);
}

// Looks up the known actions: those of this period, and the last one before it by playbook and customer.
function lookup(known: Action.Info[], period: string) {
  const here = known.filter((action) => action.period === period);
  const newestMs = new Map<string, number>();
  const pair = (playbook: string, customer: string) =>
    `${playbook}\0${customer}`;
  const pairs = new Set(here.map((a) => pair(a.playbook, a.customer)));
  for (const { playbook, customer, createdAt, ...action } of known) {
    if (action.period === period) continue;
    const key = pair(playbook, customer);
    const createdMs = Date.parse(createdAt);
    newestMs.set(key, Math.max(newestMs.get(key) ?? -Infinity, createdMs));
  }
  return {
    has: (playbook: string, customer: string) =>
      pairs.has(pair(playbook, customer)),
    lastMs: (playbook: string, customer: string) =>
      newestMs.get(pair(playbook, customer)) ?? -Infinity,
    /** Customers that have an action of this period, of one playbook or of any. */
    taken: (playbook?: string) =>
      new Set(
        here
          .filter(
            (action) =>
              !action.heldOut && (!playbook || action.playbook === playbook),
          )
          .map(({ customer }) => customer),
      ),
  };
}

type Opened = { condition: Condition.Info; column: Condition.Column }[];

function open({ when }: Playbook.Info, table: CustomerTable) {
  const opened: Opened = [];
  const missing = new Set<string>();
  for (const condition of when.all) {
    const column = Condition.read(condition, table);
    if (column) opened.push({ condition, column });
    else missing.add(Condition.spelled(condition));
  }
  return { opened, missing: [...missing] };
}

/** How urgent each customer is, by id. */
export function priorities(table: CustomerTable): Map<string, number> {
  const all = Priority.priorities(table);
  return new Map(table.id.map((id, i) => [id, all[i]]));
}

// The table with each column read once, as it may compute a column whenever it is asked.
function remembered(table: CustomerTable): CustomerTable {
  const once = <T>(read: (column: string) => T) => {
    const known = new Map<string, T>();
    return (column: string) => {
      if (!known.has(column)) known.set(column, read(column));
      return known.get(column)!;
    };
  };
  return { ...table, number: once(table.number), text: once(table.text) };
}

/** Which priority each candidate of a playbook takes where the owner ranks by uplift; null where money decides. */
function placesOf(
  { id, rank, outcome }: Playbook.Info,
  own: { i: number; priority: number }[],
  table: CustomerTable,
  known: Uplift.Stored[],
) {
  const learned = known.find(({ playbook }) => playbook === id);
  const uplift =
    rank === "uplift" && learned ? Uplift.predict(learned, table) : null;
  if (!uplift) return null;
  // Only keeping a customer keeps its revenue.
  const revenue =
    outcome.kind === "retained" ? CustomerTable.role(table, "revenue") : null;
  const stake = revenue?.map((one) => Priority.annual(one, table.period));
  return Uplift.reorder(own, uplift, stake ?? null);
}

const ascending = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Proposes actions. `known` holds the actions of every period within the longest cool-down. Those of this period count towards
 * the capacity, so that a second run adds what still fits and repeats none. Who has `left` is not proposed anything. Customers are held out before the cut and recorded
 * as far down the order as those acted on, so that both groups differ by the draw alone.
 */
export function propose(
  config: PlaybookConfig.Info,
  given: CustomerTable,
  {
    dataset,
    now,
    known,
    left = new Set(),
    uplift = [],
  }: {
    dataset: string;
    now: Date;
    known: Action.Info[];
    left?: Set<string>;
    uplift?: Uplift.Stored[];
  },
): Proposal {
  const today = Math.floor(now.getTime() / dayMs);
  const table = remembered(CustomerTable.asOf(given, today));
  const { period, id } = table;
  const priority = Priority.priorities(table);
  const soon = Priority.soon(table);
  const before = lookup(known, period);
  const unsupported: Proposal["unsupported"] = [];
  const counts: Proposal["counts"] = {};
  const candidates: {
    playbook: Playbook.Info;
    opened: Opened;
    i: number;
    order: number;
    priority: number;
  }[] = [];
  config.playbooks.forEach((playbook, order) => {
    const { opened, missing } = open(playbook, table);
    if (missing.length) {
      unsupported.push({ playbook: playbook.id, missing });
      return;
    }
    const count = { matched: 0, cooling: 0, proposed: 0, held: 0, beyond: 0 };
    counts[playbook.id] = count;
    const sinceMs = now.getTime() - playbook.coolDownDays * dayMs;
    const own: typeof candidates = [];
    for (let i = 0; i < id.length; i++) {
      if (left.has(id[i])) continue;
      if (!opened.every((o) => Condition.holds(o.condition, o.column, i)))
        continue;
      count.matched++;
      if (before.has(playbook.id, id[i])) continue;
      if (before.lastMs(playbook.id, id[i]) > sinceMs) count.cooling++;
      else own.push({ playbook, opened, i, order, priority: priority[i] });
    }
    const places = placesOf(playbook, own, table, uplift);
    for (const one of own)
      candidates.push({ ...one, priority: places?.get(one.i) ?? one.priority });
  });

  candidates.sort(
    (a, b) =>
      b.priority - a.priority ||
      soon[b.i] - soon[a.i] ||
      ascending(id[a.i], id[b.i]) ||
      a.order - b.order,
  );
  const room = capacity(config.capacityPerWeek, period);
  const seen = before.taken();
  const own = new Map(
    config.playbooks.map(({ id, capacityPerWeek = Infinity }) => [
      id,
      capacity(capacityPerWeek, period) - before.taken(id).size,
    ]),
  );
  const actions: Action.Info[] = [];
  for (const { playbook, opened, i, priority } of candidates) {
    const count = counts[playbook.id];
    const rest = own.get(playbook.id)!;
    // A customer who is seen anyway takes no more room with a second playbook.
    if (rest <= 0 || (seen.size >= room && !seen.has(id[i]))) {
      count.beyond++;
      continue;
    }
    const held = DraftAction.isHeld(playbook, id[i], {
      seed: config.seed,
      period,
    });
    if (held) count.held++;
    else {
      count.proposed++;
      seen.add(id[i]);
      own.set(playbook.id, rest - 1);
    }
    actions.push(
      DraftAction.draft(playbook, table, i, {
        dataset,
        now,
        held,
        priority,
        why: StepText.why(opened, table, i),
      }),
    );
  }
  return { actions, counts, unsupported };
}

export * as Propose from "./propose";
