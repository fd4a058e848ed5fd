// log-odds: from log-odds to probabilities and back, and log loss, in double precision
/** σ(z), the probability of log-odds z. */
export const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
/** Log-odds of a probability. */
export const logit = (p: number) => Math.log(p / (1 - p));
/** ln(1 + eᶻ) without overflow. */
export const softplus = (z: number) =>
  Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));

/**
 * Mean loss, the log loss unless told, and accuracy of logits against labels; `rows[i]` is the label's and weight's row of
 * logit i, i itself unless told.
 */
export function judge(
  logits: ArrayLike<number>,
  label: ArrayLike<number>,
  {
    rows,
    weight,
    loss: cost = (z, y) => softplus(z) - y * z,
  }: {
    rows?: ArrayLike<number>;
    weight?: ArrayLike<number>;
    loss?: (z: number, y: number) => number;
  },
): { loss: number; accuracy: number } {
  let [loss, right, total] = [0, 0, 0];
  for (let i = 0; i < logits.length; i++) {
    const row = rows ? rows[i] : i;
    const w = weight ? weight[row] : 1;
    loss += w * cost(logits[i], label[row]);
    if (logits[i] > 0 === label[row] > 0.5) right += w;
    total += w;
  }
  return { loss: loss / total, accuracy: right / total };
}

/** Log-odds of the share of positives among `rows`, half a case added to either side so that it is finite. */
export function prior(
  label: ArrayLike<number>,
  rows: ArrayLike<number>,
): number {
  let positives = 0.5;
  for (let i = 0; i < rows.length; i++) positives += label[rows[i]];
  return logit(positives / (rows.length + 1));
}

export * as LogOdds from "./log-odds";
