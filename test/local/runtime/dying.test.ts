// Functions that are killed in the middle of a part, by the limit of their heap or from outside.
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { Bucket } from "@mainstay/core/aws/bucket";
import { Problems } from "@mainstay/core/jobs/problems";
import { Upload } from "@mainstay/core/ingest/upload";
import { Line } from "@mainstay/core/work/line";
import { RunWork } from "@mainstay/core/work/run-work";
import { Work } from "@mainstay/core/work/work";
import { lambda } from "@mainstay/local/runtime/lambda";
import { start, type Cloud } from "../../cloud";

let cloud: Cloud;
beforeAll(async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  cloud = await start();
});
afterAll(() => cloud.stop());

const stores = () =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => /^(AWS|SST)_/.test(name)),
  ) as Record<string, string>;

const drop = (dataset: string, name: string, value: number) =>
  Bucket.put(
    Bucket.keys.inbox(dataset, name),
    `customer_id,month,mrr\na,2026-10,${value}\n`,
  );
const states = async (dataset: string) => {
  const { items } = await Upload.page(dataset, { limit: 10 });
  return Object.fromEntries(
    items.map(({ key, state }) => [key.split("/").at(-1), state]),
  );
};

// The part's message, as often as it is sent.
async function message() {
  const [{ Body }] = await cloud.receive("Parts");
  return {
    Records: [
      {
        messageId: "1",
        body: Body,
        attributes: { ApproximateReceiveCount: 1 },
      },
    ],
  };
}

test.each([
  ["memory", { NODE_OPTIONS: "--max-old-space-size=128" }, "SIGABRT"],
  ["kill", { HOW: "kill" }, "SIGKILL"],
])(
  "a part whose process dies (%s) ends as one sentence, holds its dataset up no longer than its lease, and goes well once the cause is gone",
  async (dataset, env, signal) => {
    const dying = lambda({
      handler: "test/local/fixtures/dying.handler",
      env: { ...stores(), ...env },
    });
    try {
      await drop(dataset, "1.csv", 1);
      await cloud.drain({ queues: ["Inbox"] });
      const [work] = await Line.waiting(dataset);
      // It has died eight times before.
      await Line.change(work, (w) => ({
        work: { ...w, attempts: { "0": Work.maxAttempts - 2 } },
      }));
      for (const _ of ["ninth", "tenth"]) {
        await expect(dying.invoke(await message())).rejects.toMatchObject({
          name: "Runtime.ExitError",
          message: `dying.handler ended with ${signal}, most often for want of memory`,
        });
        const { until } = (await Line.find(work))!.claims["0"];
        expect(until).toBeLessThanOrEqual(Date.now() + Work.leaseMs);
        await Line.change(work, (w) => ({
          work: { ...w, claims: { "0": { token: "its own", until: 0 } } },
        }));
        await RunWork.remind(work);
      }
    } finally {
      await dying.stop();
    }
    await drop(dataset, "2.csv", 2);
    await cloud.drain();
    expect(await states(dataset)).toEqual({
      "1.csv": "failed",
      "2.csv": "done",
    });
    const { items } = await Problems.list({ limit: 10 });
    const [problem] = items.filter((one) => one.dataset === dataset);
    expect(problem).toMatchObject({
      ...{ kind: "upload", code: "upload.broken", mayRetry: true },
      message: `inbox/${dataset}/1.csv could not be ingested. Its process ended 10 times without a word, most often for want of memory. Give it more memory or split the file, then try it again`,
    });
    await Problems.retry(problem.id, new Date());
    await cloud.drain();
    expect(await states(dataset)).toEqual({ "1.csv": "done", "2.csv": "done" });
    expect((await Problems.list({ limit: 10 })).items).toEqual([]);
  },
  60_000,
);
