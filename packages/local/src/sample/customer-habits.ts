// customer-habits: what a customer answers, has set up and runs on, month by month; drawn apart, so that nobody's life changes by being asked
import type { Customer } from "./sample-customer";
import type { Month } from "./customer-months";
import { stream, type Random } from "./keyed-random";

const people = ["Ana", "Bo", "Chidi", "Dana", "Emre", "Fang"];
// How many of the twelve features of the console a customer has ever used.
export const features = 12;
// The second generation is to be retired; customers move on one after the other.
export const generations = ["atlas-2", "atlas-3", "atlas-3.5"] as const;

export type Habit = {
  owner: string;
  features: number;
  nps: number | null;
  ces: number | null;
  model: string;
  onboarded: number | null; // days after signup, null while not reached
  trained: number | null;
  firstValue: number | null;
  referrals: number;
  referralValue: number;
  fee: number; // a month, after what was bought more or given up
};

/** `months` of its life so far are passed in order; the answer is the month's. */
export function habits(customer: Customer, seed: number, number: number) {
  const random = stream(seed, `habit ${number}`);
  let owner = random.pick(people);
  let generation = random.weighted([
    [0, 3],
    [1, 5],
    [2, 2],
  ]);
  let size = 1;
  const after = {
    onboarded: waits(random, 12, 0.04),
    trained: waits(random, 40, 0.3),
    firstValue: waits(random, 24, 0.08),
  };
  return (month: Month, daysSinceSignup: number): Habit => {
    if (owner === "" ? random.chance(0.4) : random.chance(0.006))
      owner = owner === "" ? random.pick(people) : "";
    if (random.chance(0.06)) generation = Math.min(2, generation + 1);
    const share = month.activeSeats / customer.seats;
    if (random.chance(share > 0.75 ? 0.03 : 0.008)) size *= 1.2;
    else if (random.chance(share < 0.45 ? 0.025 : 0.004)) size *= 0.85;
    const felt = month.loyalty + random.normal(0.6, 1);
    const ease = 1 + 0.6 * month.satisfaction + random.normal(0, 0.8);
    const happy = Math.max(0, month.satisfaction - 6);
    const referrals = random.poisson(0.012 * happy);
    const reached = (days: number) => (days <= daysSinceSignup ? days : null);
    return {
      owner,
      features: Math.min(
        features,
        1 + Math.round((features - 1) * share * (0.7 + 0.3 * random.uniform())),
      ),
      nps: random.chance(0.35) ? within(0, 10, felt) : null,
      ces: random.chance(0.3) ? within(1, 7, ease) : null,
      model: generations[generation],
      onboarded: reached(after.onboarded),
      trained: reached(after.trained),
      firstValue: reached(after.firstValue),
      referrals,
      fee: Math.round(customer.fee * size * 10) / 10,
      referralValue: referrals && Math.round(customer.fee * 0.1 * referrals),
    };
  };
}

// Days until something is done; a share never gets there.
const waits = (random: Random, mean: number, never: number) => {
  const days = Math.ceil(-mean * Math.log(1 - random.uniform()));
  return random.chance(never) ? Infinity : days;
};

const within = (low: number, high: number, value: number) =>
  Math.min(high, Math.max(low, Math.round(value)));
