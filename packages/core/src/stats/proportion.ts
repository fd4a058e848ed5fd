// proportion: a share of so many, with Wilson's score interval
import { Normal } from "./normal";

/** 95 % interval of hits / rows (Wilson 1927), unless z says otherwise; from 0 to 1 where there are no rows. */
export function wilson(hits: number, rows: number, z = Normal.z975) {
  if (rows === 0) return { value: 0, low: 0, high: 1 };
  const value = hits / rows;
  const scale = 1 + z ** 2 / rows;
  const centre = (value + z ** 2 / (2 * rows)) / scale;
  const half =
    (z * Math.sqrt((value * (1 - value)) / rows + (z / (2 * rows)) ** 2)) /
    scale;
  return {
    value,
    low: Math.min(value, Math.max(0, centre - half)),
    high: Math.max(value, Math.min(1, centre + half)),
  };
}

export * as Proportion from "./proportion";
