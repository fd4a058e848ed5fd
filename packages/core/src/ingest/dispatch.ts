// dispatch: what each kind of work does in each of its phases
import { Refresh } from "../periods/refresh";
import { ResetRows } from "./reset-rows";
import { Dataset } from "../dataset/dataset";
import { Definition } from "../tabular/definition";
import { DeriveJob } from "../intake/derive-job";
import { Rescore } from "./rescore";
import { FollowUp } from "../periods/follow-up";
import { ReportJob } from "../reporting/report-job";
import { Job } from "../aws/job";
import { Problem } from "../aws/problem";
import { Log } from "../base/log";
import { Snapshot } from "../customers/snapshot";
import { DropDataset } from "./drop-dataset";
import { Erasure } from "./erasure";
import { Retention } from "./retention";
import { TakeBack } from "./take-back";
import { Upkeep } from "../upkeep/upkeep";
import { Upload } from "./upload";
import { UploadWork } from "./upload-work";
import { PeriodIndex } from "../customers/period-index";
import { JoinedProfiles } from "../scoring/joined-profiles";
import { Line } from "../work/line";
import { RunWork } from "../work/run-work";
import type { Work } from "../work/work";

/** Looks at a dataset's inbox and begins the oldest work in line, unless one is at it already. */
export async function look(dataset: string, deadline?: number) {
  // A folder that can be no dataset's is listed among the problems.
  if (!Definition.Name.safeParse(dataset).success) return;
  if (Dataset.kind(dataset) === "snapshots")
    await JoinedProfiles.complete(dataset);
  await Upload.discover(dataset);
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

const problemOf = ({ dataset, kind }: Line.Info) => ({
  kind: "work" as const,
  dataset,
  subject: kind,
});

const atOnce = (
  work: Line.Info,
  run: () => Promise<unknown>,
): RunWork.Steps => ({
  planned: {
    run: async () => {
      await run();
      await Problem.clear(problemOf(work));
    },
  },
});

const kinds = {
  upload: UploadWork.steps,
  remove: TakeBack.steps,
  mend: TakeBack.steps,
  drop: DropDataset.steps,
  report: ReportJob.steps,
  erase: Erasure.steps,
  retain: Retention.steps,
  rescore,
  derive: (work) => atOnce(work, () => derive(work.dataset, new Date())),
  assess: (work) =>
    atOnce(work, async () => {
      await FollowUp.run(work);
      await Upkeep.after(work.dataset, new Date());
    }),
  clear: (work) =>
    atOnce(work, () => ResetRows.run(work.dataset, Line.timeOf(work))),
  views: (work) => atOnce(work, () => views(work.dataset)),
} satisfies Record<Work.Kind, (work: Line.Info) => RunWork.Steps>;

async function derive(log: string, now: Date) {
  const gone = await DeriveJob.write(log, now);
  if (gone) await TakeBack.startOf(gone.dataset, gone.key, now);
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
        if (parts) return { phase: "staging", parts };
        await Rescore.close(planned, []);
        return null;
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
        return null;
      },
    },
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

/** What failed for good must not hold up what stands behind it; it waits for somebody to try it again. */
async function giveUp(work: Line.Info) {
  const { dataset, sk, kind, id, error } = work;
  if (!error) return;
  Log.error(error, { dataset, kind });
  if (Job.isAsked(kind)) {
    await Job.set(id, { state: "failed", error });
    return;
  }
  if (error.code === "job.cancelled") return;
  await Problem.put({
    ...problemOf(work),
    ...error,
    at: new Date().toISOString(),
    again: { dataset, at: sk.slice(0, sk.indexOf("#")), kind, id },
  });
}

export * as Dispatch from "./dispatch";
