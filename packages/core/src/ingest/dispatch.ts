// dispatch: what each kind of work does in each of its phases
import { Refresh } from "../periods/refresh";
import { ResetRows } from "./reset-rows";
import { FinishUpload } from "./finish-upload";
import { Dataset } from "../dataset/dataset";
import { DeriveJob } from "./derive-job";
import { IngestPart } from "./ingest-part";
import { FailureAlerts } from "../periods/failure-alerts";
import { PlanUpload } from "./plan-upload";
import { Rescore } from "./rescore";
import { FollowUp } from "../periods/follow-up";
import { Snapshot } from "../customers/snapshot";
import { Upload } from "./upload";
import { PeriodIndex } from "../customers/period-index";
import { Line } from "../work/line";
import { RunWork } from "../work/run-work";
import type { Work } from "../work/work";
import { Log } from "../base/log";

/** Looks at a dataset's inbox and begins the oldest work in line, unless one is at it already. */
export async function look(dataset: string, deadline?: number) {
  await Upload.discover(Dataset.name(dataset));
  const work = await Line.head(dataset);
  if (!work) return;
  await RunWork.watch(work);
  if (work.phase !== "planned") return RunWork.remind(work);
  const { sk } = work;
  await RunWork.run(
    { dataset, sk, phase: "planned", part: 0 },
    stepsOf,
    deadline,
  );
}

export const part = (message: RunWork.Message, deadline?: number) =>
  RunWork.run(message, stepsOf, deadline);

const stepsOf: RunWork.StepsOf = (work) => ({
  failed: { run: () => giveUp(work) },
  ...kinds[work.kind](work),
});

const atOnce = (run: () => Promise<unknown>): RunWork.Steps => ({
  planned: { run: async () => void (await run()) },
});

const kinds = {
  upload,
  rescore,
  explain: rescore,
  derive: () => atOnce(DeriveJob.write),
  assess: (work) => atOnce(() => FollowUp.run(work)),
  clear: ({ dataset }) => atOnce(() => ResetRows.dataset(dataset)),
  views: ({ dataset }) => atOnce(() => views(dataset)),
} satisfies Record<Work.Kind, (work: Line.Info) => RunWork.Steps>;

function upload(work: Line.Info): RunWork.Steps {
  const { id } = work;
  const plan = () => PlanUpload.get(id);
  return {
    planned: {
      run: async () => {
        const found = await Upload.find(id);
        if (found?.state === "planned") await PlanUpload.make(found);
      },
      close: async () => {
        const planned = await PlanUpload.read(id);
        if (!planned) return null;
        await Upload.begun(id, planned.definition);
        return { phase: "staging", parts: planned.parts.length };
      },
    },
    staging: {
      run: async (part) =>
        IngestPart.part(await plan(), await Upload.get(id), part),
      close: async () => {
        const planned = await plan();
        const { length } = planned.parts;
        await FinishUpload.upload(
          planned,
          await Line.outcomes(work, "staging", length),
        );
        return { phase: "applied", parts: 1 };
      },
    },
    // Only now: until the upload was done, its closing may have had to be done once more.
    applied: { run: () => PlanUpload.forget(id) },
    failed: {
      run: async () => {
        const found = await Upload.find(id);
        if (!found || !work.error) return;
        await Upload.fail(found, work.error);
        const { key, dataset } = found;
        const { message } = work.error;
        const uploads = [{ id, key, message }];
        await FailureAlerts.tell(dataset, { uploads }, new Date());
      },
    },
  };
}

function rescore(work: Line.Info): RunWork.Steps {
  const plan = () => Rescore.get(work.id);
  return {
    planned: {
      run: () => Rescore.plan(work),
      close: async () => {
        const planned = await Rescore.read(work.id);
        if (!planned) return null;
        const parts = planned.files.length;
        return parts
          ? { phase: "staging", parts, width: Rescore.widthOf(planned) }
          : { phase: "applied", parts: 1 };
      },
    },
    staging: {
      run: async (part) => Rescore.part(await plan(), part),
      close: async () => {
        const planned = await plan();
        const { length } = planned.files;
        await Rescore.close(
          planned,
          await Line.outcomes(work, "staging", length),
        );
        return { phase: "applied", parts: 1 };
      },
    },
    applied: { run: () => Rescore.forget(work.id) },
  };
}

async function views(dataset: string) {
  const definition = await Dataset.get(dataset);
  for (const period of await Dataset.periods(dataset)) {
    const snapshots = await Snapshot.inPeriod(dataset, period);
    const rows = snapshots.map((s) => PeriodIndex.rowOf(s, definition));
    await PeriodIndex.write(dataset, period, rows);
  }
  await Refresh.join(dataset, new Date());
}

/** What failed for good must not hold up what stands behind it. */
async function giveUp({ dataset, kind, id, error }: Line.Info) {
  Log.error(error, { dataset, kind, id });
}

/** For events that got lost: every dataset with anything in its inbox or in line is looked at. */
export async function sweep(datasets: AsyncIterable<string>) {
  for await (const dataset of datasets) await Line.look(dataset);
}

export * as Dispatch from "./dispatch";
