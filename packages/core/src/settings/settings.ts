// settings: what an owner may say of metrics, health, segments, playbooks and alerts; one checked file each
import * as z from "zod";
import { Alert } from "../playbooks/alert/alert";
import { Bucket } from "../aws/bucket";
import { Dataset } from "../dataset/dataset";
import { Failure } from "../base/error";
import { Forecast } from "../forecast/forecast";
import { Health } from "../health/health";
import { Lifetime } from "../lifetime/lifetime";
import * as Metrics from "../metrics/metric-config";
import { PlaybookConfig } from "../playbooks/playbook-config";
import { Recommend } from "../recommend/recommend";
import { Segment } from "../segments/segment";

export const schemas = {
  metrics: Metrics.Config,
  health: Health.Config,
  segments: Segment.Config,
  lifetime: Lifetime.Config,
  playbooks: PlaybookConfig.Info,
  alerts: Alert.Config,
  recommend: Recommend.Config,
  forecast: Forecast.Config,
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
]);
export type Noun = z.infer<typeof Noun>;
type Of<N extends Noun> = z.infer<(typeof schemas)[N]>;

const key = (dataset: string, noun: Noun) =>
  Bucket.keys.settings(dataset, noun);

/** What the owner said, null where nothing was; a file that does not hold what it should says what. */
export async function get<N extends Noun>(
  dataset: string,
  noun: N,
): Promise<Of<N> | null> {
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

function parse<N extends Noun>(noun: N, value: unknown): Of<N> {
  const parsed = schemas[noun].safeParse(value);
  if (parsed.success) return parsed.data as Of<N>;
  throw new Failure(
    "settings.invalid",
    `${noun}: ${z.prettifyError(parsed.error).replaceAll("\n", " ")}`,
  );
}

export async function put<N extends Noun>(
  dataset: string,
  noun: N,
  value: unknown,
): Promise<Of<N>> {
  const config = parse(noun, value);
  await Bucket.put(
    key(Dataset.name(dataset), noun),
    JSON.stringify(config, null, 2),
    { type: "application/json" },
  );
  return config;
}

const usual: { [N in Noun]: Of<N> | null } = {
  metrics: Metrics.defaults,
  // Made from the columns there are.
  health: null,
  segments: Segment.defaults,
  lifetime: Lifetime.defaults,
  playbooks: PlaybookConfig.defaults,
  alerts: Alert.defaults,
  recommend: Recommend.defaults,
  forecast: Forecast.defaults,
};

export async function show(dataset: string, noun: Noun) {
  const own = await get(dataset, noun);
  return { config: own ?? usual[noun], own: own !== null };
}

export const remove = (dataset: string, noun: Noun) =>
  Bucket.remove(key(dataset, noun));

export * as Settings from "./settings";
