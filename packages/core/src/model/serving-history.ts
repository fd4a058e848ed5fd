// serving-history: which version of a model served when, by whose word and why; entries are only ever added
import * as z from "zod";
import { Failure } from "../base/error";

export const Promotion = z.object({
  version: z.string(),
  at: z.iso.datetime(), // when it began to serve
  by: z.enum(["training", "promote", "rollback", "approve", "rule"]),
  who: z.string().optional(), // the name of the key that asked, or of the schedule
  why: z.string().optional(),
});
export type Promotion = z.infer<typeof Promotion>;

export const Span = Promotion.extend({
  until: z.iso.datetime().nullable(), // null of the one that serves
});
export type Span = z.infer<typeof Span>;

/** The history with one more entry, whose moment is never before the last one's, whatever clock it was read from. */
export function add(
  history: readonly Promotion[],
  entry: Omit<Promotion, "at"> & { at: Date },
): Promotion[] {
  const last = history.at(-1)?.at ?? "";
  const at = entry.at.toISOString();
  return [...history, { ...entry, at: at > last ? at : last }];
}

export const spans = (history: readonly Promotion[]): Span[] =>
  history.map((entry, k) => ({ ...entry, until: history[k + 1]?.at ?? null }));

/** From and to are moments in ms; a bare day is all of it. */
function momentOf(text: string): { from: number; to: number } {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  const from = Date.parse(isDay ? `${text}T00:00:00.000Z` : text);
  if (Number.isNaN(from))
    throw new Failure(
      "request.invalid",
      `at: expected a day such as 2026-03-31 or a moment such as 2026-03-31T12:00:00Z, got "${text}"`,
    );
  return { from, to: isDay ? from + 86_399_999 : from };
}

/**
 * What served at a moment, or on a day at any moment of it. `serving` is the last of them, null before the first promotion. A
 * version that was replaced in the very millisecond in which it began served at no moment.
 */
export function at(history: readonly Promotion[], when: string) {
  const { from, to } = momentOf(when);
  const items = spans(history).filter(
    ({ at, until }) =>
      Date.parse(at) <= to &&
      (until === null || (Date.parse(until) > from && until > at)),
  );
  return { items, serving: items.at(-1) ?? null };
}

export * as ServingHistory from "./serving-history";
