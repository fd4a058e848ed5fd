import { afterAll, beforeAll, expect, test } from "vitest";
import { Bucket } from "@mainstay/core/aws/bucket";
import { Job } from "@mainstay/core/aws/job";
import { Erasure } from "@mainstay/core/ingest/erasure";
import { TakeBack } from "@mainstay/core/ingest/take-back";
import { Upload } from "@mainstay/core/ingest/upload";
import { Jobs } from "@mainstay/core/jobs/jobs";
import { Sweep } from "@mainstay/core/jobs/sweep";
import { Line } from "@mainstay/core/work/line";
import { Work } from "@mainstay/core/work/work";
import { start, type Cloud } from "../../cloud";

let cloud: Cloud;
beforeAll(async () => void (cloud = await start()));
afterAll(() => cloud.stop());

const rows = "customer_id,month,mrr\na,2026-10,1\nb,2026-10,2\n";
const reason = { code: "work.attempts", message: "It ended early each time" };

async function ingested(dataset: string) {
  await Bucket.put(Bucket.keys.inbox(dataset, "a.csv"), rows);
  await cloud.drain();
  return (await Upload.page(dataset, { limit: 1 })).items[0];
}

const asked = {
  erase: (dataset: string) => Erasure.start(dataset, "b", new Date()),
  remove: async (dataset: string) => {
    const { items } = await Upload.page(dataset, { limit: 1 });
    return TakeBack.start(items[0].id, new Date());
  },
};

test.for(Object.entries(asked))(
  "a job of kind %s that failed is tried again, counts what went, and keeps nothing else",
  async ([kind, ask]) => {
    const dataset = `again-${kind}`;
    await ingested(dataset);
    const { jobId } = await ask(dataset);
    const [work] = await Line.waiting(dataset);
    await Line.change(work, (one) => ({ work: Work.fail(one, reason) }));
    await cloud.drain();
    expect(await Job.get(jobId)).toMatchObject({ state: "failed" });
    await Jobs.retry(jobId, new Date());
    await cloud.drain();
    const { state, result } = await Job.get(jobId);
    expect(state).toBe("done");
    const count = kind === "erase" ? { lakeRows: 1 } : { rows: 2 };
    expect(result).toMatchObject({ removed: count });
    expect(await Job.order(jobId)).toBeNull();
  },
);

test("a job whose function ended before it stood in line is put there by the next sweep", async () => {
  const { id } = await ingested("lost");
  const given = { id: `remove.${id}`, dataset: "lost" };
  await Job.create("remove", "inbox/lost/a.csv", new Date(), given);
  await Sweep.run(new Date());
  await cloud.drain();
  expect(await Job.get(given.id)).toMatchObject({ state: "done" });
});
