// compute: everything known of one period brought together as a sheet, and how each customer stands by it
import { EventLog } from "./event-log";
import { ReadCustomers } from "./read-customers";
import { Dataset } from "../dataset/dataset";
import type { Definition } from "../tabular/definition";
import type { Feedback } from "../feedback/feedback";
import { Health } from "../health/health";
import { Lifetime } from "../lifetime/lifetime";
import { MetricBoard } from "../metrics/metric-board";
import { type Config, defaults } from "../metrics/metric-config";
import { MetricHistory } from "../metrics/metric-history";
import { Registry } from "../model/registry";
import { Period } from "../tabular/period";
import { Segment } from "../segments/segment";
import { Settings } from "../settings/settings";
import { CustomerTable } from "../customers/customer-table";
import { Features } from "./features";
import { Calendar } from "../tabular/calendar";
import { RecentComments } from "../feedback/recent-comments";
import { PeriodState } from "./period-state";
import { PeriodIndex } from "../customers/period-index";

export type Info = {
  definition: Dataset.Info;
  periods: string[]; // of the dataset, oldest first
  now: ReadCustomers.Info;
  before: ReadCustomers.Info | null;
  sheet: CustomerTable;
  standing: PeriodState.Info;
  behaviour: EventLog.Info | null;
  comments: Feedback.Info[]; // of the 90 days before the period's end
  board: MetricBoard.Info;
  fitted: Segment.Fitted;
  config: Segment.Config;
};

// Of steps, which have no calendar, the moment is never.
export const endOf = (period: string) =>
  Period.kindOf(period) === "step" ? NaN : Period.end(period) * Calendar.dayMs;

/** Everything known of one period; the standing is worked out anew. */
export async function period(
  dataset: string,
  of: string,
  context: Context,
  previous: PeriodState.Info | null,
  past: MetricHistory,
): Promise<Info> {
  const { definition, settings } = context;
  const { roles } = definition;
  const earlier = Period.previous(of);
  const [now, before, view] = await Promise.all([
    ReadCustomers.read(definition, dataset, of),
    context.periods.includes(earlier)
      ? ReadCustomers.read(definition, dataset, earlier)
      : null,
    PeriodIndex.read(dataset, of),
  ]);
  const end = endOf(of);
  const comments = await RecentComments.comments(dataset, end);
  const numbers: Record<string, Float64Array> = {};
  const texts: Record<string, (string | null)[]> = {};
  const sheet = ReadCustomers.sheet(now, roles, { numbers, texts }, before);

  Features.scores(now, view, numbers, texts);
  const said = RecentComments.sentiment(now.id, comments);
  numbers["feedback.sentiment"] = said.mean;
  numbers["feedback.count"] = said.count;
  const { behaviour } = context;
  if (behaviour && !Number.isNaN(end)) {
    const { recency, count } = EventLog.recent(behaviour.log, now.id, end);
    numbers["events.recency"] = recency;
    numbers["events.count"] = count;
  }
  const worth = Features.lifetime(
    sheet,
    { dataset, definition, behaviour, config: context.settings.lifetime },
    end,
  );
  numbers["lifetime.value"] = worth.value;
  numbers["lifetime.alive"] = worth.alive;

  const { info: board, columns } = MetricBoard.measure({
    sheet,
    before: before && ReadCustomers.sheet(before, roles),
    past,
    events: behaviour?.log,
  });
  Object.assign(numbers, columns);

  const config =
    settings.health ?? context.usual ?? Health.defaults(sheet, context.bands);
  const assessed = config && Health.assess(config, sheet);
  if (assessed) {
    numbers["health.score"] = assessed.score;
    texts["health.status"] = assessed.status;
    const then = previous && indexed(previous.id, previous.health);
    numbers["health.change"] = Float64Array.from(
      now.id,
      (id, k) => assessed.score[k] - (then?.get(id) ?? NaN),
    );
  }
  const fitted = context.fitted ?? Segment.fit(settings.segments, sheet);
  const segments = Segment.assign(settings.segments, sheet, fitted);
  for (const [scheme, labels] of Object.entries(segments))
    texts[`segment.${scheme}`] = labels;

  const money = CustomerTable.role(sheet, "revenue");
  const standing: PeriodState.Info = {
    period: of,
    of: "",
    id: now.id,
    name:
      (roles.name ? sheet.text(roles.name) : null) ?? now.id.map(() => null),
    band: texts["score.band"] as PeriodState.Info["band"],
    config,
    health: now.id.map((_, k) => known(assessed?.score[k], 1)),
    coverage: now.id.map((_, k) => known(assessed?.coverage[k], 3)),
    status: now.id.map((_, k) => assessed?.status[k] ?? null),
    points: assessed?.points.map((list) => Float32Array.from(list)) ?? [],
    values:
      assessed?.values.map((list) => list && Float32Array.from(list)) ?? [],
    branch: assessed?.branch ?? [],
    segments: segments as Record<string, string[]>,
    primary: settings.segments.primary,
    revenue: now.id.map((_, k) => known(money?.[k], 6)),
    probability: rounded(numbers["score.probability"], 9),
    sentiment: rounded(said.mean, 4),
    comments: Array.from(said.count),
    lifetime: rounded(worth.value, 2),
    alive: rounded(worth.alive, 4),
    positive: Features.positives(sheet, definition),
    kept: kept(sheet),
  };
  const { periods } = context;
  return {
    ...{ definition, periods, now, before, sheet },
    ...{ standing, behaviour, comments, board },
    ...{ fitted, config: settings.segments },
  };
}

