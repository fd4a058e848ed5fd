// erasure: a customer is gone from everywhere, and the job says what was removed where and which models learned from them
import { Bucket } from "../aws/bucket";
import { Job } from "../aws/job";
import { Table } from "../aws/table";
import { Tally } from "../aws/tally";
import { Dataset } from "../dataset/dataset";
import { Manifest } from "../dataset/manifest";
import { Feedback } from "../feedback/feedback";
import { LearnedFrom } from "../model/learned-from";
import { Pipeline } from "../periods/pipeline";
import { MonthlyReport } from "../reporting/monthly-report";
import { Line } from "../work/line";
import type { RunWork } from "../work/run-work";
import { CommitUpload } from "./commit-upload";
import { Upload } from "./upload";
import { EraseItems } from "../erasure/erase-items";
import { EraseObjects } from "../erasure/erase-objects";
import { Mark } from "../erasure/mark";

// What the job knows until it is done; a failed one keeps it, so that it can be tried again.
type Order = {
  customer: string;
  datasets: string[]; // still to come, the asked one last
  marks: string[];
  modelVersions: string[];
};

// Where customers of this dataset are spoken of too.
const related = ["events", "feedback", "subscriptions"];

/** Runs also for an id that nobody knows: rows that were refused may hold it. */
export async function start(dataset: string, customer: string, now: Date) {
  await Dataset.get(dataset);
  const datasets: string[] = [];
  if (dataset === Dataset.customers)
    for (const name of related) if (await isThere(name)) datasets.push(name);
  const order: Order = {
    customer,
    datasets: [...datasets, dataset],
    marks: [customer],
    modelVersions: [],
  };
  const asked = { dataset, order };
  const job = await Job.create("erase", "one customer", now, asked);
  await join(job);
  return { jobId: job.id };
}

// Answers that came by HTTP alone have periods and no definition.
const isThere = async (dataset: string) =>
  (await Dataset.find(dataset)) !== null ||
  (await Dataset.periods(dataset)).length > 0;

/** Stands in the line of the dataset whose turn it is. */
export async function join(job: Job.Info) {
  const order = await Job.order<Order>(job.id);
  const [dataset] = order?.datasets ?? [];
  if (!dataset) return;
  await Line.join(dataset, Job.queuedAt(job), "erase", job.id);
  await Line.look(dataset);
}

export const steps = (work: Line.Info): RunWork.Steps => ({
  planned: { run: () => step(work) },
});

/** Each step finds nothing more where it has been done, so that a repeat goes on where the last one ended. */
async function step({ id, dataset }: Line.Info) {
  const job = await Job.get(id);
  const order = await Job.order<Order>(id);
  if (!order || job.state === "done") return;
  // This one died after it had handed on.
  if (order.datasets[0] !== dataset) return join(job);
  const progress = 1 / (order.datasets.length + 1);
  await Job.set(id, { state: "running", progress, stage: dataset });
  const tally = await Tally.open(id);
  const known = await learned(dataset, order);
  // Kept before anything goes, so that a repeat knows it too.
  await Job.setOrder(id, known);
  await erase(dataset, known, tally);
  const datasets = order.datasets.slice(1);
  if (datasets.length) {
    await CommitUpload.follow(dataset);
    await Job.setOrder(id, { ...known, datasets });
    return join(job);
  }
  await finish(dataset, known, tally);
  // Neither the order's id nor what was deleted stays on a disk.
  const nobody: Order = { ...known, customer: "", marks: [] };
  await Job.setOrder(id, nobody);
  await Table.compact();
  const { modelVersions } = known;
  await Job.done(id, { removed: tally.sums(), modelVersions });
}

/** With the names that the customer's rows give, and the versions that learned from them. */
async function learned(dataset: string, order: Order): Promise<Order> {
  const { customer, marks, modelVersions, datasets } = order;
  if (customer === "") return order;
  const hasFiles = (await Dataset.find(dataset)) !== null;
  const { held, names } = hasFiles
    ? await EraseObjects.sought(dataset, customer)
    : { held: [], names: [] };
  const { uploads } = await Manifest.read(dataset);
  const known = new Set([Feedback.byHttp, ...uploads.map(({ id }) => id)]);
  if (dataset === "feedback")
    for (const month of await Dataset.periods(dataset))
      if ((await Feedback.byCustomer(dataset, customer, [month])).length)
        held.push({ upload: Feedback.byHttp, period: month });
  const versions = await LearnedFrom.versions(dataset, held, known);
  const isAsked = datasets.length === 1;
  const said = versions.map((v) => (isAsked ? v : `${dataset}/${v}`));
  return {
    ...order,
    marks: [...new Set([...marks, ...names])],
    modelVersions: [...new Set([...modelVersions, ...said])],
  };
}

async function erase(
  dataset: string,
  { customer, marks }: Order,
  tally: Tally.Info,
) {
  if (customer === "") return;
  const asked = { dataset, customer, tally };
  const look = (key: string) => Upload.look(dataset, key);
  if ((await Dataset.find(dataset)) !== null) {
    await EraseObjects.lake(asked);
    await EraseObjects.inbox(asked, look);
  }
  await EraseObjects.tables(asked);
  await EraseObjects.given(asked);
  await EraseItems.rows(dataset, customer, tally);
  await EraseItems.texts(dataset, { marks, now: new Date(), tally });
}

async function finish(
  dataset: string,
  { customer, marks }: Order,
  tally: Tally.Info,
) {
  if (customer === "") return;
  const now = new Date();
  if (dataset === Dataset.customers) {
    await EraseObjects.recommendations(customer, tally);
    await EraseItems.exposures(customer, now, tally);
  }
  await Bucket.empty(Bucket.keys.longLists);
  await Pipeline.run(dataset);
  await MonthlyReport.renew(dataset, Mark.of(marks), now, (month) =>
    tally.note("reports", month, 1),
  );
  await CommitUpload.follow(dataset);
}

export * as Erasure from "./erasure";
