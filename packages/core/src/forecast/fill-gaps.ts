// fill-gaps: a series without gaps, each gap filled between its neighbours
import { Season } from "./season";

export type FillGaps = {
  values: Float64Array; // from the first known value to the last
  filled: number; // count of interpolated values
  behind: number; // periods without a value after the last known one
};

/** The series with its gaps filled and without periods before the first or after the last known value. */
export function fill(values: Float64Array, period: number): FillGaps {
  const known = (value: number) => !Number.isNaN(value);
  const first = values.findIndex(known);
  const last = values.findLastIndex(known);
  const raw = values.slice(Math.max(0, first), last + 1);
  const filled = raw.reduce((count, value) => count + +!known(value), 0);
  const behind = values.length - 1 - last;
  if (!filled) return { values: raw, filled, behind };
  // A first interpolation shows the season; the second one is of the values without it.
  const rough = interpolate(raw);
  const season = Season.find(rough, period);
  const plain = interpolate(Season.remove(season, raw));
  const smooth = Season.restore(season, plain, 0);
  const complete = raw.map((value, i) => (known(value) ? value : smooth[i]));
  return { values: complete, filled, behind };
}

function interpolate(values: Float64Array): Float64Array {
  const out = values.slice();
  for (let i = 1, from = 0; i < out.length; i++) {
    if (Number.isNaN(out[i])) continue;
    const slope = (out[i] - out[from]) / (i - from);
    for (let j = from + 1; j < i; j++) out[j] = out[from] + slope * (j - from);
    from = i;
  }
  return out;
}

export * as FillGaps from "./fill-gaps";
