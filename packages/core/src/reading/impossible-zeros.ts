// impossible-zeros: zeros that probably stand for what was not measured, since nothing else of the column comes near them
import type { Warning } from "./warning";

export const code = "number.zeros";

/** What the definition says of a column's zeros. */
export const meanings = ["missing", "value"] as const;

export type Info = {
  zeros: number;
  least: number; // above zero
  middle: number; // of what is above zero
};

// So many cells above zero show how a column is distributed, and so many zeros are no slip.
const enough = { cells: 50, values: 10, zeros: 3 };
// The least value above zero is no smaller than this share of the median, and so many of its own steps away from zero.
const gap = { ofMedian: 0.1, steps: 5 };
// What is measured thins out towards its least value: a lowest quarter of the way to the median holds no more than this. What
// only some have, such as an amount that begins at a minimum, does not.
const thin = 0.08;

// Nothing paid, owed or bought is a fact.
const money =
  /amount|balance|price|cost|fee|charge|revenue|sales|spen[dt]|income|salary|wage|pay|refund|discount|debt|loan|premium|budget|profit|value|mrr|arr$|umsatz|betrag|preis|kosten|montant|prix|saldo|importe|precio|coste|金额|余额|价格|费|收入|支出|消费/i;

/** Of numbers with how often each stands there; null where zero is a number like the others. */
export function find(counts: Iterable<readonly [number, number]>): Info | null {
  let zeros = 0;
  const above: [number, number][] = [];
  for (const [value, count] of counts) {
    if (value < 0) return null;
    if (value === 0) zeros += count;
    if (value > 0) above.push([value, count]);
  }
  above.sort((a, b) => a[0] - b[0]);
  const cells = above.reduce((sum, [, count]) => sum + count, 0);
  if (zeros < enough.zeros || zeros > cells) return null;
  if (cells < enough.cells || above.length < enough.values) return null;
  const [least, atLeast] = above[0];
  const middle = quantile(above, cells / 2);
  let step = Infinity;
  for (let k = 1; k < above.length; k++)
    step = Math.min(step, above[k][0] - above[k - 1][0]);
  // Sums of binary fractions differ by less than anybody measures.
  const near = least * (1 - 1e-9);
  if (near < gap.ofMedian * middle || near < gap.steps * step) return null;
  if (zeros < atLeast) return null;
  const edge = least + (middle - least) / 4;
  const low = above.reduce((sum, [v, n]) => sum + (v < edge ? n : 0), 0);
  return low <= thin * cells ? { zeros, least, middle } : null;
}

// The value that has half of the cells at or below it.
function quantile(sorted: [number, number][], wanted: number): number {
  let seen = 0;
  for (const [value, count] of sorted) {
    seen += count;
    if (seen >= wanted) return value;
  }
  return sorted.at(-1)![0];
}

/** The columns whose zeros look so and of which the owner has not said what they are. */
export function warnings(
  columns: Iterable<{
    name: string;
    counts: () => Iterable<readonly [number, number]>;
  }>,
  said: Record<string, unknown> = {},
): Warning.Info[] {
  const found: Warning.Info[] = [];
  for (const { name, counts } of columns) {
    if (Object.hasOwn(said, name) || money.test(name)) continue;
    const zeros = find(counts());
    if (zeros) found.push(warning(name, zeros));
  }
  return found;
}

const shown = (value: number) => String(Number(value.toPrecision(4)));

const warning = (
  column: string,
  { zeros, least, middle }: Info,
): Warning.Info => ({
  ...{ code, column, count: zeros },
  message: `${column} is 0 in ${zeros} cells and otherwise never below ${shown(least)} (half are above ${shown(middle)}): the zeros probably stand for a missing value. They were read as 0; say which they are in the definition, as zeros: {${JSON.stringify(column)}: "missing"} or "value".`,
});

/** Columns of numbers as `warnings` looks at them. */
export const measured = (
  columns: readonly {
    name: string;
    type: string;
    values?: ArrayLike<unknown>;
  }[],
) =>
  columns.flatMap(({ name, type, values }) =>
    type === "number"
      ? { name, counts: () => tally(values as ArrayLike<number>) }
      : [],
  );

// How often each number stands there.
function tally(values: ArrayLike<number>): Map<number, number> {
  const counts = new Map<number, number>();
  for (let row = 0; row < values.length; row++)
    if (values[row] === values[row])
      counts.set(values[row], (counts.get(values[row]) ?? 0) + 1);
  return counts;
}

export * as ImpossibleZeros from "./impossible-zeros";