// What later periods' metrics want to know of this one.
const remembered = [
  ...["revenue", "usage", "tokens", "requests", "spend"],
  ...["commitment", "termStart", "termEnd"],
] as Definition.Role[];

const kept = (sheet: CustomerTable) =>
  Object.fromEntries(
    remembered.flatMap((role) => {
      const values = CustomerTable.role(sheet, role);
      return values ? [[role, Float64Array.from(values)]] : [];
    }),
  );

/** As much of a past period as metrics remember, from its standing alone. */
export const recalled = ({ period, id, kept }: PeriodState.Info) =>
  CustomerTable.fromColumns({
    ...{ period, id },
    roles: Object.fromEntries(Object.keys(kept).map((role) => [role, role])),
    numbers: kept,
  });

export type Context = {
  definition: Dataset.Info;
  periods: string[];
  settings: {
    health: Health.Config | null;
    segments: Segment.Config;
    lifetime: Lifetime.Config;
    metrics: Config;
  };
  bands: Parameters<typeof Health.defaults>[1];
  // Made once of a period's data, and kept while what they rest on stays.
  fitted: Segment.Fitted | null;
  usual: Health.Config | null;
  behaviour: EventLog.Info | null;
};

export async function context(dataset: string): Promise<Context> {
  const [definition, periods, health, segments, lifetime, metrics, serving] =
    await Promise.all([
      Dataset.get(dataset),
      Dataset.periods(dataset),
      Settings.get(dataset, "health"),
      Settings.get(dataset, "segments"),
      Settings.get(dataset, "lifetime"),
      Settings.get(dataset, "metrics"),
      Registry.current(dataset),
    ]);
  const card = serving && (await Registry.card(dataset, serving.version));
  return {
    definition,
    periods,
    settings: {
      health,
      segments: segments ?? Segment.defaults,
      lifetime: lifetime ?? Lifetime.defaults,
      metrics: metrics ?? defaults,
    },
    bands: card?.bands,
    fitted: null,
    usual: null,
    behaviour: await behaviourOf(dataset),
  };
}

// The log speaks of one dataset's customers.
async function behaviourOf(dataset: string) {
  const derives = (await Dataset.find("events"))?.derive?.dataset;
  return dataset === (derives ?? Dataset.customers) ? EventLog.read() : null;
}

const known = (value: number | undefined, digits: number) =>
  value === undefined || Number.isNaN(value)
    ? null
    : Number(value.toFixed(digits));
const rounded = (list: ArrayLike<number>, digits: number) =>
  Array.from(list, (value) => known(value, digits));
const indexed = (id: string[], values: (number | null)[]) =>
  new Map(id.map((one, k) => [one, values[k] ?? NaN]));

export * as Compute from "./compute";
