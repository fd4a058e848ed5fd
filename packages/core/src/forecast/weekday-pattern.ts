// weekday-pattern: how much of a week's amount falls on each of its days, drawn towards an even week as far as chance explains it
import { SampleQuantile } from "../stats/sample-quantile";

// Fewer weeks tell a habit from nothing.
const leastWeeks = 3;
// What falls on such a day says nothing about the level.
const idle = 0.05;

/** [7], by day mod 7 since 1970-01-01; the mean is 1. `daily` are amounts from the day `from` on. */
export function measure(daily: Float64Array, from: number): Float64Array {
  const weeks = Math.floor(daily.length / 7);
  const start = daily.length - 7 * weeks;
  // Each week by its own mean, so that growth is no pattern.
  const shares: Float64Array[] = [];
  for (let week = 0; week < weeks; week++) {
    const at = start + 7 * week;
    const days = daily.subarray(at, at + 7);
    const total = days.reduce((sum, amount) => sum + amount, 0);
    if (total > 0) shares.push(days.map((amount) => (7 * amount) / total));
  }
  const n = shares.length;
  if (n < leastWeeks) return new Float64Array(7).fill(1);
  // Medians, since the week of a jump is like no other.
  const middle = Float64Array.from({ length: 7 }, (_, k) =>
    SampleQuantile.quantile(
      shares.map((week) => week[k]).sort((a, b) => a - b),
      0.5,
    ),
  );
  const within =
    shares
      .flatMap((week) =>
        Array.from(week, (share, k) => (share - middle[k]) ** 2),
      )
      .reduce((sum, square) => sum + square, 0) /
    (7 * (n - 1));
  const between = middle.reduce((sum, m) => sum + (m - 1) ** 2, 0) / 6;
  // James and Stein: the part of the spread that is more than noise of the medians (π/2 of that of means).
  const noise = ((Math.PI / 2) * within) / n;
  const kept = between > 0 ? Math.max(0, 1 - noise / between) : 0;
  const pattern = new Float64Array(7);
  middle.forEach((m, k) => {
    const weight = Math.max(0, 1 + kept * (m - 1));
    pattern[(from + start + k) % 7] = weight < idle ? 0 : weight;
  });
  const sum = pattern.reduce((all, weight) => all + weight, 0);
  return pattern.map((weight) => (7 * weight) / sum);
}

export * as WeekdayPattern from "./weekday-pattern";
