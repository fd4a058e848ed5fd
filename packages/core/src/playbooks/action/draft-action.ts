// draft-action: a new action of a playbook for one customer, and the draw of customers who are held out
import type { Action } from "./action";
import { drawn, sha256 } from "../../base/digest";
import type { Playbook } from "../playbook";
import { Priority } from "./priority";
import { StepText } from "../step-text";
import { Calendar } from "../../reading/calendar";
import { Period } from "../../tabular/period";
import { CustomerTable } from "../../customers/customer-table";

const dayMs = 86_400_000;

/** The id is the same on every delivery; it contains the period, which is part of the action's key. */
export const idOf = (
  dataset: string,
  playbook: string,
  customer: string,
  period: string,
) =>
  `${period}-${sha256([dataset, playbook, customer, period].join("\0")).slice(0, 24)}`;

/**
 * Whether the customer is held out of a playbook. One draw decides for all playbooks and a quarter of a year, so that who is
 * left alone by one is not acted on by another; it never changes for one seed.
 */
export const isHeld = (
  { holdOut }: Pick<Playbook.Info, "holdOut">,
  customer: string,
  { seed, period }: { seed: number; period: string },
): boolean => drawn(seed, customer, quarterOf(period)) < holdOut;

function quarterOf(period: string) {
  if (Period.kindOf(period) === "step") return "";
  const { year, month } = Calendar.civil(Period.start(period));
  return `${year}-Q${Math.ceil(month / 3)}`;
}

function stakeOf(table: CustomerTable, i: number) {
  const revenue = CustomerTable.role(table, "revenue")?.[i] ?? NaN;
  return Number.isNaN(revenue) ? null : Priority.annual(revenue, table.period);
}

/** The action of a playbook for the customer in row i of the table. */
export function draft(
  playbook: Playbook.Info,
  table: CustomerTable,
  i: number,
  {
    dataset,
    now,
    held,
    priority,
    why,
  }: {
    dataset: string;
    now: Date;
    held: boolean;
    priority: number;
    why: Action.Info["why"];
  },
): Action.Info {
  const { period } = table;
  const customer = table.id[i];
  const at = now.toISOString();
  const name = table.roles.name ? table.text(table.roles.name)?.[i] : null;
  const due = (days: number) =>
    new Date(now.getTime() + days * dayMs).toISOString().slice(0, 10);
  const state = held ? "held" : "proposed";
  return {
    id: idOf(dataset, playbook.id, customer, period),
    dataset,
    customer,
    name: name ?? null,
    period,
    playbook: playbook.id,
    title: playbook.name,
    why,
    steps: playbook.steps.map(({ text, owner, dueDays }) => ({
      text: StepText.fill(text, table, name ?? customer, i),
      owner,
      due: due(dueDays),
    })),
    state,
    heldOut: held,
    priority,
    owner: playbook.steps[0].owner,
    due: due(Math.max(...playbook.steps.map(({ dueDays }) => dueDays))),
    createdAt: at,
    model: null,
    stake: stakeOf(table, i),
    history: [{ state, at }],
  };
}

export * as DraftAction from "./draft-action";
