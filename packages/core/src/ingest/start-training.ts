// start-training: a dataset handed to the container that learns from it
import {
  BatchClient,
  SubmitJobCommand,
  TerminateJobCommand,
} from "@aws-sdk/client-batch";
import { Resource } from "sst/resource";
import * as z from "zod";
import { Dataset } from "../dataset/dataset";
import { Failure } from "../base/error";
import { ClientConfig } from "../aws/client-config";
import { Job } from "../aws/job";

let shared: BatchClient | undefined;
const client = () => (shared ??= new BatchClient(ClientConfig.plain()));

export const Input = z.object({ seed: z.int().min(0).default(42) });

export async function start(
  dataset: string,
  {
    seed,
    now,
    who,
    shadow = false,
  }: { seed: number; now: Date; who?: string; shadow?: boolean },
) {
  // What is learned of a log needs no label.
  if (Dataset.kind(dataset) === "snapshots") await labelled(dataset);
  else await Dataset.get(dataset);
  return submit("train", dataset, now, {
    seed: String(seed),
    ...(who && { who }),
    ...(shadow && { shadow: "yes" }),
  });
}

/** Whom the dataset's playbooks change, learned in the same container. */
export async function startUplift(
  dataset: string,
  { seed = 42, now, who }: { seed?: number; now: Date; who?: string },
) {
  await Dataset.get(dataset);
  return submit("uplift", dataset, now, {
    seed: String(seed),
    ...(who && { who }),
  });
}

async function submit(
  kind: "train" | "uplift",
  dataset: string,
  now: Date,
  input: { seed: string } & Record<string, string>,
) {
  const job = await Job.create(kind, dataset, now, { dataset, input });
  const environment = { DATASET: dataset, JOB_ID: job.id, SEED: input.seed };
  const { jobQueue, jobDefinition } = Resource.Training;
  const submitted = await client()
    .send(
      new SubmitJobCommand({
        jobName: `${kind}-${dataset}`,
        jobQueue,
        jobDefinition,
        containerOverrides: {
          environment: Object.entries(environment).map(([name, value]) => ({
            name,
            value,
          })),
        },
      }),
    )
    .catch(async (error) => {
      await Job.died(job.id, "it could not be submitted");
      throw error;
    });
  await Job.set(job.id, { container: submitted.jobId });
  return { jobId: job.id };
}

/** Ends a training before its end. */
export async function stop({ container }: Job.Info) {
  if (container === undefined) return;
  const reason = "Somebody cancelled it";
  await client().send(new TerminateJobCommand({ jobId: container, reason }));
}

async function labelled(dataset: string) {
  const { label, candidates } = await Dataset.get(dataset);
  if (label) return;
  const found = candidates?.label.map(
    ({ column, positive }) => `${column} (positive: ${positive})`,
  );
  throw new Failure(
    "dataset.label.missing",
    `Expected "${dataset}" to have a label; put one into its definition${found?.length ? `, perhaps one of ${found.slice(0, 10).join(", ")}` : ""}`,
    409,
  );
}

export * as StartTraining from "./start-training";
