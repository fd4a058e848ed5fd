// event-log: what customers did until a day, read out of the events' lake
import { Bucket } from "../aws/bucket";
import { Dataset } from "../dataset/dataset";
import { Event } from "../events/event";
import { EventMapping } from "../events/event-mapping";
import { Parquet } from "../tabular/parquet";

const dataset = "events";

export type Info = {
  log: Event.Log;
  digest: string;
  derives: string | null; // the dataset whose snapshots are made of it
};

/** The log as it lies in the lake, of some periods or of all; null where there is none. */
export async function read(
  among: (period: string) => boolean = () => true,
): Promise<Info | null> {
  const definition = await Dataset.find(dataset);
  if (!definition) return null;
  const builder = EventMapping.builder(definition);
  let digest = String(definition.version);
  let any = false;
  for await (const { key, etag } of Bucket.list(Bucket.keys.lake(dataset))) {
    const period = /period=([^/]+)/.exec(key)![1];
    if (!among(period)) continue;
    builder.add(await Parquet.read((await Bucket.bytes(key))!));
    digest += etag;
    any = true;
  }
  const derives = definition.derive?.dataset ?? null;
  return any ? { log: builder.done().log, digest, derives } : null;
}

const dayMs = 86_400_000;

/** Days from each customer's last event to `at` (ms), and its events of the 30 days before. */
export function recent(log: Event.Log, ids: string[], at: number) {
  const code = new Map(log.users.map((user, k) => [user, k]));
  const last = new Float64Array(log.users.length).fill(NaN);
  const count = new Float64Array(log.users.length);
  const end = Event.first(log.time, at);
  const month = Event.first(log.time, at - 30 * dayMs);
  for (let i = 0; i < end; i++) {
    last[log.user[i]] = log.time[i];
    if (i >= month) count[log.user[i]]++;
  }
  const of = (id: string, values: Float64Array) => {
    const user = code.get(id);
    return user === undefined ? NaN : values[user];
  };
  return {
    recency: Float64Array.from(ids, (id) => (at - of(id, last)) / dayMs),
    count: Float64Array.from(ids, (id) => of(id, count) || 0),
  };
}

export * as EventLog from "./event-log";
