// render-action: an open action in the words and figures of today
import type { CustomerTable } from "../../customers/customer-table";
import { Condition } from "../condition";
import type { Playbook } from "../playbook";
import { StepText } from "../step-text";
import type { Action } from "./action";

/**
 * The action as it reads for customer i of a table whose days count from today. A figure that the table does not have leaves
 * the words of the day when the action was proposed.
 */
export function render(
  action: Action.Info,
  { name, when, steps }: Playbook.Info,
  table: CustomerTable,
  i: number,
): Action.Info {
  const opened = when.all.flatMap((condition) => {
    const column = Condition.read(condition, table);
    return column ? [{ condition, column }] : [];
  });
  const isWhole =
    opened.length === when.all.length && steps.length === action.steps.length;
  if (!isWhole) return action;
  const customer = action.name ?? action.customer;
  return {
    ...action,
    title: name,
    why: StepText.why(opened, table, i),
    steps: action.steps.map(({ due }, k) => ({
      text: StepText.fill(steps[k].text, table, customer, i),
      owner: steps[k].owner,
      due,
    })),
  };
}

/** Whether the playbook's conditions hold of customer i; null where a column is missing. */
export function applies(
  { when }: Playbook.Info,
  table: CustomerTable,
  i: number,
): boolean | null {
  let all: boolean | null = true;
  for (const condition of when.all) {
    const column = Condition.read(condition, table);
    if (!column) all &&= null;
    else if (!Condition.holds(condition, column, i)) return false;
  }
  return all;
}

export * as RenderAction from "./render-action";
