// pipeline: what a dataset's rows mean, period by period: customers → features → metrics → health → segments → state → summary
import { Bucket } from "../aws/bucket";
import { AssignedOwner } from "../customers/assigned-owner";
import { AnswerColumns } from "../customers/answer-columns";
import { CustomerTable } from "../customers/customer-table";
import { PeriodIndex } from "../customers/period-index";
import { Dataset } from "../dataset/dataset";
import { Label } from "../learning/label";
import { Leaving } from "../dataset/leaving";
import type { Feedback } from "../feedback/feedback";
import { Health } from "../health/health";
import { Completeness } from "../metrics/completeness";
import { Currency } from "../metrics/currency";
import { MetricBoard } from "../metrics/metric-board";
import { MetricHistory } from "../metrics/metric-history";
import type { TypedColumns } from "../query/typed-columns";
import { Segment } from "../segments/segment";
import { Period } from "../tabular/period";
import { RecentComments } from "../feedback/recent-comments";
import { Features } from "./features";
import { FittedConfig } from "./fitted-config";
import { InputDigest } from "./input-digest";
import { PeriodContext } from "./period-context";
import { PeriodState } from "../state/period-state";
import { StoredState } from "../state/stored-state";
import { PeriodSummary } from "./period-summary";
import { ReadCustomers } from "./read-customers";
import { PeriodSources } from "./period-sources";
import { MeteredSpend } from "../state/metered-spend";
import { SpendColumns } from "../state/spend-columns";
import { UseTrend } from "../state/use-trend";

export type Info = {
  context: PeriodContext.Info;
  table: CustomerTable; // with every computed column
  comments: Feedback.Info[]; // of the 90 days before the period's end
  board: MetricBoard.Info;
  fittedSegments: Segment.Fitted;
  state: PeriodState.Info;
  own: TypedColumns.Column[]; // the dataset's columns, as lists show them
};

// The period before, read only where the next one is computed.
type Previous = {
  period: string;
  inputDigest: string;
  read: () => Promise<PeriodState.Info | null>;
};

/**
 * Brings every period's state and summary up to date and gives the newest; null when the dataset has no rows. Periods are
 * computed oldest first, because each is compared with those before it. Equal input gives equal objects, so two runs at
 * once do no harm.
 */
export async function run(dataset: string): Promise<Info | null> {
  const context = await PeriodContext.read(dataset);
  const fittedDigests = await FittedConfig.digests(context);
  const fitted = await fit(dataset, context, fittedDigests);
  const history = MetricHistory.begin(context.settings.metrics);
  let previous: Previous | null = null;
  let newest: Info | null = null;
  for (const period of context.periods) {
    const rowsEtag = await PeriodIndex.etag(dataset, period);
    const inputDigest: string = await InputDigest.compute(dataset, period, {
      context,
      fittedDigests,
      previous,
      rowsEtag,
    });
    const stored = await StoredState.head(dataset, period);
    const isCurrent = stored?.inputDigest === inputDigest;
    if (isCurrent && period !== context.periods.at(-1)) {
      const metrics = await StoredState.metrics(dataset, period);
      MetricHistory.add(history, metrics, stored.incomplete !== null);
      const read = () => StoredState.readSlim(dataset, period);
      previous = { period, inputDigest, read };
      continue;
    }
    // A period whose predecessor is missing is compared with none.
    const before: PeriodState.Info | null =
      previous?.period === Period.previous(period)
        ? await previous.read()
        : null;
    newest = await compute(dataset, period, {
      context,
      fitted,
      inputDigest,
      rowsEtag,
      before,
      history,
    });
    if (!isCurrent) {
      const summary = await summarise(dataset, newest, before, rowsEtag);
      await PeriodSummary.write(dataset, summary);
      await StoredState.write(dataset, newest.state, newest.own);
    }
    MetricHistory.add(history, newest.table, newest.board.incomplete !== null);
    const slim = PeriodState.slim(newest.state);
    previous = { period, inputDigest, read: async () => slim };
  }
  await sweep(dataset);
  return newest;
}

// Earlier releases kept a period as one object; what is now below `periods/` was computed anew.
async function sweep(dataset: string) {
  const folder = Bucket.keys.standings(dataset);
  for await (const { key } of Bucket.files(folder))
    if (/^\d[\dW-]*\.(summary\.)?json$/.test(key.slice(folder.length)))
      await Bucket.remove(key);
}

// Made from the newest period, which has all columns and a period before it.
async function fit(
  dataset: string,
  context: PeriodContext.Info,
  digests: FittedConfig.Digests,
): Promise<FittedConfig.Info> {
  const stored = await FittedConfig.read(dataset, digests);
  const newest = context.periods.at(-1);
  if (newest === undefined || (stored.segments && stored.health)) return stored;
  const { table, fittedSegments } = await compute(dataset, newest, {
    context,
    fitted: stored,
    inputDigest: "",
    rowsEtag: null,
    before: null,
    history: MetricHistory.begin(context.settings.metrics),
  });
  const fitted = {
    segments: fittedSegments,
    health: stored.health ?? Health.defaults(table, context.bands),
  };
  await FittedConfig.write(dataset, digests, fitted);
  return fitted;
}

type Input = {
  context: PeriodContext.Info;
  fitted: FittedConfig.Info;
  inputDigest: string;
  rowsEtag: string | null;
  before: PeriodState.Info | null; // of the period just before
  history: MetricHistory; // of all periods before
};

