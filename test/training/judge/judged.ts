// Made-up labels with probabilities that are right about them.
import { random } from "@mainstay/core/base/random";
import fc from "fast-check";

// Few distinct probabilities, so that ties are common; both outcomes present.
export const judged = fc
  .array(
    fc.record({ y: fc.integer({ min: 0, max: 1 }), k: fc.nat({ max: 8 }) }),
    { maxLength: 60 },
  )
  .map((rows) => [{ y: 0, k: 3 }, { y: 1, k: 3 }, ...rows])
  .map((rows) => ({
    y: rows.map(({ y }) => y),
    p: rows.map(({ k }) => k / 8),
  }));

// Calibrated by the way they are drawn.
export const luck = (rows: number, seed: number) => {
  const draw = random(seed);
  const p = Array.from({ length: rows }, () => draw.uniform() ** 2);
  const y = p.map((value) => +(draw.uniform() < value));
  const group = p.map(() => draw.integer(3));
  return { p, y, group, draw };
};
