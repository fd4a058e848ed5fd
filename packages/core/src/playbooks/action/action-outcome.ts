// action-outcome: what a customer's later month says came of an action, read alike whether acted on or held out
import type { Action } from "./action";
import { Period } from "../../tabular/period";
import type { Playbook } from "../playbook";
import type { PlaybookConfig } from "../playbook-config";
import { Condition } from "../condition";
import type { CustomerTable } from "../../customers/customer-table";

type Reading = (i: number | undefined) => Action.Value | null;

/**
 * `i` is the customer's row, undefined when it is gone. Who is gone was not retained and met no condition, but has no
 * value; a condition on a column that is not there says nothing of anybody.
 */
function reading(
  { outcome }: Playbook.Info,
  sheet: CustomerTable,
  left: Set<string>,
): Reading {
  if (outcome.kind === "retained")
    return (i) => i !== undefined && !left.has(sheet.id[i]);
  if (outcome.kind === "value") {
    const values = Condition.read(outcome.of, sheet)?.number;
    return (i) => {
      const value = i === undefined ? undefined : values?.[i];
      return value === undefined || Number.isNaN(value) ? null : value;
    };
  }
  const all = outcome.all.map((condition) => ({
    condition,
    column: Condition.read(condition, sheet),
  }));
  if (all.some(({ column }) => !column)) return () => null;
  return (i) =>
    i !== undefined &&
    all.every(({ condition, column }) =>
      Condition.holds(condition, column!, i),
    );
}

/**
 * Outcomes of the actions that are old enough for the sheet's period and have none yet. `left` are the customers who
 * by then had gone though they may still stand in the sheet: their label turned positive.
 */
export function read(
  { playbooks }: PlaybookConfig.Info,
  actions: Action.Info[],
  sheet: CustomerTable,
  left: Set<string>,
): { id: string; value: Action.Value }[] {
  const row = new Map(sheet.id.map((id, i) => [id, i]));
  const readings = new Map(
    playbooks.map((playbook) => [
      playbook.id,
      { playbook, of: reading(playbook, sheet, left) },
    ]),
  );
  return actions.flatMap((action) => {
    const found = readings.get(action.playbook);
    if (!found || action.measured) return [];
    const { periods } = found.playbook.outcome;
    if (Period.distance(action.period, sheet.period) < periods) return [];
    const value = found.of(row.get(action.customer));
    return value === null ? [] : [{ id: action.id, value }];
  });
}

export * as ActionOutcome from "./action-outcome";
