// erasure: a customer is gone from everywhere, and the job says what was removed where and which models learned from them
import { Bucket } from "../aws/bucket";
import { Job } from "../aws/job";
import { Table } from "../aws/table";
import { Dataset } from "../dataset/dataset";
import { Registry } from "../model/registry";
import { CustomerCsv } from "../lists/customer-csv";
import { Pipeline } from "../periods/pipeline";
import { MonthlyReport } from "../reporting/monthly-report";
import { Line } from "../work/line";
import type { RunWork } from "../work/run-work";
import { CommitUpload } from "./commit-upload";
import { Upload } from "./upload";
import { EraseItems } from "../erasure/erase-items";
import { EraseObjects } from "../erasure/erase-objects";
import { Mark } from "../erasure/mark";

// What a work knows; it goes with the work, for no item of the table may keep the id.
type Order = {
  job: string;
  customer: string;
  datasets: string[]; // still to come, the asked one last
  marks: string[];
  removed: Record<string, number>;
};

const keyOf = (work: string) => Bucket.keys.staging(work, "erase.json");

// Where customers of this dataset are spoken of too.
const related = ["events", "feedback", "subscriptions"];

/** Runs also for an id that nobody knows: rows that were refused may hold it. */
export async function start(dataset: string, customer: string, now: Date) {
  await Dataset.get(dataset);
  const datasets: string[] = [];
  if (dataset === Dataset.customers)
    for (const name of related) if (await isThere(name)) datasets.push(name);
  const job = await Job.create("erase", "one customer", now, { dataset });
  const order: Order = {
    job: job.id,
    customer,
    datasets: [...datasets, dataset],
    marks: [customer],
    removed: {},
  };
  await begin(order, now);
  return { jobId: job.id };
}

// Answers that came by HTTP alone have periods and no definition.
const isThere = async (dataset: string) =>
  (await Dataset.find(dataset)) !== null ||
  (await Dataset.periods(dataset)).length > 0;

async function begin(order: Order, now: Date) {
  const [dataset] = order.datasets;
  const id = `${order.job}.${order.datasets.length}`;
  await Bucket.put(keyOf(id), JSON.stringify(order));
  await Line.join(dataset, now.toISOString(), "erase", id);
  await Line.look(dataset);
}

export const steps = (work: Line.Info): RunWork.Steps => ({
  planned: { run: () => erase(work) },
  failed: {
    run: async () => {
      const order = await Bucket.json<Order>(keyOf(work.id));
      const error = work.error ?? {
        code: "erase.failed",
        message: "The erasure ended early; ask for it again",
      };
      if (order) await Job.set(order.job, { state: "failed", error });
    },
  },
});

// Nobody keeps whom an erasure was for once it is over.
const gone = {
  code: "erase.again",
  message: "Expected to know whom to erase; ask for the erasure again",
};

/** Each step finds nothing more where it has been done, so that a repeat goes on where the last one ended. */
async function erase({ id, dataset }: Line.Info) {
  const order = await Bucket.json<Order>(keyOf(id));
  if (!order)
    return Job.set(id.split(".")[0], { state: "failed", error: gone });
  const { job, customer } = order;
  const now = new Date();
  const progress = 1 / (order.datasets.length + 1);
  await Job.set(job, { state: "running", progress, stage: dataset });
  const removed = { ...order.removed };
  const count = (more: Record<string, number>) => {
    for (const [name, n] of Object.entries(more))
      removed[name] = (removed[name] ?? 0) + n;
  };
  const hasFiles = (await Dataset.find(dataset)) !== null;
  const { removed: lakeRows, names } = hasFiles
    ? await EraseObjects.lake(dataset, customer)
    : { removed: {}, names: [] };
  const marks = [...new Set([...order.marks, ...names])];
  // Kept before anything else goes, so that a repeat knows the names too.
  await Bucket.put(keyOf(id), JSON.stringify({ ...order, marks }));
  count(lakeRows);
  const look = (key: string) => Upload.look(dataset, key);
  if (hasFiles) count(await EraseObjects.inbox(dataset, customer, look));
  count(await EraseObjects.tables(dataset, customer));
  count(await EraseObjects.given(dataset, customer));
  count(await EraseItems.rows(dataset, customer));
  count(await EraseItems.texts(dataset, marks, now));
  const [, ...rest] = order.datasets;
  if (rest.length) {
    await CommitUpload.follow(dataset);
    return begin({ ...order, datasets: rest, marks, removed }, now);
  }
  if (dataset === Dataset.customers) {
    count(await EraseObjects.recommendations(customer));
    count(await EraseItems.exposures(customer, now));
  }
  await Bucket.empty(CustomerCsv.folder);
  await Pipeline.run(dataset);
  count({ reports: await MonthlyReport.renew(dataset, Mark.of(marks), now) });
  await CommitUpload.follow(dataset);
  const versions = await Registry.versions(dataset);
  const modelVersions = versions.map(({ version }) => version);
  await Table.compact();
  await Job.set(job, {
    state: "done",
    progress: 1,
    stage: undefined,
    result: { removed, modelVersions },
  });
}

export * as Erasure from "./erasure";
