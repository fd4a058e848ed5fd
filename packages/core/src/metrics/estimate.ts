// estimate: a figure with its count and 95 % interval, or the reason why there is none; the base of every metric
import * as z from "zod";
import { Proportion } from "../stats/proportion";
import { StudentT } from "../stats/student-t";

export const Value = z.union([
  z.object({
    value: z.number(),
    n: z.int().min(1),
    low: z.number().optional(),
    high: z.number().optional(),
  }),
  z.object({ value: z.null(), why: z.string() }),
]);
export type Value = z.infer<typeof Value>;

export const Definition = z.object({
  version: z.int(),
  name: z.string(),
  unit: z.enum(["points", "share", "money", "count", "days", "ratio", "ms"]),
  text: z.string(),
  formula: z.string(),
});
export type Definition = z.infer<typeof Definition>;

/** Definitions of the first version, unless they name another. */
export const define = <Name extends string>(
  given: Record<Name, Omit<Definition, "version"> & { version?: number }>,
) =>
  Object.fromEntries(
    Object.entries<(typeof given)[Name]>(given).map(([name, definition]) => [
      name,
      { version: 1, ...definition },
    ]),
  ) as Record<Name, Definition>;

export const definitions = define({
  satisfaction: {
    name: "Satisfaction",
    unit: "points",
    text: "Mean of the satisfaction answers of the month's customers; customers without an answer are left out.",
    formula: "S = Σ sᵢ / n",
  },
  loyalty: {
    name: "Loyalty",
    unit: "points",
    text: "Mean of the loyalty answers of the month's customers; customers without an answer are left out.",
    formula: "L = Σ lᵢ / n",
  },
  successRate: {
    name: "Success rate",
    unit: "share",
    text: "Customers who reached their goal, as a share of the customers whose outcome is known.",
    formula: "R = successes / customers",
  },
});

export const Info = z.object({
  satisfaction: Value,
  loyalty: Value,
  successRate: Value,
});
export type Info = z.infer<typeof Info>;
export type Name = keyof Info;
export const names = Object.keys(Info.shape) as Name[];

export const Movement = z.object({
  change: z.number(),
  low: z.number().optional(),
  high: z.number().optional(),
});
export type Movement = z.infer<typeof Movement>;
export const Movements = z.object({
  satisfaction: Movement.nullable(),
  loyalty: Movement.nullable(),
  successRate: Movement.nullable(),
});
export type Movements = z.infer<typeof Movements>;

/** Columns are [customer], NaN without an answer; a column is absent when no column of the dataset has its role. */
export function measure({
  satisfaction,
  loyalty,
  success,
}: {
  satisfaction?: ArrayLike<number>;
  loyalty?: ArrayLike<number>;
  success?: ArrayLike<number>;
}): Info {
  return {
    satisfaction: summarise("satisfaction", satisfaction, mean),
    loyalty: summarise("loyalty", loyalty, mean),
    successRate: summarise("success", success, successes),
  };
}

function successes(known: Float64Array): Value {
  const other = known.filter((value) => value !== 0 && value !== 1).length;
  return other === 0
    ? share(known)
    : none(`${other} of ${known.length} values of success are not yes or no.`);
}

/** Mean with Student's interval; a single value has no interval. */
export function mean(values: ArrayLike<number>): Value {
  const n = values.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i];
  const value = sum / n;
  if (n < 2) return { value, n };
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (values[i] - value) ** 2;
  const half = StudentT.quantile975(n - 1) * Math.sqrt(squares / (n - 1) / n);
  return { value, n, low: value - half, high: value + half };
}

/** Share of ones with Wilson's score interval (Wilson 1927). */
export function share(values: ArrayLike<number>): Value {
  let successes = 0;
  for (let i = 0; i < values.length; i++) successes += values[i];
  return proportion(successes, values.length);
}

/** Share of `successes` among n with Wilson's score interval; n is above zero. */
export function proportion(successes: number, n: number): Value {
  const { value, low, high } = Proportion.wilson(successes, n);
  return { value, n, low, high };
}

/**
 * Change against an earlier month. The interval combines both months' intervals as if they were independent
 * (Zou & Donner 2008); customers answer in both, so the truth is rather narrower.
 */
export function move(now: Value, before: Value): Movement | null {
  if (now.value === null || before.value === null) return null;
  const change = now.value - before.value;
  if (now.low === undefined || now.high === undefined) return { change };
  if (before.low === undefined || before.high === undefined) return { change };
  return {
    change,
    low: change - Math.hypot(now.value - now.low, before.high - before.value),
    high: change + Math.hypot(now.high - now.value, before.value - before.low),
  };
}

/** Change of every figure by name, null where either month lacks the figure. */
export function moves<Name extends string>(
  now: Record<Name, Value>,
  before: Partial<Record<string, Value>> | null,
): Record<Name, Movement | null> {
  const entries = Object.keys(now).map((name) => {
    const earlier = before?.[name];
    return [name, earlier ? move(now[name as Name], earlier) : null];
  });
  return Object.fromEntries(entries);
}

export const none = (why: string) => ({ value: null, why }) satisfies Value;
export const withoutRole = (...roles: string[]) =>
  none(`No column has the role ${roles.join(" or ")}.`);

/** The summary of the known values of a role's column, or the reason why there is none. */
export function summarise(
  role: string,
  values: ArrayLike<number> | null | undefined,
  summary: (known: Float64Array) => Value,
): Value {
  if (!values) return withoutRole(role);
  const known = Float64Array.from(values).filter(
    (value) => !Number.isNaN(value),
  );
  if (known.length === 0)
    return none(`None of ${values.length} customers has a value for ${role}.`);
  return summary(known);
}

export * as Estimate from "./estimate";
