// gamma-gamma: how much a customer spends on a purchase (Fader & Hardie 2013, "The Gamma-Gamma Model of Monetary Value")
import * as z from "zod";
import { logGamma } from "../stats/log-gamma";
import { minimise } from "../stats/nelder-mead";

/** A customer's purchases are gamma(p, ν), and ν is gamma(q, γ) over customers. */
export const Parameters = z.object({
  p: z.number().positive(),
  q: z.number().positive(),
  gamma: z.number().positive(),
});
export type Parameters = z.infer<typeof Parameters>;
export const Fitted = Parameters.extend({
  logLikelihood: z.number(),
  n: z.int().describe("Customers with a repeat purchase"),
  correlation: z
    .number()
    .describe("Of frequency and mean amount, which the model takes to be 0"),
});
export type Fitted = z.infer<typeof Fitted>;

/** [customer]: count of purchases, and mean money of one. */
export type Summary = {
  frequency: ArrayLike<number>;
  mean: ArrayLike<number>;
};

// Customers without a repeat purchase, or with purchases for nothing, do not count.
function spenders({ frequency, mean }: Summary) {
  const found: { x: number; m: number }[] = [];
  for (let i = 0; i < frequency.length; i++)
    if (frequency[i] > 0 && mean[i] > 0)
      found.push({ x: frequency[i], m: mean[i] });
  return found;
}

function likelihood(
  { p, q, gamma }: Parameters,
  customers: { x: number; m: number }[],
) {
  const byCount: number[] = [];
  const termsOfCount = (x: number) =>
    (byCount[x] ??=
      logGamma(p * x + q) -
      logGamma(p * x) -
      logGamma(q) +
      q * Math.log(gamma) +
      p * x * Math.log(x));
  let sum = 0;
  for (const { x, m } of customers)
    sum +=
      termsOfCount(x) +
      (p * x - 1) * Math.log(m) -
      (p * x + q) * Math.log(gamma + m * x);
  return sum;
}

// The data do not determine parameters beyond e^±12.
const maxLogParameter = 12;

/** The parameters of maximum likelihood; null when fewer than `minCustomers` bought again for money. */
export function fit(
  summary: Summary,
  { minCustomers = 10 } = {},
): Fitted | null {
  const customers = spenders(summary);
  const n = customers.length;
  if (n < minCustomers) return null;
  const unit = customers.reduce((sum, { m }) => sum + m, 0) / n;
  const scaled = customers.map(({ x, m }) => ({ x, m: m / unit }));
  const fromLogs = ([p, q, gamma]: number[]): Parameters => ({
    p: Math.exp(p),
    q: Math.exp(q),
    gamma: Math.exp(gamma),
  });
  const { at } = minimise(
    (logs) =>
      logs.some((log) => Math.abs(log) > maxLogParameter)
        ? Infinity
        : -likelihood(fromLogs(logs), scaled) / n,
    [0, 0.5, 0],
  );
  const found = fromLogs(at);
  const parameters = { ...found, gamma: found.gamma * unit };
  return {
    ...parameters,
    logLikelihood: likelihood(parameters, customers),
    n,
    correlation: correlation(customers),
  };
}

/** E(M | x, m̄), the customer's mean shrunk to everybody's; Infinity where q ≤ 1 and everybody has no mean. */
export function expected(
  { p, q, gamma }: Parameters,
  x: number,
  m: number,
): number {
  const spent = x > 0 ? x * m : 0;
  const weight = p * x + q - 1;
  return weight > 0 ? (p * (gamma + spent)) / weight : Infinity;
}

function correlation(customers: { x: number; m: number }[]) {
  const n = customers.length;
  const meanX = customers.reduce((sum, { x }) => sum + x, 0) / n;
  const meanM = customers.reduce((sum, { m }) => sum + m, 0) / n;
  let [xx, mm, xm] = [0, 0, 0];
  for (const { x, m } of customers) {
    xx += (x - meanX) ** 2;
    mm += (m - meanM) ** 2;
    xm += (x - meanX) * (m - meanM);
  }
  return xx > 0 && mm > 0 ? xm / Math.sqrt(xx * mm) : 0;
}

export * as GammaGamma from "./gamma-gamma";
