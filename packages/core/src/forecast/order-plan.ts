// order-plan: what to order of a product, how much and on which day, out of its stock and the forecast of its demand
import * as z from "zod";
import { Calendar } from "../reading/calendar";
import type { Point } from "./forecast";
import { Reorder, reorderPoint } from "./reorder-point";

export const Info = Reorder.extend({
  orderUpTo: z.number().describe("What stock and order together come to"),
  orderOn: z.iso
    .date()
    .nullable()
    .describe("The day stock falls to the reorder point; null: not foreseen"),
  now: z.boolean().describe("Stock is at the reorder point or below"),
  quantity: z
    .int()
    .nullable()
    .describe("Units to order on that day; null without a day"),
  arrivesOn: z.iso.date().nullable(),
  runsOutOn: z.iso
    .date()
    .nullable()
    .describe("The day stock ends if nothing is ordered; null: not foreseen"),
});
export type Info = z.infer<typeof Info>;

/** A period's forecast, and the days it has, as days since 1970-01-01: the first one, and the first one after it. */
export type Span = Point & { from: number; to: number };

export type Given = {
  stock: number; // units on `today`
  today: number; // days since 1970-01-01
  spans: Span[]; // without gaps, oldest first
  leadTime: number; // periods from an order to its arrival
  serviceLevel: number;
};

/**
 * Periodic review with an order-up-to level (R, s, S; Silver, Pyke & Thomas 2017, chapter 6): stock falls evenly over the days of
 * each period by what is foretold; on the day it reaches the reorder point s it is ordered up to S, the reorder point for the
 * lead time and one period more, so that one order lasts a period.
 */
export function plan({
  stock,
  today,
  spans,
  leadTime,
  serviceLevel,
}: Given): Info {
  const ahead = spans.filter(({ to }) => to > today);
  const points = ahead.length ? ahead : spans.slice(-1);
  const within = (time: number) => Math.min(time, points.length);
  const reorder = reorderPoint({
    forecast: { points },
    leadTime: within(leadTime),
    serviceLevel,
  });
  const upTo = reorderPoint({
    forecast: { points },
    leadTime: within(leadTime + 1),
    serviceLevel,
  }).reorderPoint;
  const orderDay = dayOf(stock - reorder.reorderPoint, today, ahead);
  const outDay = dayOf(stock, today, ahead);
  const left =
    orderDay === today
      ? stock
      : Math.min(stock, Math.max(0, reorder.reorderPoint));
  const quantity = Math.max(0, Math.ceil(upTo - left));
  const isOrdered = orderDay !== null && quantity > 0;
  return {
    ...reorder,
    orderUpTo: upTo,
    orderOn: isOrdered ? dateOf(orderDay) : null,
    now: isOrdered && orderDay === today,
    quantity: isOrdered ? quantity : null,
    arrivesOn: isOrdered ? dateOf(after(orderDay, leadTime, spans)) : null,
    runsOutOn: outDay === null ? null : dateOf(outDay),
  };
}

/** The first day, from today on, at whose beginning so many units have been used; null where that lies beyond the forecast. */
function dayOf(units: number, today: number, spans: Span[]): number | null {
  if (units <= 0) return today;
  let used = 0;
  for (const { from, to, value } of spans) {
    const rate = Math.max(0, value) / (to - from);
    const begin = Math.max(from, today);
    if (used + rate * (to - begin) >= units)
      return begin + Math.ceil((units - used) / rate - 1e-9);
    used += rate * (to - begin);
  }
  return null;
}

// Periods differ in days; the mean of those foretold is meant.
function after(day: number, periods: number, spans: Span[]) {
  const days = (spans.at(-1)!.to - spans[0].from) / spans.length;
  return day + Math.round(periods * days);
}

const dateOf = (day: number) =>
  new Date(day * Calendar.dayMs).toISOString().slice(0, 10);

export * as OrderPlan from "./order-plan";
