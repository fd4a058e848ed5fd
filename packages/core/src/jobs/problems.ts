// problems: all that failed for good, and trying it again
import { Bucket } from "../aws/bucket";
import { Job } from "../aws/job";
import { Problem } from "../aws/problem";
import { sha256 } from "../base/digest";
import { Failure } from "../base/error";
import { Paging } from "../base/paging";
import { Dataset } from "../dataset/dataset";
import { Definition } from "../tabular/definition";
import { Line } from "../work/line";
import type { Work } from "../work/work";
import { Jobs } from "./jobs";
import { Upload } from "../ingest/upload";

/** Newest first. */
export async function list(
  page: Paging.Query,
  isReadable = (_: Problem.Info) => true,
) {
  const found = (await all()).filter(isReadable);
  return Paging.slice(found, positionOf, page);
}

export async function find(id: string) {
  const found = (await all()).find((problem) => problem.id === id);
  return found ?? unknown(id);
}

function unknown(id: string): never {
  throw new Failure(
    "problem.unknown",
    `There is no problem "${id}" that can be tried again`,
    404,
  );
}

async function all() {
  const kept = (await Problem.list()).map(
    ({ again: _, ...problem }) => problem,
  );
  return [...kept, ...(await failedJobs()), ...(await unread())]
    .map((problem) => Problem.Info.parse(problem))
    .sort((a, b) => (positionOf(a) < positionOf(b) ? 1 : -1));
}

const positionOf = ({ at, id }: Problem.Info) => `${at} ${id}`;

const ofJob = "job-";

// A job that was done later under the same name has mended the failed one.
async function failedJobs(): Promise<Problem.Info[]> {
  const newest = new Map<string, Job.Info>();
  for (const job of await Job.all()) {
    const name = `${job.kind} ${job.subject}`;
    const known = newest.get(name);
    if (!known || known.createdAt < job.createdAt) newest.set(name, job);
  }
  return [...newest.values()]
    .filter(({ state, error }) => state === "failed" && error)
    .filter(({ error }) => error!.code !== "job.cancelled")
    .map(({ id, kind, subject, dataset = null, error, createdAt }) => ({
      id: ofJob + id,
      kind: "job" as const,
      dataset,
      subject: `${kind} ${subject}`,
      ...error!,
      at: createdAt,
      mayRetry: true,
    }));
}

const mostShown = 100;

/** Files below inbox/ that belong to no dataset. */
async function unread(): Promise<Problem.Info[]> {
  const found: Bucket.Stored[] = [];
  for await (const file of Bucket.files("inbox/")) found.push(file);
  for await (const folder of Bucket.folders("inbox/"))
    if (!Definition.Name.safeParse(folder).success)
      for await (const file of Bucket.list(`inbox/${folder}/`)) {
        if (found.length >= mostShown) break;
        found.push(file);
      }
  return found.slice(0, mostShown).map(({ key, at }) => ({
    id: Problem.idOf({ kind: "file", dataset: null, subject: key }),
    kind: "file",
    dataset: null,
    subject: key,
    code: "inbox.dataset",
    message: `Expected inbox/<dataset>/<file> with a dataset name of lower-case letters, digits, - and _, got ${JSON.stringify(key)}. Put it below the folder of its dataset and remove it here`,
    at: at.toISOString(),
    mayRetry: false,
  }));
}

type Again =
  | { upload: string }
  | { dataset: string; at: string; kind: Work.Kind; id: string }
  | { look: string };

/** Answers what is to be followed, where there is anything. */
export async function retry(id: string, now: Date) {
  if (id.startsWith(ofJob)) return Jobs.retry(id.slice(ofJob.length), now);
  const problem = await Problem.find(id);
  if (!problem) return unknown(id);
  const again = problem.again as Again;
  if ("upload" in again) await Upload.redrive(again.upload, now);
  else if ("look" in again) await Line.look(Dataset.name(again.look));
  else {
    await Line.join(again.dataset, again.at, again.kind, again.id);
    await Line.look(again.dataset);
  }
  await Problem.tried(problem);
  return { jobId: null };
}

/** A message that was delivered in vain until the queue gave it up; sent again and given up again it is the same problem. */
export async function died(body: string, at: Date) {
  const dataset = datasetOf(body);
  if (dataset === null) return;
  await Problem.put({
    kind: "message",
    dataset,
    subject: sha256(body).slice(0, 16),
    code: "message.dead",
    message: `A message about "${dataset}" was delivered in vain several times; the log says why. Try it again once that is mended`,
    at: at.toISOString(),
    again: { look: dataset } satisfies Again,
  });
}

function datasetOf(body: string) {
  try {
    const message = JSON.parse(body);
    const name =
      message.dataset ?? Bucket.datasetOf(message.Records[0].s3.object.key);
    return Dataset.name(name);
  } catch {
    return null;
  }
}

export * as Problems from "./problems";
