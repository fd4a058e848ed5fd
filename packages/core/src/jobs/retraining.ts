// retraining: models learned anew by the calendar, on what has come since, into the shadow of those that serve
import { Job } from "../aws/job";
import { Log } from "../base/log";
import { Dataset } from "../dataset/dataset";
import { Manifest } from "../dataset/manifest";
import { Definition } from "../tabular/definition";
import { Registry } from "../model/registry";
import { StartTraining } from "../ingest/start-training";
import { Reference } from "../drift/reference";
import { Shadow } from "../upkeep/shadow";
import { Calendar } from "../reading/calendar";

// A month is four weeks, so that a file that comes on another day of it does not wait for the next.
const days = { week: 7, month: 28, quarter: 84, never: Infinity };
const who = "schedule";

/** Begins what is due; a dataset that fails stops no other. */
export async function run(now: Date) {
  const started: { dataset: string; jobId: string }[] = [];
  for (const dataset of await Registry.datasets())
    try {
      if (!(await isDue(dataset, now))) continue;
      const asked = { seed: 42, now, who, shadow: true };
      const { jobId } = await StartTraining.start(dataset, asked);
      started.push({ dataset, jobId });
    } catch (error) {
      Log.error(error, { dataset });
    }
  return started;
}

export async function isDue(dataset: string, now: Date): Promise<boolean> {
  if (Dataset.kind(dataset) === "log") return false;
  const definition = await Dataset.find(dataset);
  const current = await Registry.promoted(dataset);
  if (!definition?.label || !current) return false;
  const { every } = definition.retrain ?? Definition.Retrain.parse({});
  const trainings = (await Job.all()).filter(
    ({ kind, subject }) => kind === "train" && subject === dataset,
  );
  if (trainings.some(({ state }) => state === "queued" || state === "running"))
    return false;
  const { createdAt } = await Registry.described(dataset, current.version);
  const last = [createdAt, ...trainings.map((job) => job.createdAt)].sort();
  const age = (now.getTime() - Date.parse(last.at(-1)!)) / Calendar.dayMs;
  if (!(age >= days[every])) return false;
  // One that the rule decides on is given its time; one that waits for a person gives way to what is newer.
  const waiting = await Shadow.waiting(dataset);
  if (waiting?.promote === "rule") return false;
  return hasNews(dataset, waiting?.version ?? current.version);
}

async function hasNews(dataset: string, version: string) {
  const reference = await Reference.read(dataset, version);
  if (!reference) return true;
  const seen = new Set(reference.uploads);
  const { uploads } = await Manifest.read(dataset);
  return uploads.some(({ id }) => !seen.has(id));
}

export * as Retraining from "./retraining";
