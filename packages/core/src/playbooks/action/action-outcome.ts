// action-outcome: the outcome of an action, measured in a later period alike for customers acted on and held out
import type { Action } from "./action";
import { Period } from "../../tabular/period";
import type { Playbook } from "../playbook";
import type { PlaybookConfig } from "../playbook-config";
import { Condition } from "../condition";
import type { CustomerTable } from "../../customers/customer-table";

type Measure = (i: number | undefined) => Action.Value | null;

/**
 * Measures a customer by its row, undefined for one that is gone. That one was not retained and meets no condition, and has no
 * value. A condition on an absent column measures nobody.
 */
function measureOf(
  { outcome }: Playbook.Info,
  table: CustomerTable,
  left: Set<string>,
): Measure {
  if (outcome.kind === "retained")
    return (i) => i !== undefined && !left.has(table.id[i]);
  if (outcome.kind === "value") {
    const values = Condition.read(outcome.of, table)?.number;
    return (i) => {
      const value = i === undefined ? undefined : values?.[i];
      return value === undefined || Number.isNaN(value) ? null : value;
    };
  }
  const all = outcome.all.map((condition) => ({
    condition,
    column: Condition.read(condition, table),
  }));
  if (all.some(({ column }) => !column)) return () => null;
  return (i) =>
    i !== undefined &&
    all.every(({ condition, column }) =>
      Condition.holds(condition, column!, i),
    );
}

/**
 * Outcomes of the actions that are old enough in the table's period and have none yet. `left` holds the customers whose label
 * had turned positive by then, as they may still be in the table.
 */
export function read(
  { playbooks }: PlaybookConfig.Info,
  actions: Action.Info[],
  table: CustomerTable,
  left: Set<string>,
): { id: string; value: Action.Value }[] {
  const row = new Map(table.id.map((id, i) => [id, i]));
  const measures = new Map(
    playbooks.map((playbook) => [
      playbook.id,
      { playbook, measure: measureOf(playbook, table, left) },
    ]),
  );
  return actions.flatMap((action) => {
    const found = measures.get(action.playbook);
    if (!found || action.measured) return [];
    const { periods } = found.playbook.outcome;
    if (Period.distance(action.period, table.period) < periods) return [];
    const value = found.measure(row.get(action.customer));
    return value === null ? [] : [{ id: action.id, value }];
  });
}

export * as ActionOutcome from "./action-outcome";
