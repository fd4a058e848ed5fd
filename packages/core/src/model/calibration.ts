// calibration: beta calibration of a probability (Kull, Silva Filho & Flach 2017), in log-odds
import * as z from "zod";
import { LogOdds } from "../stats/log-odds";

/** u = a·ln p − c·ln(1 − p) + d with p = σ(z): monotone, so the order of customers stays. */
export const Beta = z.object({ a: z.number(), c: z.number(), d: z.number() });
export type Beta = z.infer<typeof Beta>;

export const apply = ({ a, c, d }: Beta, z: number) =>
  d - a * LogOdds.softplus(-z) + c * LogOdds.softplus(z);

/** du/dz */
export function slope({ a, c }: Beta, z: number) {
  const p = LogOdds.sigmoid(z);
  return a * (1 - p) + c * p;
}

export * as Calibration from "./calibration";
