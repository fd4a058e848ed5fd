// customer-months: how a customer's months follow each other, what they look like from outside, and whether it leaves
import { sigmoid } from "@mainstay/core/stats/log-odds";
import { plans, type Customer } from "./sample-customer";
import type { Random } from "./keyed-random";

export type State = {
  mood: number;
  adoption: number;
  trouble: number;
  trend: number;
  leaving: boolean;
};
export type Month = {
  activeSeats: number;
  tokens: number; // millions
  requests: number;
  spend: number;
  errorRate: number;
  rateLimited: number;
  latency: number; // 95th percentile, ms
  tickets: number;
  satisfaction: number; // felt, 1 to 10, answered or not
  csat: number | null;
  loyalty: number;
  succeeded: boolean;
  toRenewal: number; // months
  churned: boolean;
};

export const begin = (random: Random): State => ({
  mood: random.normal(0, 1),
  adoption: random.normal(0.2, 1),
  trouble: random.normal(0, 1),
  trend: random.normal(0, 0.5),
  leaving: false,
});

/** `at` is the month's index; a customer drawn to leave has this as its last month. */
export function live(
  customer: Customer,
  before: State,
  at: number,
  random: Random,
): { state: State; month: Month } {
  const tenure = at - customer.joined;
  const trouble =
    0.75 * before.trouble + random.normal(incident(customer, at), 0.65);
  const adoption = 0.9 * before.adoption + random.normal(0.04, 0.4);
  const mood =
    0.72 * before.mood -
    0.28 * trouble +
    0.15 * adoption +
    random.normal(0, 0.55);
  const trend = 0.7 * before.trend + 0.12 * mood + random.normal(0, 0.32);

  const share = sigmoid(
    0.5 + 0.95 * adoption + 0.35 * trend + random.normal(0, 0.25),
  );
  const activeSeats = Math.round(customer.seats * share);
  const load = Math.exp(
    0.45 * adoption +
      0.55 * trend +
      0.012 * tenure +
      random.normal(-0.15, 0.22),
  );
  const tokens = customer.commitment * load * (before.leaving ? 0.55 : 1);
  const errorRate = Math.min(
    0.4,
    0.011 * Math.exp(0.75 * trouble + random.normal(0, 0.25)),
  );
  const satisfaction = clamp(
    7.3 + 1.25 * mood + customer.temper + random.normal(0, 0.5),
    1,
    10,
  );
  const term = customer.annual ? 12 : 1;
  const month: Month = {
    ...{ activeSeats, tokens, errorRate, satisfaction },
    requests: Math.round(tokens * 820 * Math.exp(random.normal(0, 0.18))),
    spend:
      tokens * plans[customer.plan].price * Math.exp(random.normal(0, 0.03)),
    rateLimited: Math.max(
      0,
      Math.round(
        customer.seats * Math.exp(0.9 * (load - 1) + random.normal(-1, 0.6)),
      ),
    ),
    latency: Math.round(
      640 * Math.exp(0.22 * trouble + random.normal(0, 0.18)),
    ),
    tickets: random.poisson(
      0.5 * Math.exp(0.45 * trouble - 0.2 * mood) + (tenure < 3 ? 0.7 : 0),
    ),
    csat: random.chance(0.72) ? Math.round(satisfaction) : null,
    loyalty: Math.round(
      clamp(
        6.4 +
          1.1 * mood +
          0.7 * adoption +
          customer.temper +
          random.normal(0, 0.9),
        0,
        10,
      ),
    ),
    succeeded: random.chance(sigmoid(0.1 + 0.9 * adoption + 0.5 * mood)),
    toRenewal: (term - (tenure % term)) % term,
    churned: before.leaving,
  };
  const hazard = sigmoid(
    risk(customer, month, { mood, adoption, trouble, trend }, tenure),
  );
  return {
    state: { mood, adoption, trouble, trend, leaving: random.chance(hazard) },
    month,
  };
}

// Log-odds of leaving next month. Annual customers leave around their renewal; large ones mind errors, small ones mind price.
function risk(
  customer: Customer,
  month: Month,
  { mood, adoption, trouble, trend }: Omit<State, "leaving">,
  tenure: number,
) {
  const { plan, annual, frailty } = customer;
  const large = plan === "Scale" || plan === "Enterprise";
  const renewing = annual && month.toRenewal <= 2;
  return (
    -5.55 +
    frailty -
    1.05 * mood -
    1.15 * adoption -
    1.0 * trend +
    (large ? 0.75 : 0.3) * Math.max(0, trouble) +
    (renewing ? 1.1 : 0) +
    (plan === "Starter" ? 0.7 : 0) +
    (plan === "Enterprise" ? -0.7 : 0) +
    (tenure < 4 ? 0.6 : 0)
  );
}

// A bad month in one region, and a rough release for everybody; both are over the month after.
function incident({ region }: Customer, at: number): number {
  if (at % 12 === 4 && region === "Asia Pacific") return 1.3;
  if (at % 12 === 8) return 0.35;
  return 0;
}

const clamp = (x: number, low: number, high: number) =>
  Math.min(high, Math.max(low, x));
