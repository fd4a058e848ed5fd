// scheduler: functions called by the clock, with the event EventBridge Scheduler sends
import { Cron } from "croner";
import { randomUUID } from "node:crypto";

export type Job = {
  name: string;
  cron: string; // five fields, UTC
  atStart?: boolean;
  invoke: (event: Event) => Promise<unknown>;
};
export type Event = ReturnType<typeof toEvent>;

export const toEvent = (name: string, at: Date) => ({
  version: "0",
  id: randomUUID(),
  "detail-type": "Scheduled Event",
  source: "aws.scheduler",
  account: "000000000000",
  time: `${at.toISOString().slice(0, 19)}Z`,
  region: "us-east-1",
  resources: [
    `arn:aws:scheduler:us-east-1:000000000000:schedule/default/${name}`,
  ],
  detail: "{}",
});

export function start(jobs: Job[], onError = console.error) {
  let stopped = false;
  const run = async ({ name, invoke }: Job, at: Date) => {
    await invoke(toEvent(name, at)).catch((error) => {
      if (!stopped) onError(error);
    });
  };
  const crons = jobs.map((job) => {
    if (job.atStart) void run(job, new Date());
    const options = { timezone: "UTC", protect: true };
    return new Cron(job.cron, options, () => run(job, new Date()));
  });
  return {
    next: () =>
      Object.fromEntries(jobs.map(({ name }, i) => [name, crons[i].nextRun()])),
    stop() {
      stopped = true;
      for (const cron of crons) cron.stop();
    },
  };
}

export * as Scheduler from "./scheduler";
