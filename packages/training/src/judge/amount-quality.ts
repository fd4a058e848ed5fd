// amount-quality: how far foretold amounts are from what came, and how often their intervals held it
import { Outcome } from "@mainstay/core/outcome/outcome";

export const names = [
  "mae",
  "rmse",
  "r2",
  "pinball",
  "coverage80",
  "coverage95",
] as const;
export type Figures = Record<(typeof names)[number], number>;

/**
 * Mean absolute and root mean squared error, the share of variance explained, the pinball loss (Koenker & Bassett 1978) as a mean
 * over the five foretold quantiles, and the shares of rows within the 80 and the 95 % interval. Rows count `weight` times.
 */
export function measure(
  label: ArrayLike<number>,
  said: Outcome.Amounts,
  weight?: ArrayLike<number>,
): Figures {
  let [total, sum, absolute, squared, pinball, in80, in95] = new Array(7).fill(
    0,
  );
  for (let row = 0; row < label.length; row++) {
    const w = weight ? weight[row] : 1;
    const y = label[row];
    const error = y - said.value[row];
    total += w;
    sum += w * y;
    absolute += w * Math.abs(error);
    squared += w * error ** 2;
    for (const name of Outcome.levelNames) {
      const off = y - said[name][row];
      const level = Outcome.levels[name];
      pinball += (w * (off > 0 ? level : level - 1) * off) / 5;
    }
    in80 += w * +(said.low80[row] <= y && y <= said.high80[row]);
    in95 += w * +(said.low95[row] <= y && y <= said.high95[row]);
  }
  let spread = 0;
  for (let row = 0; row < label.length; row++)
    spread += (weight ? weight[row] : 1) * (label[row] - sum / total) ** 2;
  return {
    mae: absolute / total,
    rmse: Math.sqrt(squared / total),
    // Of labels that are all the same there is nothing to explain.
    r2: spread > 0 ? 1 - squared / spread : 0,
    pinball: pinball / total,
    coverage80: in80 / total,
    coverage95: in95 / total,
  };
}

export * as AmountQuality from "./amount-quality";
