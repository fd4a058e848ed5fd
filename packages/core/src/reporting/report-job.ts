// report-job: a month's report made by a message, behind all rows in line
import { setTimeout as pause } from "node:timers/promises";
import { Job } from "../aws/job";
import { Failure } from "../base/error";
import { Dataset } from "../dataset/dataset";
import { Line } from "../work/line";
import type { RunWork } from "../work/run-work";
import { MonthlyReport } from "./monthly-report";
import type { Report } from "../report/report";

/** With `mail` the report goes to its recipients as well, who get it once a month. */
export async function start(
  dataset: string,
  month: string,
  now: Date,
  { mail = false } = {},
) {
  await Dataset.period(dataset, month);
  const job = await Job.create("report", `${dataset} ${month}`, now, {
    dataset,
    input: { month, ...(mail && { mail: "yes" }) },
  });
  await join(job);
  return { jobId: job.id };
}

/** `~!~` sorts after the refresh of the periods. */
export async function join(job: Job.Info) {
  const { id, dataset } = job;
  await Line.join(dataset!, `~!~${Job.queuedAt(job)}`, "report", id);
  await Line.look(dataset!);
}

export const steps = ({ id, dataset }: Line.Info): RunWork.Steps => ({
  planned: {
    run: async () => {
      const { input, state } = await Job.get(id);
      if (state === "done") return;
      const { month, mail } = input!;
      await Job.set(id, { state: "running", stage: "writing" });
      const report = await MonthlyReport.publish(dataset, month, new Date());
      if (mail) {
        const { ReportMail } = await import("./report-mail");
        await ReportMail.deliver(report, new Date());
      }
      await Job.done(id, { month });
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
      const json = await MonthlyReport.read(dataset, month, "json");
      return { report: JSON.parse(String(Buffer.from(json))) as Report.Info };
    }
    await pause(pauseMs);
  }
  return { jobId };
}

export * as ReportJob from "./report-job";
