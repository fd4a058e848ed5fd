// input-digest: everything a period's state is computed from, as one digest; an equal digest needs no new work
import { sha256 } from "../base/digest";
import { RecentComments } from "../feedback/recent-comments";
import { Features } from "./features";
import type { FittedConfig } from "./fitted-config";
import type { PeriodContext } from "./period-context";
import type { PeriodState } from "../state/period-state";

type Input = {
  context: PeriodContext.Info;
  fittedDigests: FittedConfig.Digests;
  previous: Pick<PeriodState.Info, "inputDigest"> | null;
  rowsEtag: string | null;
};

/**
 * A period is computed anew when its rows, the period before, the definition, a setting, the score bands or the fitted
 * configuration change. Assigned owners are of the newest period. New events and comments reach the newest two periods only: late ones do not rewrite history.
 */
export async function compute(
  dataset: string,
  period: string,
  { context, fittedDigests, previous, rowsEtag }: Input,
) {
  const { definition, periods, settings, bands, eventLog } = context;
  const confirmed = context.confirmed.has(period);
  const isRecent = periods.slice(-2).includes(period);
  // Spend is foretold of the newest period alone by what the log knows since.
  const isNewest = period === periods.at(-1);
  const comments = isRecent
    ? await RecentComments.comments(dataset, Features.endMs(period))
    : [];
  return sha256(
    JSON.stringify([rowsEtag, previous?.inputDigest, fittedDigests]),
    JSON.stringify([definition.version, settings, bands, confirmed]),
    period === periods.at(-1) ? JSON.stringify([...context.owners]) : "",
    isRecent ? (eventLog?.digest ?? "") : "",
    isNewest ? "spend" : "",
    comments.map(({ id, sentiment }) => id + sentiment?.model).join(),
  ).slice(0, 16);
}

export * as InputDigest from "./input-digest";
