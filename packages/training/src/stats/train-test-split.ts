// train-test-split: which rows a model learns from and which judge it
import { random, type Random } from "@mainstay/core/base/random";

export type TrainTestSplit = { train: Int32Array; test: Int32Array }; // row indices, ascending

/**
 * Test rows with the same share of positives as the rest. Rows with one group stay on one side:
 * the caller passes a hash of the features, so that copies never straddle, or the id, to keep customers apart.
 * `rows` limits it to those rows; label is 0 or 1.
 */
export function stratified({
  label,
  group,
  rows = Int32Array.from(label, (_, i) => i),
  share = 0.2,
  seed = 42,
}: {
  label: ArrayLike<number>;
  group?: ArrayLike<string | number>;
  rows?: Int32Array;
  share?: number;
  seed?: number;
}): TrainTestSplit {
  const groups = new Map<
    string | number,
    { rows: number[]; positives: number }
  >();
  for (const row of rows) {
    const key = group ? group[row] : row;
    const known = groups.get(key) ?? { rows: [], positives: 0 };
    known.rows.push(row);
    known.positives += label[row];
    groups.set(key, known);
  }
  // A stratum holds groups of one size and one number of positives; what rounding leaves passes to the next.
  const strata = new Map<string, number[][]>();
  for (const { rows, positives } of groups.values()) {
    const key = `${rows.length}:${positives}`;
    const known = strata.get(key);
    if (known) known.push(rows);
    if (!known) strata.set(key, [rows]);
  }
  const draws = random(seed);
  const test: number[] = [];
  const owed = [0, 0];
  for (const key of [...strata.keys()].sort()) {
    const members = shuffle(strata.get(key)!, draws);
    const [size, positives] = key.split(":").map(Number);
    const side = positives > 0 ? 1 : 0;
    owed[side] += share * members.length * size;
    const taken = Math.min(
      members.length,
      Math.max(0, Math.round(owed[side] / size)),
    );
    owed[side] -= taken * size;
    for (const rows of members.slice(0, taken)) test.push(...rows);
  }
  return sides(rows, new Set(test));
}

/** The split in which a row tests if its place mod k is the fold's index; rows of one place stay together. */
export function fold(
  place: number | ArrayLike<number>,
  k: number,
  index: number,
): TrainTestSplit {
  const each =
    typeof place === "number"
      ? Int32Array.from({ length: place }, (_, row) => row)
      : place;
  const all = Int32Array.from(each, (_, row) => row);
  return {
    train: all.filter((row) => each[row] % k !== index),
    test: all.filter((row) => each[row] % k === index),
  };
}

type Past = {
  period: ArrayLike<string>;
  /** Number of periods from a to b. */
  distance: (a: string, b: string) => number;
  horizon: number;
};

/**
 * Outcome of each row: 1 if its id turns positive within t+1 … t+horizon, 0 if that window is over without it, and -1 if
 * the row is positive already or its window is not over.
 */
export function outcome({
  id,
  positive,
  ...past
}: Past & {
  id: ArrayLike<string | number>;
  positive: ArrayLike<number | boolean>;
}): Int8Array {
  const { time, newest } = clock(past);
  const turns = new Map<string | number, number[]>();
  for (let i = 0; i < time.length; i++) {
    if (!positive[i]) continue;
    const known = turns.get(id[i]);
    if (known) known.push(time[i]);
    if (!known) turns.set(id[i], [time[i]]);
  }
  return Int8Array.from(time, (t, i) => {
    if (positive[i]) return -1;
    const soon = turns
      .get(id[i])
      ?.some((turn) => turn > t && turn <= t + past.horizon);
    if (soon) return 1;
    return t + past.horizon <= newest ? 0 : -1;
  });
}

/** Rows whose window is over. */
export function over({
  label,
  ...past
}: Past & { label: Int8Array }): Int32Array {
  const { time, newest } = clock(past);
  return Int32Array.from(time.keys()).filter(
    (row) => label[row] >= 0 && time[row] + past.horizon <= newest,
  );
}

/**
 * Test rows are those of the newest period whose window is over, and of periods before it until both outcomes are there.
 * Training rows are those whose window was over when the first test period began, or all older rows where there are none.
 * Null where no row is older.
 */
export function pointInTime({
  label,
  ...past
}: Past & { label: Int8Array }): TrainTestSplit | null {
  const { time } = clock(past);
  const rows = over({ label, ...past });
  const periods = [...new Set(Array.from(rows, (row) => time[row]))].sort(
    (a, b) => b - a,
  );
  const seen = new Set<number>();
  let first = periods[0];
  for (const period of periods) {
    first = period;
    for (const row of rows) if (time[row] === period) seen.add(label[row]);
    if (seen.size === 2) break;
  }
  const test = rows.filter((row) => time[row] >= first);
  const closed = rows.filter((row) => time[row] + past.horizon <= first);
  if (closed.length > 0) return { train: closed, test };
  const older = rows.filter((row) => time[row] < first);
  return older.length > 0 ? { train: older, test } : null;
}

// Periods as whole numbers from the first row's period on.
function clock({ period, distance }: Past) {
  const known = new Map<string, number>();
  const time = new Int32Array(period.length);
  let newest = -Infinity;
  for (let i = 0; i < time.length; i++) {
    if (!known.has(period[i]))
      known.set(period[i], distance(period[0], period[i]));
    time[i] = known.get(period[i])!;
    newest = Math.max(newest, time[i]);
  }
  return { time, newest };
}

function sides(rows: Int32Array, test: Set<number>): TrainTestSplit {
  return {
    train: rows.filter((row) => !test.has(row)),
    test: rows.filter((row) => test.has(row)),
  };
}

function shuffle<T>(items: T[], { permutation }: Random): T[] {
  return Array.from(permutation(items.length), (place) => items[place]);
}

export * as TrainTestSplit from "./train-test-split";
