// product-usage: how much customers use of what they bought, how often, and how soon they had a first value
import type { Event } from "../events/event";
import { Estimate } from "./estimate";
import { Survival } from "./survival";
import { ListCells } from "./list-cells";
import { RatioEstimate } from "./ratio-estimate";

export const definitions = Estimate.define({
  adoption: {
    name: "Seat adoption",
    unit: "share",
    text: "Active seats over paid seats, summed over customers; a customer's active seats count up to its paid ones.",
    formula: "Σ min(active, paid) / Σ paid",
  },
  breadth: {
    name: "Feature breadth",
    unit: "share",
    text: "Features a customer uses over the features there are, mean over customers.",
    formula: "Σ (used / available) / n",
  },
  stickiness: {
    name: "Stickiness",
    unit: "share",
    text: "Users active on a day over users active in the period: from the customers' columns, summed over customers; without them from the event log, days averaged.",
    formula: "DAU / MAU",
  },
  referrals: {
    name: "Referrals",
    unit: "count",
    text: "New customers that the period's customers have referred.",
    formula: "Σ referrals",
  },
  referralValue: {
    name: "Value of referrals",
    unit: "money",
    text: "What the referred customers have brought, as the column says.",
    formula: "Σ value",
  },
  onboarded: {
    name: "Onboarded",
    unit: "share",
    text: "Customers whose onboarding is done by the period's end, as a share of those of whom it is known; in a column of dates an empty cell means not yet.",
    formula: "done / customers",
  },
  trained: {
    name: "Trained",
    unit: "share",
    text: "Customers whose training is done by the period's end, as a share of those of whom it is known; in a column of dates an empty cell means not yet.",
    formula: "done / customers",
  },
  timeToFirstValueMedian: {
    name: "Time to first value, median",
    unit: "days",
    text: "Days from sign-up by which half of the period's customers had their first value (Kaplan–Meier); those still without count as not yet, up to the period's end.",
    formula: "smallest t with S(t) ≤ 0.5",
  },
  timeToFirstValueP90: {
    name: "Time to first value, 90 %",
    unit: "days",
    text: "Days from sign-up by which nine of ten of the period's customers had their first value (Kaplan–Meier); those still without count as not yet, up to the period's end.",
    formula: "smallest t with S(t) ≤ 0.1",
  },
});

type Column = Float64Array | null; // [customer], NaN missing; null without the role

/** Σ part / Σ whole over customers, each part cut to 0 … its whole. */
export function usedShare(
  roles: [part: string, whole: string],
  part: Column,
  whole: Column,
): Estimate.Value {
  if (!part || !whole) return Estimate.withoutRole(roles[part ? 1 : 0]);
  const pairs = RatioEstimate.pairs(part, whole);
  const n = pairs.part.length;
  if (n === 0)
    return Estimate.none(`No customer has both ${roles[0]} and ${roles[1]}.`);
  const clipped = pairs.part.map((value, i) =>
    Math.min(Math.max(value, 0), pairs.whole[i]),
  );
  return RatioEstimate.ratio({ ...pairs, part: clipped }, { max: 1 });
}

export const adoption = (active: Column, seats: Column) =>
  usedShare(["activeSeats", "seats"], active, seats);

/** `features` holds a number for each customer, or the cell that lists them. */
export function breadth(
  features: Float64Array | (string | null)[] | null,
  available: number | null,
): Estimate.Value {
  if (!features) return Estimate.withoutRole("features");
  const listed = Array.isArray(features);
  const count = available ?? (listed ? ListCells.tally(features).size : 0);
  if (count === 0)
    return Estimate.none("How many features there are to use is not set.");
  const counts = listed ? ListCells.sizes(features) : features;
  return Estimate.summarise("features", counts, (known) => {
    const outside = known.filter((used) => used < 0 || used > count).length;
    return outside === 0
      ? bounded(Estimate.mean(known.map((used) => used / count)))
      : Estimate.none(
          `${outside} of ${known.length} values of features lie outside 0 to ${count}.`,
        );
  });
}

const bounded = (value: Estimate.Value): Estimate.Value =>
  value.value === null || value.low === undefined || value.high === undefined
    ? value
    : {
        ...value,
        low: Math.max(0, value.low),
        high: Math.min(1, value.high),
      };

/** Mean daily users over the users of the whole time from `from` to before `to` (ms). The log is in order of time. */
export function stickiness(
  { users, user, time }: Event.Log,
  from: number,
  to: number,
): Estimate.Value {
  const dayMs = 86_400_000;
  const lastDay = new Float64Array(users.length).fill(-Infinity);
  let userDays = 0;
  let active = 0;
  for (let i = 0; i < time.length; i++) {
    if (time[i] < from || time[i] >= to) continue;
    const day = Math.floor(time[i] / dayMs);
    if (lastDay[user[i]] === day) continue;
    if (lastDay[user[i]] === -Infinity) active++;
    lastDay[user[i]] = day;
    userDays++;
  }
  if (active === 0) return Estimate.none("The period has no events.");
  return { value: userDays / ((to - from) / dayMs) / active, n: active };
}

export function total(role: string, values: Column): Estimate.Value {
  return Estimate.summarise(role, values, (known) => ({
    value: known.reduce((sum, value) => sum + value, 0),
    n: known.length,
  }));
}

/** Share of customers done: the column says yes or no (1 or 0), or the day it was done, which counts before the day `end`. */
export function milestone(
  role: string,
  values: Column,
  end: number,
): Estimate.Value {
  const isDates = values?.some(
    (value) => !Number.isNaN(value) && value !== 0 && value !== 1,
  );
  return Estimate.summarise(role, values, (known) =>
    isDates
      ? Estimate.proportion(
          known.filter((day) => day < end).length,
          values!.length,
        )
      : Estimate.share(known),
  );
}

/** Columns are days, NaN where there was no first value yet; `end` is the first day after the period. */
export function timeToFirstValue(
  signup: Column,
  firstValue: Column,
  end: number,
) {
  const both = (value: Estimate.Value) => ({
    timeToFirstValueMedian: value,
    timeToFirstValueP90: value,
  });
  if (!signup || !firstValue)
    return both(Estimate.withoutRole(signup ? "firstValue" : "signup"));
  if (firstValue.some((day) => day === 0 || day === 1))
    return both(
      Estimate.none("The column of firstValue says yes or no, not when."),
    );
  const ended = firstValue.map((day) => +(day < end));
  const days = signup.map((day, i) => (ended[i] ? firstValue[i] : end) - day);
  const curve = Survival.kaplanMeier(days, ended);
  return {
    timeToFirstValueMedian: Survival.quantile(curve, 0.5),
    timeToFirstValueP90: Survival.quantile(curve, 0.9),
  };
}

export * as ProductUsage from "./product-usage";
