// event-log: what customers did, read from the files of accepted events
import { Dataset } from "../dataset/dataset";
import { Manifest } from "../dataset/manifest";
import { Event } from "../events/event";
import { EventMapping } from "../events/event-mapping";
import { Parquet } from "../tabular/parquet";

const dataset = "events";

export type Info = {
  log: Event.Log;
  digest: string;
  sources: Manifest.LakeFile[];
  derives: string | null; // the dataset whose customers are computed from these events
};

/** The log of the periods that are included; null where it has no file. */
export async function read(
  isIncluded: (period: string) => boolean = () => true,
): Promise<Info | null> {
  const definition = await Dataset.find(dataset);
  if (!definition) return null;
  const builder = EventMapping.builder(definition);
  let digest = String(definition.version);
  const sources = await Manifest.files(dataset, isIncluded);
  for (const file of sources) {
    builder.add(await Parquet.read(await Manifest.bytes(file.key)));
    digest += file.digest;
  }
  const derives = definition.derive?.dataset ?? null;
  return sources.length
    ? { log: builder.done().log, digest, sources, derives }
    : null;
}

const dayMs = 86_400_000;

const recentDays = 30;

/** Days from each customer's last event to `end` (ms), and the number of its events of the 30 days before. */
export function recent(log: Event.Log, ids: string[], end: number) {
  const userCode = new Map(log.users.map((user, code) => [user, code]));
  const lastMs = new Float64Array(log.users.length).fill(NaN);
  const count = new Float64Array(log.users.length);
  const endEvent = Event.first(log.time, end);
  const firstRecent = Event.first(log.time, end - recentDays * dayMs);
  for (let event = 0; event < endEvent; event++) {
    lastMs[log.user[event]] = log.time[event];
    if (event >= firstRecent) count[log.user[event]]++;
  }
  const users = ids.map((id) => userCode.get(id) ?? -1);
  return {
    recency: Float64Array.from(
      users,
      (user) => (end - (lastMs[user] ?? NaN)) / dayMs,
    ),
    count: Float64Array.from(users, (user) => count[user] ?? 0),
  };
}

export * as EventLog from "./event-log";
