// reason: a column's share of one score, in log-odds
import * as z from "zod";

export const Info = z.object({
  column: z.string(),
  value: z.string().nullable(),
  contribution: z.number(),
});
export type Info = z.infer<typeof Info>;

// The `count` largest, whichever way they push.
export const largest = (reasons: Info[], count: number) =>
  [...reasons]
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
    .slice(0, count);

// One cell of a file: Contract = Month-to-month (+0.83)
export function phrase({ column, value, contribution }: Info) {
  const sign = contribution < 0 ? "" : "+";
  return `${column} = ${value ?? "(missing)"} (${sign}${contribution.toFixed(2)})`;
}

export * as Reason from "./reason";
