// refresh: when a dataset's periods are brought up to date with their rows, answers, events and settings
import { Line } from "../work/line";
import { Bucket } from "../aws/bucket";
import { PeriodIndex } from "../customers/period-index";
import { Dataset } from "../dataset/dataset";
import { PeriodSummary } from "./period-summary";
import { PlaybookEffects } from "./playbook-effects";
import { Pipeline } from "./pipeline";
import { StoredState } from "../state/stored-state";

/** Queues a refresh behind all rows in line; several asked for at once are done as one. */
export async function join(dataset: string, now: Date) {
  // `~` sorts after every time of an upload.
  const order = `~!${now.toISOString()}`;
  await Line.join(dataset, order, "assess", dataset);
  await Line.look(dataset);
}

/** Queues the refresh that new rows, answers or settings of a dataset call for: a log's are those of its customers. */
export async function after(dataset: string, now: Date) {
  if (Dataset.kind(dataset) === "snapshots") return join(dataset, now);
  if (dataset === "knowledge") return;
  const [oldest] = await Dataset.periods(Dataset.customers);
  if (oldest) await join(Dataset.customers, now);
}

// A caller does not wait for a refresh of more customers than these.
const maxCustomersToWaitFor = 50_000;

/**
 * A period's summary, refreshed first when rows have come since. With very many customers the stored summary is given
 * until the queued refresh is done, unless the caller can `wait`.
 */
export async function summary(
  dataset: string,
  period: string,
  { wait = false } = {},
) {
  const [stored, rowsEtag, head] = await Promise.all([
    PeriodSummary.read(dataset, period),
    PeriodIndex.etag(dataset, period),
    StoredState.head(dataset, period),
  ]);
  if (head && stored?.view === rowsEtag) return stored;
  if (stored && stored.customers > maxCustomersToWaitFor && !wait)
    return stored;
  await Pipeline.run(dataset);
  return (await PeriodSummary.read(dataset, period))!;
}

/** The heads of the periods' shards, and whether rows have come since to any of them. */
export async function heads(dataset: string, periods: string[]) {
  const etags = new Map<string, string>();
  const folder = Bucket.keys.views(dataset);
  for await (const { key, etag } of Bucket.files(folder)) etags.set(key, etag);
  const found = await Promise.all(
    periods.map((period) => StoredState.head(dataset, period)),
  );
  const isStale = periods.some(
    (period, k) =>
      (etags.get(Bucket.keys.view(dataset, period)) ?? null) !==
      (found[k]?.rowsEtag ?? null),
  );
  return { isStale, heads: found.flatMap((one) => one ?? []) };
}

/** Brings the shards of all periods, or of some, up to date with rows that have come since, as far as `summary` does. */
export async function shards(dataset: string, some?: string[]) {
  const periods = some ?? (await Dataset.periods(dataset));
  const { isStale, heads: found } = await heads(dataset, periods);
  const isLarge = found.some(
    ({ customers }) => customers > maxCustomersToWaitFor,
  );
  if (isStale && !isLarge) await Pipeline.run(dataset);
}

/**
 * Brings a dataset up to date with rows that have come since, as far as `summary` does. The first look of a day queues a refresh,
 * as renewals come nearer without any new row.
 */
export async function newest(dataset: string, now: Date) {
  const period = (await Dataset.periods(dataset)).at(-1);
  if (period === undefined) return;
  await summary(dataset, period);
  const reached = await PlaybookEffects.reach(dataset);
  if (reached && reached.day < now.toISOString().slice(0, 10))
    await join(dataset, now);
}

export * as Refresh from "./refresh";
