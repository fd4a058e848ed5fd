// conversion-rates: shares of users who take the next step: view to cart to purchase, trial to paid contract
import type { Event } from "../events/event";
import { Estimate } from "./estimate";
import { MetricConfig } from "./metric-config";

const step = (from: string, to: string) =>
  `Distinct users who did both in the period, as a share of those who did the first: ${from}, then ${to}.`;

export const definitions = Estimate.define({
  viewToCart: {
    name: "View to cart",
    unit: "share",
    text: step("a view", "a cart"),
    formula: "|viewed ∩ carted| / |viewed|",
  },
  cartToPurchase: {
    name: "Cart to purchase",
    unit: "share",
    text: step("a cart", "a purchase"),
    formula: "|carted ∩ purchased| / |carted|",
  },
  viewToPurchase: {
    name: "View to purchase",
    unit: "share",
    text: step("a view", "a purchase"),
    formula: "|viewed ∩ purchased| / |viewed|",
  },
  trialToPaid: {
    name: "Trial to paid",
    unit: "share",
    text: "Customers on trial in the period before whose trial is over and who pay now, as a share of all whose trial is over; who left has not converted.",
    formula: "paying / trials over",
  },
});

const bits = { view: 1, cart: 2, purchase: 4 };
type Step = keyof typeof bits;

/** Conversion of the users with events from `from` to before `to` (ms). */
export function funnel(
  { users, actions, user, action, time }: Event.Log,
  {
    from,
    to,
    words,
  }: { from: number; to: number; words: MetricConfig.Actions },
) {
  const bitOf = actions.map((name) => {
    const steps = Object.keys(bits) as Step[];
    const step = steps.find((step) =>
      words[step].some(
        (word) => MetricConfig.plain(word) === MetricConfig.plain(name),
      ),
    );
    return step ? bits[step] : 0;
  });
  const did = new Uint8Array(users.length);
  for (let i = 0; i < time.length; i++)
    if (time[i] >= from && time[i] < to && action[i] >= 0)
      did[user[i]] |= bitOf[action[i]];
  const share = (first: Step, second: Step): Estimate.Value => {
    const firsts = did.filter((done) => done & bits[first]);
    return firsts.length === 0
      ? Estimate.none(`The period's events name no ${first}.`)
      : Estimate.proportion(
          firsts.filter((done) => done & bits[second]).length,
          firsts.length,
        );
  };
  return {
    viewToCart: share("view", "cart"),
    cartToPurchase: share("cart", "purchase"),
    viewToPurchase: share("view", "purchase"),
  };
}

/** `before` lists the customers on trial in the period before; the sets hold those of now. */
export function trialToPaid(
  before: string[],
  onTrial: Set<string>,
  paying: Set<string>,
): Estimate.Value {
  const over = before.filter((id) => !onTrial.has(id));
  return over.length === 0
    ? Estimate.none("No trial of the period before is over.")
    : Estimate.proportion(
        over.filter((id) => paying.has(id)).length,
        over.length,
      );
}

export * as ConversionRates from "./conversion-rates";
