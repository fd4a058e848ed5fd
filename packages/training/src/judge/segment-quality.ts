// segment-quality: how good probabilities are for each kind of row, and for which kinds less so
import { Frame } from "@mainstay/core/tabular/frame";
import type { Group, Measure, Segment } from "@mainstay/core/model/card";
import { intervals, wilson } from "./bootstrap";
import { judge } from "./compare-models";
import { grouping, type ValueGroups } from "./value-groups";
import type { Values } from "./rank";

// Fewer rows say nothing of a level, and fewer of either outcome nothing of an order.
const least = { rows: 30, outcome: 10 };
const usual = { columns: 3, levels: 8 };

/**
 * One table a column. Without columns told, up to three of those with few levels, in the order of `prefer` (the most
 * important first) and then of the frame. A column told that the frame has not has no groups.
 */
export function segmented({
  y,
  probability,
  frame,
  columns,
  prefer = [],
  seed = 42,
  resamples = 200,
}: {
  y: Values;
  probability: Values;
  frame: Frame;
  columns?: readonly string[];
  prefer?: readonly string[];
  seed?: number;
  resamples?: number;
}): Segment[] {
  const judged = (columns ?? few(frame, prefer)).map((name) => {
    const column = Frame.column(frame, name);
    const found = column && grouping(column, usual.levels);
    const rows = { y, probability, seed, resamples };
    return { column: name, groups: found ? groups(found, rows) : [] };
  });
  const count = judged.reduce((sum, { groups }) => sum + groups.length, 0);
  const z = normalQuantile(1 - 0.025 / Math.max(1, count));
  return judged.map(({ column, groups }) => ({
    column,
    groups: groups.map(({ spread, ...group }, k) => ({
      ...group,
      notes: notes(group, { others: groups.toSpliced(k, 1), z, spread }),
    })),
  }));
}

function few(frame: Frame, prefer: readonly string[]) {
  const rank = (name: string) => {
    const place = prefer.indexOf(name);
    return place < 0 ? prefer.length : place;
  };
  return frame.columns
    .filter(({ type }) => type === "category" || type === "boolean")
    .filter((column) => {
      const { counts } = grouping(column, Infinity);
      const large = counts.filter((rows) => rows >= least.rows).length;
      return counts.length <= usual.levels && large >= 2;
    })
    .map(({ name }) => name)
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, usual.columns);
}

type Judged = Omit<Group, "notes"> & { spread: number };

function groups(
  { values, codes }: ValueGroups,
  {
    y,
    probability,
    seed,
    resamples,
  }: { y: Values; probability: Values; seed: number; resamples: number },
): Judged[] {
  const members = values.map((): number[] => []);
  codes.forEach((code, row) => members[code].push(row));
  return members.map((rows, k) => {
    const label = Uint8Array.from(rows, (row) => y[row]);
    const p = Float64Array.from(rows, (row) => probability[row]);
    const positives = label.reduce((n, one) => n + one, 0);
    const enough =
      Math.min(positives, rows.length - positives) >= least.outcome;
    const measure = enough ? judge(label, p) : null;
    const found =
      measure &&
      intervals({
        stratum: label,
        measure,
        value: measure(),
        seed,
        resamples,
      });
    return {
      value: values[k],
      rows: rows.length,
      positives,
      predicted: Math.min(
        1,
        p.reduce((sum, one) => sum + one, 0) / rows.length,
      ),
      observed: wilson(positives, rows.length),
      auc: found?.auc ?? null,
      logLoss: found?.logLoss ?? null,
      // Of the observed share, were the predictions right.
      spread:
        Math.sqrt(p.reduce((sum, one) => sum + one * (1 - one), 0)) /
        rows.length,
    };
  });
}

// A level is named only beyond what the worst of so many would show by chance (Bonferroni).
function notes(
  { rows, auc, predicted, observed }: Omit<Judged, "spread">,
  { others, z, spread }: { others: Judged[]; z: number; spread: number },
): Group["notes"] {
  if (rows < least.rows) return ["small"];
  const found: Group["notes"] = auc ? [] : ["small"];
  if (auc && weaker(auc, others, z)) found.push("weaker");
  const gap = predicted - observed.value;
  if (gap > z * spread) found.push("over");
  if (-gap > z * spread) found.push("under");
  return found;
}

const variance = ({ low, high }: Measure) => ((high - low) / (2 * 1.96)) ** 2;

// Against the other levels, weighed by how surely each is known: inside a level its column no longer helps to rank,
// so that all rows together would be an unfair rival.
function weaker(auc: Measure, others: Judged[], z: number) {
  let [sum, weight] = [0, 0];
  for (const { auc: other } of others) {
    if (!other) continue;
    const sure = 1 / Math.max(1e-6, variance(other));
    sum += sure * other.value;
    weight += sure;
  }
  if (weight === 0) return false;
  const gap = sum / weight - auc.value;
  return gap > z * Math.sqrt(variance(auc) + 1 / weight);
}

function normalQuantile(q: number) {
  let [low, high] = [0, 10];
  for (let step = 0; step < 60; step++) {
    const z = (low + high) / 2;
    if (distribution(z) < q) low = z;
    else high = z;
  }
  return low;
}

// Abramowitz & Stegun 26.2.17, right to 7.5e-8 for z ≥ 0.
function distribution(z: number) {
  const t = 1 / (1 + 0.2316419 * z);
  const series =
    t *
    (0.31938153 +
      t *
        (-0.356563782 +
          t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 1 - (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
}

export * as SegmentQuality from "./segment-quality";
