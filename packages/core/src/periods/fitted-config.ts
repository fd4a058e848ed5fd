// fitted-config: the customer groups and the default health configuration, made once so that periods can be compared
import { Bucket } from "../aws/bucket";
import { sha256 } from "../base/digest";
import { Dataset } from "../dataset/dataset";
import type { Health } from "../health/health";
import type { Segment } from "../segments/segment";
import type { PeriodContext } from "./period-context";

/** Each is null until it is made. */
export type Info = {
  segments: Segment.Fitted | null;
  health: Health.Config | null; // the default; an owner's own stands in the settings
};

// The digest of what each was made from; S3 calls it `said`.
export type Digests = Record<keyof Info, string>;
type Stored = {
  segments: { said: string; fitted: Segment.Fitted };
  health: { said: string; config: Health.Config | null };
};

/** The first change between periods, the first comment and the first event make both anew: they bring new columns. */
export async function digests({
  definition,
  settings,
  bands,
  periods,
  eventLog,
}: PeriodContext.Info): Promise<Digests> {
  const commented = await Dataset.periods("feedback");
  const sources = [periods.length > 1, commented.length > 0, eventLog !== null];
  const digest = (...parts: unknown[]) =>
    sha256(JSON.stringify([parts, sources]));
  return {
    segments: digest(settings.segments),
    health: digest(definition.roles, bands),
  };
}

/** What was made from the same inputs. */
export async function read(dataset: string, digests: Digests): Promise<Info> {
  const stored = await Bucket.json<Stored>(Bucket.keys.measure(dataset));
  const { segments, health } = stored ?? {};
  return {
    segments: segments?.said === digests.segments ? segments.fitted : null,
    health: health?.said === digests.health ? health.config : null,
  };
}

export async function write(
  dataset: string,
  digests: Digests,
  { segments, health }: Info & { segments: Segment.Fitted },
) {
  const stored: Stored = {
    segments: { said: digests.segments, fitted: segments },
    health: { said: digests.health, config: health },
  };
  await Bucket.put(Bucket.keys.measure(dataset), JSON.stringify(stored));
}

export * as FittedConfig from "./fitted-config";
