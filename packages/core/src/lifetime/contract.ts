// contract: what customers under contract are yet to bring: monthly revenue over the months they are expected to stay
import * as z from "zod";

/** Survival of a customer by month, and what share leaves in every month beyond. */
export const Curve = z.object({
  survival: z.array(z.number().min(0).max(1)).describe("[month], from 1 at 0"),
  tail: z.number().min(0).max(1),
  n: z.int(),
  ended: z.int(),
});
export type Curve = z.infer<typeof Curve>;

/** `tenure` in months and whether the contract has ended, one entry per customer. */
export declare function curve(input: {
  tenure: ArrayLike<number>;
  ended: ArrayLike<number | boolean>;
}): Curve;

/** A customer leaves with the same chance every month. */
export declare function geometric(rate: number): Curve;

/** Money expected of each customer within the horizon, discounted; NaN where revenue or tenure is. */
export declare function value(input: {
  revenue: ArrayLike<number>; // a month
  tenure: ArrayLike<number>; // months
  curve: Curve;
  rate?: ArrayLike<number>; // a customer's own chance to leave a month, NaN where only the curve tells
  margin?: number;
  horizonMonths?: number;
  discount?: number; // a year
}): Float64Array;

export * as Contract from "./contract";
