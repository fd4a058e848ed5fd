// leaving: whether a positive label says that the customer has left
import type { Label } from "../learning/label";
import { plain } from "./name-words";

const leaves =
  /churn|exit|attrit|cancel|laps|left|leav|quit|lost|gone|terminat|abgang|gekündigt|kündig|résili|baja|流失|离开|取消/;
const stays =
  /renew|retain|retention|active|stay|verlänger|renouvel|renov|续约|留存|活跃/;
const no = /^(no|n|false|0|none|nein|non|否|不|未.*)$/;
const other =
  /convert|conversion|respon|upgrade|upsell|expan|purchas|bought|default|fraud|fail|claim|readmi/;

/**
 * A label named after leaving says so in any dataset, and so does the no of one named after staying. Labels of the customers'
 * own dataset say so by custom, unless they are named after something else.
 */
export function isLeaving(
  { column, positive }: Pick<Label.Info, "column" | "positive">,
  isCustomers: boolean,
): boolean {
  const [name, value] = [plain(column), plain(positive)];
  if (leaves.test(value) || value === "inactive") return true;
  if (stays.test(name) && !leaves.test(name)) return no.test(value);
  return leaves.test(name) || (isCustomers && !other.test(name));
}

export * as Leaving from "./leaving";
