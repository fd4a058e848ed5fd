// schedule: how the learning rate follows from the epochs so far, as values

/** The next epoch's rate, from the first rate and the validation loss of every epoch so far. */
export type Schedule = (rate: number, losses: readonly number[]) => number;

export const fixed: Schedule = (rate) => rate;

/** Multiplies the rate by `factor` after every epoch. */
export const decayed =
  (factor = 0.9): Schedule =>
  (rate, losses) =>
    rate * factor ** losses.length;

/** Keras' ReduceLROnPlateau: `patience` epochs without a loss lower by `delta` cut the rate by `factor`, down to `lowestRate`. */
export const plateau =
  ({
    factor = 0.2,
    patience = 5,
    lowestRate = 1e-4,
    delta = 1e-4,
  } = {}): Schedule =>
  (rate, losses) => {
    let [best, waited, now] = [Infinity, 0, rate];
    for (const loss of losses) {
      waited++;
      if (loss < best - delta) [best, waited] = [loss, 0];
      if (waited < patience) continue;
      now = Math.min(now, Math.max(now * factor, lowestRate));
      waited = 0;
    }
    return now;
  };

export const schedules = {
  fixed,
  decayed: decayed(),
  plateau: plateau(),
} satisfies Record<string, Schedule>;

export * as Schedule from "./schedule";
