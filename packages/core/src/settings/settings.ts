// settings: what an owner may configure, one checked JSON file for each kind
import * as z from "zod";
import { Alert } from "../playbooks/alert/alert";
import { Bucket } from "../aws/bucket";
import { Dataset } from "../dataset/dataset";
import { Failure } from "../base/error";
import { Forecast } from "../forecast/forecast";
import { OwnerTopics } from "../feedback/topic/owner-topics";
import { Health } from "../health/health";
import { Lifetime } from "../lifetime/lifetime";
import { MetricConfig } from "../metrics/metric-config";
import { PlaybookConfig } from "../playbooks/playbook-config";
import { Recommend } from "../recommend/recommend";
import { Segment } from "../segments/segment";
import { ReportConfig } from "./report-config";

export const schemas = {
  metrics: MetricConfig.Config,
  health: Health.Config,
  segments: Segment.Config,
  lifetime: Lifetime.Config,
  playbooks: PlaybookConfig.Info,
  alerts: Alert.Config,
  recommend: Recommend.Config,
  forecast: Forecast.Config,
  topics: OwnerTopics.Config,
  report: ReportConfig.Config,
};
export const Noun = z.enum([
  "metrics",
  "health",
  "segments",
  "lifetime",
  "playbooks",
  "alerts",
  "recommend",
  "forecast",
  "topics",
  "report",
]);
export type Noun = z.infer<typeof Noun>;
type ConfigOf<N extends Noun> = z.infer<(typeof schemas)[N]>;

const key = (dataset: string, noun: Noun) =>
  Bucket.keys.settings(dataset, noun);

/** The owner's settings, null where there are none; a file that breaks its schema is refused with what was expected. */
export async function get<N extends Noun>(
  dataset: string,
  noun: N,
): Promise<ConfigOf<N> | null> {
  const found = await Bucket.text(key(dataset, noun));
  return found === null ? null : parse(noun, read(found, dataset, noun));
}

function read(text: string, dataset: string, noun: Noun): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Failure(
      "settings.invalid",
      `Expected JSON in ${key(dataset, noun)}: ${(error as Error).message}`,
    );
  }
}

function parse<N extends Noun>(noun: N, value: unknown): ConfigOf<N> {
  const parsed = schemas[noun].safeParse(value);
  if (parsed.success) return parsed.data as ConfigOf<N>;
  throw new Failure(
    "settings.invalid",
    `${noun}: ${z.prettifyError(parsed.error).replaceAll("\n", " ")}`,
  );
}

export async function put<N extends Noun>(
  dataset: string,
  noun: N,
  value: unknown,
): Promise<ConfigOf<N>> {
  const parsed = parse(noun, value);
  const config = (
    noun === "alerts"
      ? await Alert.complete(
          parsed as Alert.Config,
          await get(dataset, "alerts"),
        )
      : parsed
  ) as ConfigOf<N>;
  await Bucket.put(
    key(Dataset.name(dataset), noun),
    JSON.stringify(config, null, 2),
    { type: "application/json" },
  );
  return config;
}

const defaults: { [N in Noun]: ConfigOf<N> | null } = {
  metrics: MetricConfig.defaults,
  // Health has no fixed default: it is made from the columns that the dataset has.
  health: null,
  segments: Segment.defaults,
  lifetime: Lifetime.defaults,
  playbooks: PlaybookConfig.defaults,
  alerts: Alert.defaults,
  recommend: Recommend.defaults,
  forecast: Forecast.defaults,
  topics: OwnerTopics.defaults,
  report: ReportConfig.defaults,
};

/** The settings in force, and whether they are the owner's own. */
export async function show(dataset: string, noun: Noun) {
  const own = await get(dataset, noun);
  return { config: own ?? defaults[noun], own: own !== null };
}

export const remove = (dataset: string, noun: Noun) =>
  Bucket.remove(key(dataset, noun));

/** Phrases of topics of comments under a name; without one they are left out from now on. */
export async function tellTopic(
  dataset: string,
  { phrases, name }: { phrases: string[]; name?: string },
) {
  const known = (await get(dataset, "topics")) ?? OwnerTopics.defaults;
  return put(
    dataset,
    "topics",
    name === undefined
      ? OwnerTopics.mute(known, phrases)
      : OwnerTopics.name(known, name.trim(), phrases),
  );
}

export * as Settings from "./settings";
