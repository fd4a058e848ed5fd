// refresh: brings every period's standing and summary up to date with the rows, answers, events and settings they are made of
import { Bucket } from "../aws/bucket";
import { Dataset } from "../dataset/dataset";
import { sha256 } from "../base/digest";
import { Compute } from "./compute";
import { Health } from "../health/health";
import { MetricHistory } from "../metrics/metric-history";
import { Period } from "../tabular/period";
import type { Segment } from "../segments/segment";
import { RecentComments } from "../feedback/recent-comments";
import { PeriodState } from "./period-state";
import { PeriodSummary } from "./period-summary";
import { Lease } from "../aws/lease";

/** Stands behind all rows in line and before second passes; several asked for at once are done as one. */
export async function join(dataset: string, now: Date) {
  const at = `~!${now.toISOString()}`;
  await Lease.join(dataset, at, "assess", dataset);
  await Lease.look(dataset);
}

/** Rows of a log are told of the customers they speak of. */
export async function after(dataset: string, now: Date) {
  if (Dataset.kind(dataset) === "snapshots") return join(dataset, now);
  if (dataset === "knowledge") return;
  const [any] = await Dataset.periods(Dataset.customers);
  if (any) await join(Dataset.customers, now);
}

/** What a standing is worked out from; equal digests need no new work. */
async function digestOf(
  dataset: string,
  of: string,
  context: Context,
  previous: PeriodState.Info | null,
) {
  const { definition, periods, settings, behaviour, bands } = context;
  const etag = await Bucket.etag(Bucket.keys.view(dataset, of));
  const said = JSON.stringify([definition.version, settings, bands]);
  // What comes late does not rewrite history: older periods follow their own rows alone.
  const recent = periods.slice(-2).includes(of);
  const comments = recent
    ? await RecentComments.comments(dataset, Compute.endOf(of))
    : [];
  return sha256(
    JSON.stringify([etag, previous?.of, context.said]),
    said,
    recent ? (behaviour?.digest ?? "") : "",
    comments.map(({ id, sentiment }) => id + sentiment?.model).join(),
  ).slice(0, 16);
}

/**
 * Oldest first, for each period is measured against those before it; answers the newest, null when the dataset has no rows.
 * Equal input gives equal objects, so two runs at once do no harm.
 */
export async function run(dataset: string): Promise<Compute.Info | null> {
  const context = await measured(dataset, await Compute.context(dataset));
  const past = MetricHistory.begin(context.settings.metrics);
  let previous: PeriodState.Info | null = null;
  let newest: Compute.Info | null = null;
  for (const period of context.periods) {
    const digest = await digestOf(dataset, period, context, previous);
    const before = await PeriodState.read(dataset, period);
    if (before?.of === digest && period !== context.periods.at(-1)) {
      MetricHistory.add(past, Compute.recalled(before));
      previous = PeriodState.slim(before);
      continue;
    }
    // Where a period is missing there is none to be measured against.
    const then = previous?.period === Period.previous(period) ? previous : null;
    newest = await Compute.period(dataset, period, context, then, past);
    const { sheet, standing } = newest;
    standing.of = digest;
    if (before?.of !== digest) {
      await PeriodSummary.write(
        dataset,
        await PeriodSummary.summarise(dataset, newest, then),
      );
      await PeriodState.write(dataset, standing);
    }
    MetricHistory.add(past, sheet);
    previous = PeriodState.slim(standing);
  }
  return newest;
}

type Stored = {
  segments: { said: string; fitted: Segment.Fitted };
  health: { said: string; config: Health.Config | null };
};
type Context = Compute.Context & { said: Record<keyof Stored, string> };

// Besides what is set: whether there are changes, answers and events at all. The first of them makes the measure anew.
async function saidOf({
  definition,
  settings,
  bands,
  periods,
  behaviour,
}: Compute.Context) {
  const heard = await Dataset.periods("feedback");
  const there = [periods.length > 1, heard.length > 0, behaviour !== null];
  const of = (...parts: unknown[]) => sha256(JSON.stringify([parts, there]));
  return {
    segments: of(settings.segments),
    health: of(definition.roles, bands),
  };
}

/**
 * Health and segments of two periods can only be compared when both were cut by the same measure: it is made once, of the
 * newest period, which has all columns and a period before, and kept for as long as what it rests on stays.
 */
async function measured(
  dataset: string,
  given: Compute.Context,
): Promise<Context> {
  const said = await saidOf(given);
  const context = { ...given, said };
  const newest = context.periods.at(-1);
  if (newest === undefined) return context;
  const key = Bucket.keys.measure(dataset);
  const stored = await Bucket.json<Stored>(key);
  if (stored?.segments.said === said.segments)
    context.fitted = stored.segments.fitted;
  if (stored?.health.said === said.health) context.usual = stored.health.config;
  if (context.fitted && context.usual) return context;
  const past = MetricHistory.begin(context.settings.metrics);
  const made = await Compute.period(dataset, newest, context, null, past);
  context.fitted = made.fitted;
  // What the owner says of health stands in the settings alone.
  context.usual ??= Health.defaults(made.sheet, context.bands);
  const anew: Stored = {
    segments: { said: said.segments, fitted: made.fitted },
    health: { said: said.health, config: context.usual },
  };
  await Bucket.put(key, JSON.stringify(anew));
  return context;
}

// More customers than these are worked through in longer than a caller waits.
const most = 50_000;

/**
 * Anew only when rows have come since; for those who read what the line of work has not come to yet. Of very many customers
 * the figures there are stand until the line has come to the newer ones, unless whoever asks has the time: `wait`.
 */
export async function fresh(dataset: string, period: string, wait = false) {
  const [found, view] = await Promise.all([
    PeriodSummary.read(dataset, period),
    Bucket.etag(Bucket.keys.view(dataset, period)),
  ]);
  if (found?.view === view) return found;
  if (found && found.customers > most && !wait) return found;
  await run(dataset);
  return (await PeriodSummary.read(dataset, period))!;
}

export * as Refresh from "./refresh";
