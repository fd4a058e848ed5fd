// experience: what comments say of the four sides of a customer's experience, summed by channel, by customer, or by anything else
import * as z from "zod";
import { Feedback } from "./feedback";
import { Dimension } from "./topic/dimension";

const count = z.int().min(0);

export const Counts = z.object({
  dimension: Dimension.Name,
  comments: count,
  negative: count,
  positive: count,
});
export type Counts = z.infer<typeof Counts>;

export const ByCustomer = Counts.extend({ customer: z.string() });
export type ByCustomer = z.infer<typeof ByCustomer>;

/** A row for each side and each of what a comment counts for; comments without a sentiment count for nothing. */
export function sum<T extends string | null>(
  comments: Feedback.Info[],
  countsFor: (comment: Feedback.Info) => T[],
): (Counts & { of: T })[] {
  const found = new Map<string, Counts & { of: T }>();
  for (const comment of comments) {
    const side = Feedback.side(comment.sentiment);
    if (!comment.text || !side) continue;
    for (const dimension of Dimension.of(comment.text))
      for (const of of countsFor(comment)) {
        const key = JSON.stringify([dimension, of]);
        const row = found.get(key) ?? {
          ...{ dimension, of, comments: 0, negative: 0, positive: 0 },
        };
        row.comments++;
        if (side !== "mixed") row[side]++;
        found.set(key, row);
      }
  }
  return [...found.values()];
}

/** Of each customer, by its id. */
export const byCustomer = (comments: Feedback.Info[]): ByCustomer[] =>
  sum(comments, ({ customer }) => [customer])
    .map(({ of: customer, ...row }) => ({ ...row, customer }))
    .sort(
      (a, b) =>
        (a.customer < b.customer ? -1 : a.customer > b.customer ? 1 : 0) ||
        Dimension.names.indexOf(a.dimension) -
          Dimension.names.indexOf(b.dimension),
    );

export * as Experience from "./experience";
