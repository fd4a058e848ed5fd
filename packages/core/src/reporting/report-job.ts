// report-job: a month's report made by a message, behind all rows in line
import { setTimeout as pause } from "node:timers/promises";
import { Job } from "../aws/job";
import { Failure } from "../base/error";
import { Dataset } from "../dataset/dataset";
import { Line } from "../work/line";
import type { RunWork } from "../work/run-work";
import { MonthlyReport } from "./monthly-report";
import type { Report } from "../report/report";

export async function start(dataset: string, month: string, now: Date) {
  await Dataset.period(dataset, month);
  const job = await Job.create("report", `${dataset} ${month}`, now, {
    dataset,
    input: { month },
  });
  await join(job, now);
  return { jobId: job.id };
}

/** `~!~` sorts after the refresh of the periods, and before the explanations of what was scored. */
export async function join({ id, dataset }: Job.Info, now: Date) {
  await Line.join(dataset!, `~!~${now.toISOString()}`, "report", id);
  await Line.look(dataset!);
}

export const steps = ({ id, dataset }: Line.Info): RunWork.Steps => ({
  planned: {
    run: async () => {
      const { month } = (await Job.get(id)).input!;
      await Job.set(id, { state: "running", stage: "writing" });
      await MonthlyReport.publish(dataset, month, new Date());
      await Job.set(id, { state: "done", progress: 1, result: { month } });
    },
  },
});

const patienceMs = 20_000;
const pauseMs = 150;

/** The report where it is done soon, else the job to follow. */
export async function make(dataset: string, month: string, now: Date) {
  const { jobId } = await start(dataset, month, now);
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    const { state, error } = await Job.get(jobId);
    if (state === "failed") throw new Failure(error!.code, error!.message, 409);
    if (state === "done") {
      const text = await MonthlyReport.read(dataset, month, "json");
      return { report: JSON.parse(text) as Report.Info };
    }
    await pause(pauseMs);
  }
  return { jobId };
}

export * as ReportJob from "./report-job";
