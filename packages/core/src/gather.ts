// gather: everything known of one period brought together as a sheet, and how each customer stands by it
import { Behaviour } from "./behaviour";
import { Census } from "./census";
import { Dataset } from "./dataset";
import type { Definition } from "./definition";
import type { Feedback } from "./feedback";
import { Health } from "./health";
import { Lifetime } from "./lifetime";
import { Board } from "./metric/board";
import { type Config, usual } from "./metric/config";
import { Past } from "./metric/past";
import { Registry } from "./model/registry";
import { Period } from "./period";
import { Segment } from "./segment";
import { Settings } from "./settings";
import { Sheet } from "./sheet";
import { Signal } from "./signal";
import { Standing } from "./standing";
import { View } from "./view";

export type Info = {
  definition: Dataset.Info;
  periods: string[]; // of the dataset, oldest first
  now: Census.Info;
  before: Census.Info | null;
  sheet: Sheet;
  standing: Standing.Info;
  behaviour: Behaviour.Info | null;
  comments: Feedback.Info[]; // of the 90 days before the period's end
  board: Board.Info;
  fitted: Segment.Fitted;
  config: Segment.Config;
};

// Of steps, which have no calendar, the moment is never.
export const endOf = (period: string) =>
  Period.kindOf(period) === "step" ? NaN : Period.end(period) * Signal.dayMs;

/** Everything known of one period; the standing is worked out anew. */
export async function period(
  dataset: string,
  of: string,
  context: Context,
  previous: Standing.Info | null,
  past: Past,
): Promise<Info> {
  const { definition, settings } = context;
  const { roles } = definition;
  const earlier = Period.previous(of);
  const [now, before, view] = await Promise.all([
    Census.read(definition, dataset, of),
    context.periods.includes(earlier)
      ? Census.read(definition, dataset, earlier)
      : null,
    View.read(dataset, of),
  ]);
  const end = endOf(of);
  const comments = await Signal.comments(dataset, end);
  const numbers: Record<string, Float64Array> = {};
  const texts: Record<string, (string | null)[]> = {};
  const sheet = Census.sheet(now, roles, { numbers, texts }, before);

  Signal.scores(now, view, numbers, texts);
  const said = Signal.sentiment(now.id, comments);
  numbers["feedback.sentiment"] = said.mean;
  numbers["feedback.count"] = said.count;
  const { behaviour } = context;
  if (behaviour && !Number.isNaN(end)) {
    const { recency, count } = Behaviour.recent(behaviour.log, now.id, end);
    numbers["events.recency"] = recency;
    numbers["events.count"] = count;
  }
  const worth = Signal.lifetime(
    sheet,
    { dataset, definition, behaviour, config: context.settings.lifetime },
    end,
  );
  numbers["lifetime.value"] = worth.value;
  numbers["lifetime.alive"] = worth.alive;

  const { info: board, columns } = Board.measure({
    sheet,
    before: before && Census.sheet(before, roles),
    past,
    events: behaviour?.log,
  });
  Object.assign(numbers, columns);

  const config =
    settings.health ?? context.usual ?? Health.usual(sheet, context.bands);
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

  const money = Sheet.role(sheet, "revenue");
  const standing: Standing.Info = {
    period: of,
    of: "",
    id: now.id,
    name:
      (roles.name ? sheet.text(roles.name) : null) ?? now.id.map(() => null),
    band: texts["score.band"] as Standing.Info["band"],
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
    positive: Signal.positives(sheet, definition),
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

const kept = (sheet: Sheet) =>
  Object.fromEntries(
    remembered.flatMap((role) => {
      const values = Sheet.role(sheet, role);
      return values ? [[role, Float64Array.from(values)]] : [];
    }),
  );

/** As much of a past period as metrics remember, from its standing alone. */
export const recalled = ({ period, id, kept }: Standing.Info) =>
  Sheet.of({
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
  bands: Parameters<typeof Health.usual>[1];
  // Made once of a period's data, and kept while what they rest on stays.
  fitted: Segment.Fitted | null;
  usual: Health.Config | null;
  behaviour: Behaviour.Info | null;
};

export async function context(dataset: string): Promise<Context> {
  const [definition, periods, health, segments, lifetime, metrics, serving] =
    await Promise.all([
      Dataset.get(dataset),
      Dataset.periods(dataset),
      Settings.said(dataset, "health"),
      Settings.said(dataset, "segments"),
      Settings.said(dataset, "lifetime"),
      Settings.said(dataset, "metrics"),
      Registry.current(dataset),
    ]);
  const card = serving && (await Registry.card(dataset, serving.version));
  return {
    definition,
    periods,
    settings: {
      health,
      segments: segments ?? Segment.usual,
      lifetime: lifetime ?? Lifetime.usual,
      metrics: metrics ?? usual,
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
  return dataset === (derives ?? Signal.customers) ? Behaviour.read() : null;
}

const known = (value: number | undefined, digits: number) =>
  value === undefined || Number.isNaN(value)
    ? null
    : Number(value.toFixed(digits));
const rounded = (list: ArrayLike<number>, digits: number) =>
  Array.from(list, (value) => known(value, digits));
const indexed = (id: string[], values: (number | null)[]) =>
  new Map(id.map((one, k) => [one, values[k] ?? NaN]));

export * as Gather from "./gather";
