// copy-evidence: what copies of rows tell of each other's outcomes, and what figures owe to them
import { Group } from "@mainstay/core/base/group";
import type { Warning } from "@mainstay/core/reading/warning";
import { LogOdds } from "@mainstay/core/stats/log-odds";
import type { NearCopies } from "./near-copies";

export type Copies = {
  share: number; // of the rows
  slope: number; // log-odds of folds that keep copies together for one of folds at random
  loss: { random: number; grouped: number }; // by either folds
};

// Fewer rows in groups than this share of the table move nothing, together or apart.
const leastShare = 0.02;
// Copies whose residuals are less alike than this tell nothing of each other.
const leastLikeness = 0.1;

/**
 * The groups that folds keep together, by what a learner said of rows whose copies it had not seen: near copies where they
 * tell each other's outcomes beyond doubt, no rows where even copies tell nothing, and else those that are equal.
 */
export function together(
  near: NearCopies.Found,
  equal: ArrayLike<number>,
  logits: ArrayLike<number>,
  label: ArrayLike<number>,
): ArrayLike<number> {
  if (near.share < leastShare || tell(near, logits, label)) return near.group;
  const { correlation, error } = likeness(logits, label, near.group);
  return correlation + 2 * error < leastLikeness
    ? near.group.map((_, row) => row)
    : equal;
}

/** Whether near copies tell each other's outcomes beyond doubt. */
export function tell(
  { group, share }: NearCopies.Found,
  logits: ArrayLike<number>,
  label: ArrayLike<number>,
): boolean {
  if (share < leastShare) return false;
  const { correlation, error } = likeness(logits, label, group);
  return correlation > leastLikeness && correlation > 3 * error;
}

/** What one learner's logits out of fold say, by folds at random and by folds that keep copies together. */
export function compare(
  { share }: NearCopies.Found,
  logits: { random: Float64Array; grouped: Float64Array },
  label: ArrayLike<number>,
): Copies {
  const mean = (z: Float64Array) => z.reduce((a, b) => a + b, 0) / z.length;
  const [a, b] = [mean(logits.random), mean(logits.grouped)];
  let [both, own] = [0, 0];
  logits.random.forEach((z, i) => {
    both += (z - a) * (logits.grouped[i] - b);
    own += (z - a) ** 2;
  });
  return {
    share,
    slope: own > 0 ? both / own : 1,
    loss: {
      random: LogOdds.judge(logits.random, label, {}).loss,
      grouped: LogOdds.judge(logits.grouped, label, {}).loss,
    },
  };
}

/**
 * Says how many rows have a row of their group in another fold, which is their place mod the number of folds; null where
 * they are too few to move a figure.
 */
export function across(
  group: ArrayLike<number>,
  {
    place,
    folds,
    label,
  }: { place: ArrayLike<number>; folds: number; label: ArrayLike<number> },
): Warning.Info | null {
  const rowsOf = Group.by(Array(group.length).keys(), (row) => group[row]);
  let [rows, pairs, alike] = [0, 0, 0];
  for (const own of rowsOf.values()) {
    const [first] = own;
    if (own.every((row) => place[row] % folds === place[first] % folds))
      continue;
    rows += own.length;
    for (let k = 1; k < own.length; k++) {
      pairs++;
      alike += Number(label[own[k]] === label[own[k - 1]]);
    }
  }
  if (rows < leastShare * group.length) return null;
  return {
    code: "copies.folds",
    count: rows,
    message: `${rows} rows, ${percent(rows / group.length)}, have a copy in another fold, and ${percent(alike / pairs)} of the copies have the same outcome: the figures are better than for customers never seen. Name the column that says whose a row is, --group COLUMN, or drop the copies.`,
  };
}

const percent = (part: number) => `${(100 * part).toFixed(0)} %`;

export function warning({ share, slope, loss }: Copies): Warning.Info {
  return {
    code: "copies.near",
    message: `${percent(share)} of the rows have a near copy, such as the same customer a little later, with the same outcome. Where copies may stand on both sides of a split, the log loss seems ${loss.random.toFixed(4)}; of rows without a copy it is ${loss.grouped.toFixed(4)} (log-odds ${slope.toFixed(2)} times as large). Copies were kept together, and the figures are those of customers never seen.`,
  };
}

/**
 * Whether copies tell each other's outcomes: the mean product of standardised residuals of neighbours in a group, by a model
 * that saw neither, and its standard error. 0 where rows merely repeat, near 1 where they are the same customer again.
 */
function likeness(
  logits: ArrayLike<number>,
  label: ArrayLike<number>,
  group: ArrayLike<number>,
): { correlation: number; error: number } {
  const last = new Map<number, number>();
  let [pairs, sum, squares] = [0, 0, 0];
  const residual = (row: number) => {
    const p = LogOdds.sigmoid(logits[row]);
    return (label[row] - p) / Math.sqrt(Math.max(p * (1 - p), 1e-3));
  };
  for (let row = 0; row < label.length; row++) {
    const other = last.get(group[row]);
    last.set(group[row], row);
    if (other === undefined) continue;
    const product = residual(row) * residual(other);
    pairs++;
    sum += product;
    squares += product ** 2;
  }
  return {
    correlation: pairs ? sum / pairs : 0,
    error: pairs ? Math.sqrt(squares) / pairs : 0,
  };
}

export * as CopyEvidence from "./copy-evidence";
