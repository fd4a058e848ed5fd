// conversion: how many go the next step: from a look to the cart to the purchase, from the trial to the contract
import type { Event } from "../event";
import * as Metric from "../metric";
import { plain, type Actions } from "./config";

const step = (from: string, to: string) =>
  `Distinct users who did both in the period, as a share of those who did the first: ${from}, then ${to}.`;

export const definitions = {
  viewToCart: {
    version: 1,
    name: "View to cart",
    unit: "share",
    text: step("a view", "a cart"),
    formula: "|viewed ∩ carted| / |viewed|",
  },
  cartToPurchase: {
    version: 1,
    name: "Cart to purchase",
    unit: "share",
    text: step("a cart", "a purchase"),
    formula: "|carted ∩ purchased| / |carted|",
  },
  viewToPurchase: {
    version: 1,
    name: "View to purchase",
    unit: "share",
    text: step("a view", "a purchase"),
    formula: "|viewed ∩ purchased| / |viewed|",
  },
  trialToPaid: {
    version: 1,
    name: "Trial to paid",
    unit: "share",
    text: "Customers on trial in the period before whose trial is over and who pay now, as a share of all whose trial is over; who left has not converted.",
    formula: "paying / trials over",
  },
} as const satisfies Record<string, Metric.Definition>;

const bits = { view: 1, cart: 2, purchase: 4 };
type Step = keyof typeof bits;

/** Of the events between two moments in ms; `to` is the first after. */
export function funnel(
  { users, actions, user, action, time }: Event.Log,
  { from, to, words }: { from: number; to: number; words: Actions },
) {
  const meant = actions.map((name) => {
    const steps = Object.keys(bits) as Step[];
    const found = steps.find((step) =>
      words[step].some((word) => plain(word) === plain(name)),
    );
    return found ? bits[found] : 0;
  });
  const did = new Uint8Array(users.length);
  for (let i = 0; i < time.length; i++)
    if (time[i] >= from && time[i] < to && action[i] >= 0)
      did[user[i]] |= meant[action[i]];
  const of = (first: Step, second: Step): Metric.Value => {
    let firsts = 0;
    let both = 0;
    for (const one of did) {
      if (!(one & bits[first])) continue;
      firsts++;
      if (one & bits[second]) both++;
    }
    return firsts === 0
      ? Metric.none(`The period's events name no ${first}.`)
      : Metric.proportion(both, firsts);
  };
  return {
    viewToCart: of("view", "cart"),
    cartToPurchase: of("cart", "purchase"),
    viewToPurchase: of("view", "purchase"),
  };
}

/** `before` were on trial in the period before; the sets are of now. */
export function trials(
  before: string[],
  onTrial: Set<string>,
  paying: Set<string>,
): Metric.Value {
  const over = before.filter((id) => !onTrial.has(id));
  return over.length === 0
    ? Metric.none("No trial of the period before is over.")
    : Metric.proportion(
        over.filter((id) => paying.has(id)).length,
        over.length,
      );
}

export * as Conversion from "./conversion";
