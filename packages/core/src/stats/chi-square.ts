// chi-square: the chi-square distribution
import { logGamma } from "./log-gamma";
import { Normal } from "./normal";

const tiny = 1e-300;

/** P(X > x) with k > 0 degrees of freedom, by series or continued fraction (Press et al. 2007, Numerical Recipes, 6.2). */
export function survival(x: number, k: number): number {
  if (!(x > 0)) return 1;
  const [a, y] = [k / 2, x / 2];
  const front = Math.exp(a * Math.log(y) - y - logGamma(a));
  if (y < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n < 10_000 && term > sum * 1e-16; n++) {
      term *= y / (a + n);
      sum += term;
    }
    return Math.max(0, 1 - front * sum);
  }
  // Lentz's method.
  let b = y + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < 10_000; n++) {
    const numerator = -n * (n - a);
    b += 2;
    d = 1 / (numerator * d + b || tiny);
    c = b + numerator / c || tiny;
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return front * fraction;
}

/** The x with P(X > x) = p, 0 < p < 1, by bisection from the bounds of Wilson and Hilferty's approximation (1931). */
export function upperQuantile(p: number, k: number): number {
  const spread = 2 / (9 * k);
  const cube = 1 - spread - Normal.quantile(p) * Math.sqrt(spread);
  const guess = Math.max(k * cube ** 3, 1e-8);
  let [low, high] = [guess / 2, guess * 2];
  while (survival(low, k) < p) low /= 2;
  while (survival(high, k) > p) high *= 2;
  for (let n = 0; n < 60; n++) {
    const middle = (low + high) / 2;
    if (survival(middle, k) > p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

export * as ChiSquare from "./chi-square";
