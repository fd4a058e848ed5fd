// lifecycle: the stage of each customer, as its file says, else by its dates: onboarding, adopted or renewing
import { CustomerTable } from "../customers/customer-table";

const onboardingDays = 90;
// Who has not finished onboarding by then is no newcomer any more.
const maxOnboardingDays = 365;
const renewingDays = 90;

/** [customer], null where nothing tells; null without a column that could. Days count from the table's own day. */
export function stagesOf(table: CustomerTable): (string | null)[] | null {
  const { stage } = table.roles;
  const said = stage === undefined ? null : table.text(stage);
  if (said) return said;
  const tenure = table.number("tenure.days");
  const renewal = table.number("renewal.days");
  if (!tenure && !renewal) return null;
  const onboarded = CustomerTable.role(table, "onboarded");
  const today = CustomerTable.countedFrom(table);
  // A date, or yes and no as 1 and 0.
  const isOpen = (value: number) =>
    Number.isNaN(value) || value === 0 || (value > 1 && value > today);
  return table.id.map((_, i) => {
    const [days, left] = [tenure?.[i] ?? NaN, renewal?.[i] ?? NaN];
    if (days < onboardingDays) return "onboarding";
    if (onboarded && days < maxOnboardingDays && isOpen(onboarded[i]))
      return "onboarding";
    if (left >= 0 && left <= renewingDays) return "renewing";
    return Number.isNaN(days) && Number.isNaN(left) ? null : "adopted";
  });
}

export * as Lifecycle from "./lifecycle";
