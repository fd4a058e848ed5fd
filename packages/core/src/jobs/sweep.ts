// sweep: what got lost between two steps is found again — events of files, works that nobody is at, jobs that stand in no line
import { Job } from "../aws/job";
import { Table } from "../aws/table";
import { Presigned } from "../ingest/presigned";
import { Line } from "../work/line";
import { Jobs } from "./jobs";

export async function run(now: Date) {
  await Jobs.resume(now);
  for (const dataset of await lines()) await Line.look(dataset);
}

// A dataset that is going has neither files nor a definition while its work still stands in line.
async function lines() {
  const leases = await Table.all(Table.keys.lease("").pk);
  const jobs = (await Job.all()).filter((job) => !Job.isOver(job));
  return new Set([
    ...(await Presigned.datasets()),
    ...leases.map(({ sk }) => sk),
    ...jobs.flatMap(({ dataset }) => dataset ?? []),
  ]);
}

export * as Sweep from "./sweep";
