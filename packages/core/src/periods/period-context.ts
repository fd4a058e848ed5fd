// period-context: what all periods of a dataset are computed with: its definition, settings, score bands and events
import { AssignedOwner } from "../customers/assigned-owner";
import { Dataset } from "../dataset/dataset";
import type { OwnerTopics } from "../feedback/topic/owner-topics";
import type { Health } from "../health/health";
import { Lifetime } from "../lifetime/lifetime";
import { type Config, defaults } from "../metrics/metric-config";
import { Registry } from "../model/registry";
import { Segment } from "../segments/segment";
import { Settings } from "../settings/settings";
import { ConfirmedPeriods } from "./confirmed-periods";
import { EventLog } from "./event-log";

export type Info = {
  definition: Dataset.Info;
  periods: string[]; // oldest first
  owners: Map<string, string>; // by somebody's word, by customer
  confirmed: Set<string>; // periods that somebody confirmed to be whole
  settings: {
    health: Health.Config | null;
    segments: Segment.Config;
    lifetime: Lifetime.Config;
    metrics: Config;
    topics?: OwnerTopics.Config;
  };
  bands: Parameters<typeof Health.defaults>[1];
  eventLog: EventLog.Info | null;
};

export async function read(dataset: string): Promise<Info> {
  const [
    definition,
    periods,
    confirmed,
    owners,
    health,
    segments,
    lifetime,
    metrics,
    topics,
    serving,
  ] = await Promise.all([
    Dataset.get(dataset),
    Dataset.periods(dataset),
    ConfirmedPeriods.read(dataset),
    AssignedOwner.all(dataset),
    Settings.get(dataset, "health"),
    Settings.get(dataset, "segments"),
    Settings.get(dataset, "lifetime"),
    Settings.get(dataset, "metrics"),
    Settings.get(dataset, "topics"),
    Registry.current(dataset),
  ]);
  const card = serving && (await Registry.card(dataset, serving.version));
  return {
    definition,
    periods,
    confirmed,
    owners,
    settings: {
      health,
      segments: segments ?? Segment.defaults,
      lifetime: lifetime ?? Lifetime.defaults,
      metrics: metrics ?? defaults,
      topics: topics ?? undefined,
    },
    bands: card?.bands,
    eventLog: await eventLogOf(dataset),
  };
}

// The events are those of one dataset's customers only.
async function eventLogOf(dataset: string) {
  const derived = (await Dataset.find("events"))?.derive?.dataset;
  return dataset === (derived ?? Dataset.customers) ? EventLog.read() : null;
}

export * as PeriodContext from "./period-context";
