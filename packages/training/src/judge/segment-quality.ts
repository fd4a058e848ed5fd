// segment-quality: how good probabilities are for each kind of row, and for which kinds less so
import { Frame } from "@mainstay/core/tabular/frame";
import type { Group, Measure, Segment } from "@mainstay/core/model/card";
import { Normal } from "@mainstay/core/stats/normal";
import { wilson } from "@mainstay/core/stats/proportion";
import { intervals } from "./bootstrap";
import { judge } from "./compare-models";
import { grouping, type ValueGroups } from "./value-groups";
import type { Values } from "./rank";

// Figures of a level need so many rows, and its AUC so many rows of either outcome.
const minRowsPerLevel = 30;
const minRowsPerOutcome = 10;
const defaultColumns = 3;
const maxLevels = 8;

/**
 * One table for each column. By default these are up to three columns of few levels, in the order of `prefer` (the most
 * important first) and then of the frame. Those of `always` are compared as well. A column that the frame does not have gets
 * no groups.
 */
export function segmented({
  y,
  probability,
  frame,
  columns,
  prefer = [],
  always = [],
  seed = 42,
  resamples = 200,
}: {
  y: Values;
  probability: Values;
  frame: Frame;
  columns?: readonly string[];
  prefer?: readonly string[];
  always?: readonly string[];
  seed?: number;
  resamples?: number;
}): Segment[] {
  const compared = new Set([
    ...(columns ?? ofFewLevels(frame, prefer)),
    ...always,
  ]);
  const judged = [...compared].map((name) => {
    const column = Frame.column(frame, name);
    const found = column && grouping(column, maxLevels);
    const rows = { y, probability, seed, resamples };
    return { column: name, groups: found ? groups(found, rows) : [] };
  });
  const count = judged.reduce((sum, { groups }) => sum + groups.length, 0);
  const z = Normal.quantile(1 - 0.025 / Math.max(1, count));
  return judged.map(({ column, groups }) => ({
    column,
    groups: groups.map(({ spread, ...group }, k) => ({
      ...group,
      notes: notes(group, { others: groups.toSpliced(k, 1), z, spread }),
    })),
  }));
}

function ofFewLevels(frame: Frame, prefer: readonly string[]) {
  const rank = (name: string) => {
    const place = prefer.indexOf(name);
    return place < 0 ? prefer.length : place;
  };
  return frame.columns
    .filter(({ type }) => type === "category" || type === "boolean")
    .filter((column) => {
      const { counts } = grouping(column, Infinity);
      const large = counts.filter((rows) => rows >= minRowsPerLevel).length;
      return counts.length <= maxLevels && large >= 2;
    })
    .map(({ name }) => name)
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, defaultColumns);
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
      Math.min(positives, rows.length - positives) >= minRowsPerOutcome;
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
      // Standard deviation of the observed share if the predictions are right (variance of the Poisson binomial, Σ p(1 − p)).
      spread:
        Math.sqrt(p.reduce((sum, one) => sum + one * (1 - one), 0)) /
        rows.length,
    };
  });
}

// A level is noted only beyond what the worst of so many levels would show by chance (Bonferroni 1936).
function notes(
  { rows, auc, predicted, observed }: Omit<Judged, "spread">,
  { others, z, spread }: { others: Judged[]; z: number; spread: number },
): Group["notes"] {
  if (rows < minRowsPerLevel) return ["small"];
  const found: Group["notes"] = auc ? [] : ["small"];
  if (auc && weaker(auc, others, z)) found.push("weaker");
  const gap = predicted - observed.value;
  if (gap > z * spread) found.push("over");
  if (-gap > z * spread) found.push("under");
  return found;
}

const variance = ({ low, high }: Measure) => ((high - low) / (2 * 1.96)) ** 2;

// A level is compared with the mean of the other levels, weighed by inverse variance (Cochran 1937). All rows
// together would be an unfair rival, since inside a level its column does not help to rank.
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

export * as SegmentQuality from "./segment-quality";
