// dispatch: which work of a dataset is begun next, and whom a part belongs to
import { Refresh } from "../periods/refresh";
import { ResetRows } from "./reset-rows";
import { FinishUpload } from "./finish-upload";
import { Dataset } from "../dataset/dataset";
import { DeriveJob } from "./derive-job";
import { Failure } from "../base/error";
import { IngestPart } from "./ingest-part";
import { FailureAlerts } from "../periods/failure-alerts";
import { WorkPart } from "./work-part";
import { PlanUpload } from "./plan-upload";
import { Queue } from "../aws/queue";
import { Rescore } from "./rescore";
import { FollowUp } from "../periods/follow-up";
import { Snapshot } from "../customers/snapshot";
import { Upload } from "./upload";
import { PeriodIndex } from "../customers/period-index";
import { Lease } from "../aws/lease";

// Deliveries before the queue gives a message up; the last one says so on the upload.
export const deliveries = 5;

// Looks at a dataset's inbox and begins the oldest work in line, unless one is at it already.
export async function look(dataset: string, receives = 1) {
  await Upload.discover(Dataset.name(dataset));
  const work = await Lease.head(dataset);
  if (work) await begin[work.kind](work, receives);
}

async function again(work: Lease.Info) {
  const over = await Rescore.begin(work);
  if (over) await Rescore.close(over);
}

const begin = {
  upload: async (work, receives) => {
    const upload = await Upload.find(work.id);
    if (!upload || upload.state === "done" || upload.state === "failed")
      return Lease.finish(work);
    await orFail(upload, receives, async () => {
      const over = await PlanUpload.begin(upload);
      if (over) await FinishUpload.upload(over);
    });
  },
  rescore: again,
  explain: again,
  derive: async (work) => {
    await DeriveJob.write();
    await Lease.finish(work);
  },
  assess: (work, receives) => FollowUp.run(work, receives >= deliveries),
  clear: async (work) => {
    await ResetRows.dataset(work.dataset);
    await Lease.finish(work);
  },
  views: async (work) => {
    const { roles } = await Dataset.get(work.dataset);
    for (const period of await Dataset.periods(work.dataset)) {
      const snapshots = await Snapshot.inPeriod(work.dataset, period);
      const rows = snapshots.map((s) => PeriodIndex.rowOf(s, roles));
      await PeriodIndex.write(work.dataset, period, rows);
    }
    await Lease.finish(work);
    await Refresh.join(work.dataset, new Date());
  },
} satisfies Record<
  Lease.Kind,
  (work: Lease.Info, receives: number) => Promise<void>
>;

// A part that is being worked on is looked at again after this.
const busySeconds = 30;

export async function part(message: WorkPart.Message, receives: number) {
  const owner = await ownerOf(message.work);
  if (!owner) return;
  const token = await WorkPart.claim(message, Date.now());
  if (token === "busy") return Queue.send("Parts", message, busySeconds);
  await owner.guard(receives, async () => {
    const outcome =
      token === "done" ? undefined : await claimed(message, token, owner.run);
    const over = await WorkPart.finish(message, outcome);
    const next = owner.next(message.part);
    if (next !== null) await Queue.send("Parts", { ...message, part: next });
    if (over) await owner.close();
  });
}

async function claimed(
  message: WorkPart.Message,
  token: number,
  run: (part: number) => Promise<WorkPart.Outcome>,
) {
  try {
    return await run(message.part);
  } catch (error) {
    await WorkPart.release(message, token);
    throw error;
  }
}

// Null when the work is over: the message came late.
async function ownerOf(work: string) {
  if (Rescore.is(work)) {
    const plan = await Rescore.read(work);
    return (
      plan && {
        run: (part: number) => Rescore.part(plan, part),
        next: (part: number) => Rescore.next(plan, part),
        close: () => Rescore.close(plan),
        guard: (_: number, run: () => Promise<void>) => run(),
      }
    );
  }
  const [upload, plan] = await Promise.all([
    Upload.find(work),
    PlanUpload.read(work),
  ]);
  if (!upload || !plan || upload.state === "failed") return null;
  return {
    run: (part: number) => IngestPart.part(plan, upload.key, upload.etag, part),
    next: () => null,
    close: () => FinishUpload.upload(plan),
    guard: (receives: number, run: () => Promise<void>) =>
      orFail(upload, receives, run),
  };
}

async function orFail(
  upload: Upload.Item,
  receives: number,
  run: () => Promise<void>,
) {
  try {
    await run();
  } catch (error) {
    if (error instanceof Failure) return fail(upload, error);
    if (receives >= deliveries)
      await fail(
        upload,
        new Failure(
          "upload.broken",
          `${upload.key} could not be ingested after ${deliveries} attempts; the log says why. Redrive it once mended`,
        ),
      );
    throw error;
  }
}

async function fail(upload: Upload.Item, error: Failure) {
  await Upload.fail(upload, error);
  const { id, key, dataset } = upload;
  const uploads = [{ id, key, message: error.message }];
  await FailureAlerts.tell(dataset, { uploads }, new Date());
}

// For events that got lost: every dataset with anything in its inbox or in line is looked at, and its parts called again.
export async function sweep(datasets: AsyncIterable<string>) {
  for await (const dataset of datasets) {
    await Lease.look(dataset);
    const [head] = await Lease.waiting(dataset);
    if (head) await WorkPart.remind(head.id);
  }
}

export * as Dispatch from "./dispatch";
