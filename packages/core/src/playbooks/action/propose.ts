// propose: who gets which playbook this period, in order of what is at stake and no more than a team can do
import type { Action } from "./action";
import { Period } from "../../tabular/period";
import type { Playbook } from "../playbook";
import type { PlaybookConfig } from "../playbook-config";
import { Condition } from "../condition";
import { StepText } from "../step-text";
import type { CustomerTable } from "../../customers/customer-table";
import { DraftAction } from "./draft-action";
import { priorities } from "./priority";

const dayMs = 86_400_000;

export type Count = {
  matched: number;
  cooling: number; // left alone: this playbook spoke to them not long ago
  proposed: number;
  held: number;
  beyond: number; // more than the team can do
};
export type Proposal = {
  /** New ones only, those held out among them, the most urgent first. */
  actions: Action.Info[];
  counts: Record<string, Count>;
  /** Playbooks that cannot fire, and what they miss. */
  unsupported: { playbook: string; missing: string[] }[];
};

/** Actions of a period at so many a week; a step counts as one week. */
export function room(perWeek: number, period: string): number {
  const isStep = Period.kindOf(period) === "step";
  const days = isStep ? 7 : Period.end(period) - Period.start(period);
  return Math.ceil((perWeek * days) / 7);
}

/** The actions there are already: which of this period, and when a playbook last spoke to a customer before it. */
function memory(known: Action.Info[], period: string) {
  const here = known.filter((action) => action.period === period);
  const spoken = new Map<string, number>();
  const pair = (playbook: string, customer: string) =>
    `${playbook}\0${customer}`;
  const pairs = new Set(here.map((a) => pair(a.playbook, a.customer)));
  for (const { playbook, customer, createdAt, period: of } of known) {
    if (of === period) continue;
    const key = pair(playbook, customer);
    const at = Date.parse(createdAt);
    spoken.set(key, Math.max(spoken.get(key) ?? -Infinity, at));
  }
  return {
    has: (playbook: string, customer: string) =>
      pairs.has(pair(playbook, customer)),
    lastMs: (playbook: string, customer: string) =>
      spoken.get(pair(playbook, customer)) ?? -Infinity,
    taken: (playbook?: string) =>
      here.filter(
        (action) =>
          !action.heldOut && (!playbook || action.playbook === playbook),
      ).length,
  };
}

type Opened = { condition: Condition.Info; column: Condition.Column }[];

function open({ when }: Playbook.Info, sheet: CustomerTable) {
  const opened: Opened = [];
  const missing = new Set<string>();
  for (const condition of when.all) {
    const column = Condition.read(condition, sheet);
    if (column) opened.push({ condition, column });
    else missing.add(Condition.spelled(condition));
  }
  return { opened, missing: [...missing] };
}

// A sheet may work its columns out whenever it is asked.
function remembered(sheet: CustomerTable): CustomerTable {
  const once = <T>(of: (column: string) => T) => {
    const known = new Map<string, T>();
    return (column: string) => {
      if (!known.has(column)) known.set(column, of(column));
      return known.get(column)!;
    };
  };
  return { ...sheet, number: once(sheet.number), text: once(sheet.text) };
}

const ascending = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * `known` are the actions there are already, of every period within the longest cool-down. Those of this very period
 * keep their room, so that a second run adds what still fits and never repeats one. Those held out are drawn before
 * the cut and recorded as far down the order as those acted on, so that both are alike but for the draw.
 */
export function propose(
  config: PlaybookConfig.Info,
  given: CustomerTable,
  { dataset, now, known }: { dataset: string; now: Date; known: Action.Info[] },
): Proposal {
  const sheet = remembered(given);
  const { period, id } = sheet;
  const priority = priorities(sheet);
  const before = memory(known, period);
  const unsupported: Proposal["unsupported"] = [];
  const counts: Proposal["counts"] = {};
  const candidates: {
    playbook: Playbook.Info;
    opened: Opened;
    i: number;
    order: number;
  }[] = [];
  config.playbooks.forEach((playbook, order) => {
    const { opened, missing } = open(playbook, sheet);
    if (missing.length) {
      unsupported.push({ playbook: playbook.id, missing });
      return;
    }
    const count = { matched: 0, cooling: 0, proposed: 0, held: 0, beyond: 0 };
    counts[playbook.id] = count;
    const sinceMs = now.getTime() - playbook.coolDownDays * dayMs;
    for (let i = 0; i < id.length; i++) {
      if (!opened.every((o) => Condition.holds(o.condition, o.column, i)))
        continue;
      count.matched++;
      if (before.has(playbook.id, id[i])) continue;
      if (before.lastMs(playbook.id, id[i]) > sinceMs) count.cooling++;
      else candidates.push({ playbook, opened, i, order });
    }
  });

  candidates.sort(
    (a, b) =>
      priority[b.i] - priority[a.i] ||
      ascending(id[a.i], id[b.i]) ||
      a.order - b.order,
  );
  let free = room(config.capacityPerWeek, period) - before.taken();
  const own = new Map(
    config.playbooks.map(({ id, capacityPerWeek = Infinity }) => [
      id,
      room(capacityPerWeek, period) - before.taken(id),
    ]),
  );
  const actions: Action.Info[] = [];
  for (const { playbook, opened, i } of candidates) {
    const count = counts[playbook.id];
    const rest = own.get(playbook.id)!;
    if (free <= 0 || rest <= 0) {
      count.beyond++;
      continue;
    }
    const held = DraftAction.isHeld(playbook, id[i], config.seed);
    if (held) count.held++;
    else {
      count.proposed++;
      free--;
      own.set(playbook.id, rest - 1);
    }
    actions.push(
      DraftAction.draft(playbook, sheet, i, {
        dataset,
        now,
        held,
        priority: priority[i],
        why: StepText.why(opened, sheet, i),
      }),
    );
  }
  return { actions, counts, unsupported };
}

export * as Propose from "./propose";
