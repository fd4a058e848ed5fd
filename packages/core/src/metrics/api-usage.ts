// api-usage: metrics of language-model APIs: volume and its slope, errors, rate limits, latency
import { Estimate } from "./estimate";
import { QuantileInterval } from "./quantile-interval";
import { RatioEstimate } from "./ratio-estimate";

const slopeText =
  "Total against the total before: month on month, or the last 28 days against the 28 before where periods are weeks or days; 0.1 is ten per cent more.";

export const definitions = Estimate.define({
  tokens: {
    name: "Tokens",
    unit: "count",
    text: "Tokens of the period, in the column's unit, summed over customers.",
    formula: "Σ tokensᵢ",
  },
  tokensSlope: {
    name: "Tokens, slope",
    unit: "ratio",
    text: slopeText,
    formula: "now / before − 1",
  },
  requests: {
    name: "Requests",
    unit: "count",
    text: "Requests of the period, summed over customers.",
    formula: "Σ requestsᵢ",
  },
  requestsSlope: {
    name: "Requests, slope",
    unit: "ratio",
    text: slopeText,
    formula: "now / before − 1",
  },
  errorRate: {
    name: "Error rate experienced",
    unit: "share",
    text: "The customers' error rates (from 0 to 1), each weighted by its requests: the share of all requests that failed.",
    formula: "Σ rateᵢ requestsᵢ / Σ requestsᵢ",
  },
  rateLimited: {
    name: "Rate-limited requests",
    unit: "share",
    text: "Requests refused by a rate limit, as a share of all requests. The column counts them; if it has fractions, it is read as shares from 0 to 1.",
    formula: "Σ limitedᵢ / Σ requestsᵢ",
  },
  latencyP50: {
    name: "Latency, median customer",
    unit: "ms",
    text: "The latency column's median over customers, in the column's unit.",
    formula: "50 % quantile of latencyᵢ",
  },
  latencyP95: {
    name: "Latency, 95 % of customers",
    unit: "ms",
    text: "The latency that 95 % of customers do not exceed, in the column's unit.",
    formula: "95 % quantile of latencyᵢ",
  },
});

type Column = Float64Array | null; // [customer], NaN missing; null without the role

/** Totals are by period, oldest first, null where unknown; the last `span` periods are set against as many before. */
export function slope(
  role: string,
  totals: (number | null)[],
  span: number,
  n: number,
): Estimate.Value {
  const newest = totals.slice(-2 * span);
  if (newest.at(-1) == null) return Estimate.withoutRole(role);
  if (newest.length < 2 * span || newest.includes(null))
    return Estimate.none(
      `The slope of ${role} needs ${2 * span} periods without a gap.`,
    );
  const sum = (part: (number | null)[]) =>
    part.reduce<number>((a, b) => a + b!, 0);
  const before = sum(newest.slice(0, span));
  if (before === 0) return Estimate.none(`There were no ${role} before.`);
  return { value: sum(newest.slice(span)) / before - 1, n };
}

export function errorRate(rate: Column, requests: Column): Estimate.Value {
  return weighted("errorRate", rate, requests);
}

export function rateLimited(limited: Column, requests: Column): Estimate.Value {
  if (!limited?.some((value) => value % 1 !== 0 && !Number.isNaN(value)))
    return counted("rateLimited", limited, requests);
  return weighted("rateLimited", limited, requests);
}

function counted(
  role: string,
  count: Column,
  requests: Column,
): Estimate.Value {
  if (!count || !requests)
    return Estimate.withoutRole(count ? "requests" : role);
  const pairs = RatioEstimate.pairs(count, requests);
  const n = pairs.part.length;
  if (n === 0)
    return Estimate.none(`No customer has both ${role} and requests.`);
  const outside = pairs.part.filter(
    (value, i) => value < 0 || value > pairs.whole[i],
  ).length;
  if (outside > 0)
    return Estimate.none(
      `${outside} of ${n} values of ${role} lie outside 0 to the requests.`,
    );
  return RatioEstimate.ratio(pairs, { max: 1 });
}

function weighted(
  role: string,
  rate: Column,
  requests: Column,
): Estimate.Value {
  const outside = rate?.filter((value) => value < 0 || value > 1).length;
  if (outside)
    return Estimate.none(
      `${outside} of ${rate!.length} values of ${role} lie outside 0 to 1.`,
    );
  const count = rate?.map((value, i) => value * (requests?.[i] ?? NaN));
  return counted(role, count ?? null, requests);
}

export const latency = (latency: Column, p: number) =>
  Estimate.summarise("latency", latency, (known) =>
    QuantileInterval.quantile(known, p),
  );

export * as ApiUsage from "./api-usage";
