// leaving: whether a positive label says that the customer has left
import type { Label } from "../tabular/definition";
import { plain } from "./name-words";

const leaves =
  /churn|exit|attrit|cancel|laps|left|leav|quit|lost|gone|terminat|renew|retain|abgang|gekündigt|kündig|résili|baja|流失|离开|取消|续约/;
const other =
  /convert|conversion|respon|upgrade|upsell|expan|purchas|bought|default|fraud|fail|claim|readmi/;

/**
 * A label named after leaving says so in any dataset. Labels of the customers' own dataset say so by custom, unless they are
 * named after something else.
 */
export function isLeaving(
  { column, positive }: Pick<Label, "column" | "positive">,
  isCustomers: boolean,
): boolean {
  const name = plain(column) + plain(positive);
  return leaves.test(name) || (isCustomers && !other.test(name));
}

export * as Leaving from "./leaving";
