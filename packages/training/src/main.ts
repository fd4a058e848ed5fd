// main: the training job, environment in, a published version or a reason out.
import { Failure } from "@mainstay/core/base/error";
import { Job } from "@mainstay/core/aws/job";
import { FailureAlerts } from "@mainstay/core/periods/failure-alerts";
import { TrainingAdvice } from "@mainstay/core/model/training-advice";
import { TrainSentiment } from "./job/train-sentiment";
import { TrainRecommender } from "./job/train-recommender";
import { TrainUplift } from "./job/train-uplift";
import { train } from "./job/train";
import { FitModel } from "./fit/fit-model";
import { Log } from "@mainstay/core/base/log";

const { DATASET: dataset, JOB_ID: job, SEED: seed = "42" } = process.env;
if (!dataset || !job)
  throw new Error(`Expected DATASET and JOB_ID, got ${dataset} and ${job}`);

// Logs of events and feedback have trainings of their own.
const trains: Record<string, typeof train | undefined> = {
  events: TrainRecommender.train,
  feedback: TrainSentiment.train,
};

const stop = new AbortController();
process.once("SIGTERM", () => stop.abort());

// Progress is written at most this often, and in order.
const progressIntervalMs = 500;
let last = 0;
let writing: Promise<unknown> = Promise.resolve();
const progress = (share: number, stage: string) => {
  if (Date.now() - last < progressIntervalMs) return;
  last = Date.now();
  writing = writing
    .then(() => Job.set(job, { state: "running", progress: share, stage }))
    .catch((error) => Log.error(error, { dataset, job }));
};

try {
  // An attempt that was cut short may have left an error behind.
  await Job.set(job, { state: "running", progress: 0, error: undefined });
  const { kind, input } = await Job.get(job);
  const { who, shadow } = input ?? {};
  const learn =
    kind === "uplift" ? TrainUplift.train : (trains[dataset] ?? train);
  progress(0, "starting");
  const { version, ...result } = await learn({
    dataset,
    seed: Number(seed),
    repeats: FitModel.usualRepeats,
    now: new Date(),
    progress,
    signal: stop.signal,
    clock: () => new Date(),
    who,
    shadow: shadow === "yes",
  });
  await writing;
  await Job.set(job, {
    state: "done",
    progress: 1,
    stage: "done",
    version,
    result,
  });
  console.log(JSON.stringify({ dataset, job, version, ...result }));
} catch (error) {
  await writing;
  if (!(error instanceof Failure)) Log.error(error, { dataset, job });
  const { code, message, next } =
    error instanceof Failure ? error : broken(stop.signal.aborted);
  await Job.set(job, {
    state: "failed",
    error: { code, message, next: next ?? TrainingAdvice.next(code) },
  });
  const news = [{ id: job, message }];
  const refused = code.startsWith("train.refused");
  await FailureAlerts.tell(
    dataset,
    refused ? { refusals: news } : { trainings: news },
    new Date(),
  );
  Log.error({ code, message }, { dataset, job });
}

function broken(stopped: boolean): Pick<Failure, "code" | "message" | "next"> {
  return stopped
    ? {
        code: "train.stopped",
        message: "The training was stopped before its end; start it again",
      }
    : {
        code: "train.broken",
        message: "The training broke off; its log says why",
      };
}
