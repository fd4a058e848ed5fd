// champion: the version that serves, judged only on rows that it did not learn from
import type { Comparison, Measure } from "@mainstay/core/model/card";
import { Scorer } from "@mainstay/core/model/scorer";
import { sigmoid } from "@mainstay/core/stats/log-odds";
import type { TrainingTable } from "../fit/training-table";
import type { Rival } from "../judge/compare-models";
import { HeldOut } from "../stats/held-out";

export type Judged = {
  rival: Rival | null; // null where too few rows are new to it
  seen: number; // rows that it learned from, or may have
};

// With fewer rows of either outcome a comparison says nothing.
const fewest = 10;

/** Its probabilities of the rows of `test` that it did not learn from; `places` says of each which row of the keys it is. */
export async function rival(
  dataset: string,
  version: string,
  test: TrainingTable.Info,
  {
    keys,
    places,
  }: { keys: HeldOut.Keys; places: { row: number; period: string }[] },
): Promise<Judged> {
  const serving = await Scorer.open(dataset, version);
  const { periods, train, split } = serving.card.data;
  const seen = HeldOut.seen(
    { periods: train?.periods ?? periods, split },
    keys,
  );
  const fresh = Int32Array.from(places.keys()).filter((k) => !seen(places[k]));
  const positives = fresh.reduce((n, k) => n + test.label[k], 0);
  const left = places.length - fresh.length;
  if (Math.min(positives, fresh.length - positives) < fewest)
    return { rival: null, seen: left };
  const logits = await Scorer.logits(serving, test.frame, test.at);
  const probability = Float64Array.from(logits, sigmoid);
  const some = left > 0 && { rows: fresh, seen: left };
  return {
    rival: { name: "incumbent", version, probability, ...some },
    seen: left,
  };
}

/** The new version's loss beside the one before, in words. */
export function figures(
  rows: number,
  { value }: Measure,
  before: { version?: string; rival?: Comparison; seen?: number },
): string {
  const { version, rival, seen = 0 } = before;
  const own = (loss: number, n: number) =>
    `log loss ${loss.toFixed(4)} on ${n} held-out rows`;
  if (!version) return own(value, rows);
  if (!rival)
    return `${own(value, rows)}; ${version} learned from ${seen} of them and was not compared`;
  const { logLoss, difference } = rival;
  const loss = logLoss.value + difference.logLoss.value;
  const against = `${own(loss, rival.rows ?? rows)} against ${logLoss.value.toFixed(4)} of ${version}`;
  return rival.seen
    ? `${against}; ${rival.seen} more it had learned from`
    : against;
}

export * as Champion from "./champion";
