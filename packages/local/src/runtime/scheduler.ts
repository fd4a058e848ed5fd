// scheduler: functions called by the clock, with the event EventBridge Scheduler sends; what was missed while the machine was off is made up for
import { Cron } from "croner";
import { randomUUID } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Log } from "@mainstay/core/base/log";

export type Job = {
  name: string;
  cron: string; // five fields, UTC
  atStart?: boolean;
  invoke: (event: Event) => Promise<unknown>;
};
export type Event = ReturnType<typeof toEvent>;

const toEvent = (name: string, at: Date) => ({
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

export async function start({
  directory,
  jobs,
  onError = (error: unknown) => Log.error(error),
  clock = () => new Date(),
}: {
  directory: string; // remembers when each job last ended well
  jobs: Job[];
  onError?: (error: unknown) => void;
  clock?: () => Date;
}) {
  await mkdir(directory, { recursive: true });
  let stopped = false;
  const file = ({ name }: Job) => join(directory, name);

  async function run(job: Job) {
    const at = clock();
    try {
      await job.invoke(toEvent(job.name, at));
      await writeFile(file(job), at.toISOString());
    } catch (error) {
      if (!stopped) onError(error);
    }
  }

  async function begin(job: Job) {
    const options = { timezone: "UTC", protect: true };
    const cron = new Cron(job.cron, options, () => run(job));
    const last = await readFile(file(job), "utf8").catch(() => null);
    if (last === null) await writeFile(file(job), clock().toISOString());
    const ended = new Date(last ?? clock());
    // A disk that was full leaves an empty file: when it ended last is not known then.
    const missed =
      Number.isNaN(ended.getTime()) || cron.nextRun(ended)! <= clock();
    if (job.atStart || missed) void run(job);
    return cron;
  }

  const crons = await Promise.all(jobs.map(begin));
  return {
    stop() {
      stopped = true;
      for (const cron of crons) cron.stop();
    },
  };
}

export * as Scheduler from "./scheduler";
