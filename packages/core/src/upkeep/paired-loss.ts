// paired-loss: two versions on the same outcomes, by the difference of their losses row by row
import * as z from "zod";
import { fixed } from "../text/format";

export type Row = {
  period: string;
  happened: boolean;
  incumbent: number; // probability said beforehand
  challenger: number;
};

const Difference = z.object({
  n: z.int(),
  positives: z.int().nullable(), // of labels of yes and no
  mean: z.number().nullable(), // challenger's loss less the incumbent's, a row
  low: z.number().nullable(), // 90 % interval
  high: z.number().nullable(),
});
type Difference = z.infer<typeof Difference>;
export const Info = z.object({
  periods: z.array(z.string()),
  loss: z.string(), // a proper score: log loss, or pinball loss of amounts
  incumbent: z.number().nullable(), // its mean
  challenger: z.number().nullable(),
  difference: Difference,
});
export type Info = z.infer<typeof Info>;

const z90 = 1.6448536269514722; // two-sided 90 %
const clip = 1e-6;
const loss = (p: number, happened: boolean) =>
  -Math.log(Math.min(1, Math.max(clip, happened ? p : 1 - p)));
const mean = (list: number[]) =>
  list.length ? list.reduce((a, b) => a + b, 0) / list.length : null;

export const compare = (rows: Row[]): Info =>
  compareLosses(
    rows.map(({ period, happened, incumbent, challenger }) => ({
      period,
      incumbent: loss(incumbent, happened),
      challenger: loss(challenger, happened),
    })),
    "log loss",
    rows.filter(({ happened }) => happened).length,
  );

/** The same of losses at hand. */
export function compareLosses(
  rows: Omit<Row, "happened">[],
  loss: string,
  positives: number | null = null,
): Info {
  const n = rows.length;
  const before = rows.map((row) => row.incumbent);
  const after = rows.map((row) => row.challenger);
  const differences = after.map((one, k) => one - before[k]);
  const centre = mean(differences);
  const spread =
    n > 1
      ? Math.sqrt(
          differences.reduce((sum, d) => sum + (d - centre!) ** 2, 0) /
            (n - 1) /
            n,
        )
      : null;
  const at = (sign: number) =>
    centre === null || spread === null ? null : centre + sign * z90 * spread;
  return {
    periods: [...new Set(rows.map(({ period }) => period))].sort(),
    loss,
    incumbent: mean(before),
    challenger: mean(after),
    difference: {
      ...{ n, positives },
      ...{ mean: centre, low: at(-1), high: at(1) },
    },
  };
}

// With fewer outcomes of either kind no difference is told from luck.
const least = { rows: 50, either: 5 };
// After so many periods of outcomes the newer version serves unless it did worse: it has seen more.
const patience = 3;

export const rule = `It serves once its loss on outcomes that both versions spoke of beforehand is lower by more than chance (90 % interval of the paired difference, from ${least.rows} outcomes on, of yes and no ${least.either} of either), or after ${patience} periods of outcomes in which it did no worse. It is sent away where its loss is higher by more than chance, or after ${patience} periods in which it did worse.`;

export function decide({
  periods,
  loss,
  difference,
}: Pick<Info, "periods" | "difference"> & { loss?: string }): {
  verdict: "promote" | "drop" | "wait";
  why: string;
} {
  const { n, positives, mean, low, high } = difference;
  const either =
    positives === null ? least.either : Math.min(positives, n - positives);
  const why = sentence(difference, loss);
  if (n < least.rows || either < least.either) return { verdict: "wait", why };
  if (high! < 0) return { verdict: "promote", why };
  if (low! > 0) return { verdict: "drop", why };
  if (periods.length < patience) return { verdict: "wait", why };
  const over = `${why}; ${periods.length} periods are enough`;
  return { verdict: mean! <= 0 ? "promote" : "drop", why: over };
}

export function sentence(
  { n, mean, low, high }: Difference,
  loss = "log loss",
) {
  if (mean === null || low === null || high === null)
    return "no outcome yet of customers of whom both versions spoke";
  return `in the shadow its ${loss} was ${fixed(Math.abs(mean), 4)} ${mean <= 0 ? "lower" : "higher"} (90 % interval ${fixed(low, 4)} to ${fixed(high, 4)}) on ${n} outcomes`;
}

export * as PairedLoss from "./paired-loss";
