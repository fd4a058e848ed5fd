import { type Job, Scheduler } from "@mainstay/local/runtime/scheduler";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "scheduler-"));
});
afterEach(() => rm(directory, { recursive: true }));

// What a machine that is on at this moment calls.
async function called(at: string, job: Partial<Job> = {}) {
  const invoke = vi.fn(async (_: unknown) => {});
  const monthly = { name: "Report", cron: "0 6 1 * *", invoke, ...job };
  const clock = () => new Date(at);
  const onError = vi.fn();
  const started = await Scheduler.start({
    directory,
    jobs: [monthly],
    clock,
    onError,
  });
  await new Promise((done) => setTimeout(done, 30));
  started.stop();
  return {
    count: invoke.mock.calls.length,
    event: invoke.mock.calls[0]?.[0],
    onError,
  };
}

test("a job missed while the machine was off runs once at the next start", async () => {
  expect((await called("2026-11-20T00:00:00Z")).count).toBe(0);
  expect((await called("2026-12-01T05:59:59Z")).count).toBe(0);
  expect((await called("2026-12-03T00:00:00Z")).count).toBe(1);
  expect((await called("2026-12-04T00:00:00Z")).count).toBe(0);
});

test("a job that failed runs again at the next start", async () => {
  await called("2026-11-20T00:00:00Z");
  const invoke = () => Promise.reject(new Error("no"));
  const { onError } = await called("2026-12-03T00:00:00Z", { invoke });
  expect(onError).toHaveBeenCalledOnce();
  expect((await called("2026-12-04T00:00:00Z")).count).toBe(1);
});

test("a job that runs at every start gets the event EventBridge Scheduler sends", async () => {
  const { event } = await called("2026-11-20T01:02:03Z", { atStart: true });
  expect(event).toMatchObject({
    version: "0",
    "detail-type": "Scheduled Event",
    source: "aws.scheduler",
    time: "2026-11-20T01:02:03Z",
    resources: [
      "arn:aws:scheduler:us-east-1:000000000000:schedule/default/Report",
    ],
    detail: "{}",
  });
});

test("a job runs when its time comes", async () => {
  vi.useFakeTimers({
    now: new Date("2026-12-01T05:59:58Z"),
    toFake: ["setTimeout", "clearTimeout", "Date"],
  });
  const invoke = vi.fn(async () => {});
  const jobs = [{ name: "Report", cron: "0 6 1 * *", invoke }];
  const started = await Scheduler.start({ directory, jobs });
  await vi.advanceTimersByTimeAsync(3_000);
  expect(invoke).toHaveBeenCalledOnce();
  started.stop();
  vi.useRealTimers();
});
