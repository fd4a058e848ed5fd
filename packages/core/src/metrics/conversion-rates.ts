// conversion-rates: how many go the next step: from a look to the cart to the purchase, from the trial to the contract
import type { Event } from "../events/event";
import { Estimate } from "./estimate";
import { plain, type Actions } from "./metric-config";

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
} as const satisfies Record<string, Estimate.Definition>;

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
  const of = (first: Step, second: Step): Estimate.Value => {
    let firsts = 0;
    let both = 0;
    for (const one of did) {
      if (!(one & bits[first])) continue;
      firsts++;
      if (one & bits[second]) both++;
    }
    return firsts === 0
      ? Estimate.none(`The period's events name no ${first}.`)
      : Estimate.proportion(both, firsts);
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
