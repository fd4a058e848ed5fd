// calibration: beta calibration of a probability (Kull, Silva Filho & Flach 2017), in log-odds
import * as z from "zod";

/** u = a·ln p − c·ln(1 − p) + d with p = σ(z): monotone, so the order of customers stays. */
export const Beta = z.object({ a: z.number(), c: z.number(), d: z.number() });
export type Beta = z.infer<typeof Beta>;

/** ln(1 + eᶻ) without overflow. */
const softplus = (z: number) =>
  Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));

export const apply = ({ a, c, d }: Beta, z: number) =>
  d - a * softplus(-z) + c * softplus(z);

/** du/dz */
export function slope({ a, c }: Beta, z: number) {
  const p = 1 / (1 + Math.exp(-z));
  return a * (1 - p) + c * p;
}

export * as Calibration from "./calibration";
