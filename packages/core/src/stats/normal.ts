// normal: the standard normal distribution
export const z975 = 1.959963984540054; // its 97.5 % point, of two-sided 95 % intervals

const central = {
  a: [
    -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2,
    1.38357751867269e2, -3.066479806614716e1, 2.506628277459239,
  ],
  b: [
    -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2,
    6.680131188771972e1, -1.328068155288572e1, 1,
  ],
};
const tail = {
  a: [
    -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838,
    -2.549732539343734, 4.374664141464968, 2.938163982698783,
  ],
  b: [
    7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996,
    3.754408661907416, 1,
  ],
};
const horner = (coefficients: number[], x: number) =>
  coefficients.reduce((sum, c) => sum * x + c, 0);

/** Φ⁻¹(p), p in (0, 1), relative error below 1.2e-9 (Acklam 2003, "An algorithm for computing the inverse normal cdf"). */
export function quantile(p: number): number {
  if (p > 0.5) return -quantile(1 - p);
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    return horner(tail.a, q) / horner(tail.b, q);
  }
  const q = p - 0.5;
  return (q * horner(central.a, q * q)) / horner(central.b, q * q);
}

export * as Normal from "./normal";
