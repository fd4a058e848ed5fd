// log-gamma: logarithm of the gamma function for positive arguments, within 1e-14 of its size (Lanczos 1964, g = 7, n = 9)
const g = 7;
const coefficients = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028,
  771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];
const halfLog2Pi = Math.log(2 * Math.PI) / 2;

/** ln Γ(x), x > 0. */
export function logGamma(x: number): number {
  if (x < 0.5)
    return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const t = x - 1 + g + 0.5;
  let sum = coefficients[0];
  for (let k = 1; k < coefficients.length; k++)
    sum += coefficients[k] / (x - 1 + k);
  return halfLog2Pi + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

export * as LogGamma from "./log-gamma";