// Each step takes a finished table and gives columns or a new table.
async function compute(
  dataset: string,
  period: string,
  { context, fitted, inputDigest, rowsEtag, before, history }: Input,
): Promise<Info> {
  const { definition, periods, settings, bands, eventLog } = context;
  const { roles } = definition;

  // 1. Read the customers, their scores and their comments.
  const earlier = Period.previous(period);
  const [rows, earlierRows, index, comments] = await Promise.all([
    ReadCustomers.read(definition, dataset, period),
    periods.includes(earlier)
      ? ReadCustomers.read(definition, dataset, earlier)
      : null,
    PeriodIndex.read(dataset, period),
    RecentComments.comments(dataset, Features.endMs(period)),
  ]);
  const { rates } = settings.metrics;
  const customers = Currency.convert(
    ReadCustomers.table(rows, roles, earlierRows),
    rates,
  );
  const owned =
    period === periods.at(-1)
      ? AssignedOwner.apply(customers, context.owners)
      : customers;

  // 2. Features: columns that no file has.
  const known = Features.add(owned, {
    dataset,
    definition,
    index,
    comments,
    eventLog,
    lifetime: settings.lifetime,
  });
  const { trend, usual } = UseTrend.measure(
    known,
    definition,
    before && { id: before.id, levels: before.usual },
  );
  const featured = CustomerTable.withColumns(known, {
    numbers: { "use.trend": trend },
  });

  // 3. Metrics.
  const incomplete = context.confirmed.has(period)
    ? null
    : Completeness.why(featured, history.whole);
  const { info: board, columns } = MetricBoard.measure({
    incomplete,
    sheet: featured,
    before:
      earlierRows &&
      Currency.convert(ReadCustomers.table(earlierRows, roles), rates),
    past: history,
    events: eventLog?.log,
  });
  const metrics = CustomerTable.withColumns(featured, { numbers: columns });
  const spend = await spendAhead(dataset, metrics, context, history);
  const kept = SpendColumns.kept(metrics);
  const measured = CustomerTable.withColumns(
    metrics,
    spend ? SpendColumns.columns(spend) : {},
    { numbers: kept ? { "commitment.kept": kept } : {} },
  );

  // 4. Health: the owner's configuration, else the default one.
  const config =
    settings.health ?? fitted.health ?? Health.defaults(measured, bands);
  const assessment = config && Health.assess(config, measured);
  const assessed = CustomerTable.withColumns(
    measured,
    assessment ? healthColumns(rows.id, assessment, before) : {},
  );

  // 5. Segments.
  const fittedSegments =
    fitted.segments ?? Segment.fit(settings.segments, assessed);
  const labels = Segment.assign(settings.segments, assessed, fittedSegments);
  const table = CustomerTable.withColumns(assessed, {
    texts: Object.fromEntries(
      Object.entries(labels).map(([scheme, own]) => [`segment.${scheme}`, own]),
    ),
  });

  // 6. State: what is stored of each customer.
  const state = PeriodState.fromTable(table, {
    definition,
    inputDigest,
    rowsEtag,
    incomplete,
    unsummed: board.unsummed,
    config,
    assessment,
    labels,
    primary: settings.segments.primary,
    usual: usual.levels,
    leaves:
      !!Label.yesOrNo(definition.label) &&
      Leaving.isLeaving(definition.label!, dataset === Dataset.customers),
    model: models(rows.id, index),
    answers: AnswerColumns.of(rows.id, index) ?? undefined,
    spend: spend ?? undefined,
  });
  const own = ReadCustomers.ownColumns(rows, definition);
  return { context, table, comments, board, fittedSegments, state, own };
}

// Of the newest period by all that the log knows since, of those before as it was known at their end.
async function spendAhead(
  dataset: string,
  table: CustomerTable,
  { periods, eventLog, settings }: PeriodContext.Info,
  history: MetricHistory,
) {
  const { period } = table;
  if (Period.kindOf(period) === "step") return null;
  const end = Period.end(period);
  const isNewest = period === periods.at(-1);
  return SpendColumns.measure({
    ...{ table, spends: history.spends },
    numberOf: (id) => history.customer.get(id),
    metered:
      eventLog &&
      MeteredSpend.measure(
        eventLog.log,
        settings.metrics.actions.spend,
        isNewest ? undefined : end,
      ),
    rowsAsOf: isNewest ? await PeriodSources.asOf(dataset, period) : end,
  });
}

// The version that scored each customer.
function models(id: string[], index: PeriodIndex.Row[]) {
  const byId = new Map(index.map(({ id, model }) => [id, model]));
  return id.map((one) => byId.get(one) ?? null);
}

function healthColumns(
  id: string[],
  { score, status }: Health.Assessment,
  before: PeriodState.Info | null,
): CustomerTable.Columns {
  const earlier = new Map(
    before?.id.map((customer, row) => [customer, before.health[row]]),
  );
  const change = Float64Array.from(
    id,
    (customer, row) => score[row] - (earlier.get(customer) ?? NaN),
  );
  return {
    numbers: { "health.score": score, "health.change": change },
    texts: { "health.status": status },
  };
}

// 7. Summary: what pages and reports show of the period.
async function summarise(
  dataset: string,
  { context, ...computed }: Info,
  before: PeriodState.Info | null,
  rowsEtag: string | null,
) {
  const { since } = computed.board;
  return PeriodSummary.summarise({
    ...computed,
    config: context.settings.segments,
    topics: context.settings.topics,
    rowsEtag,
    before,
    beforeSummary:
      since === null ? null : await PeriodSummary.read(dataset, since),
  });
}

export * as Pipeline from "./pipeline";
