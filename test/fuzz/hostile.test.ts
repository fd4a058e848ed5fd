// Files made to hurt: each answers with its code, what can be kept of it is kept, and nobody else waits.
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Bucket } from "@mainstay/core/aws/bucket";
import { Upload } from "@mainstay/core/ingest/upload";
import { start, type Cloud } from "../cloud";
import { HostileFiles } from "./hostile-files";

let cloud: Cloud;
beforeAll(async () => void (cloud = await start()));
afterAll(() => cloud.stop());

const answer = async (dataset: string) => {
  const { items } = await Upload.page(dataset, { limit: 1 });
  const [{ state, accepted, rejected, error }] = items;
  return { state, accepted, rejected, code: error?.code ?? null };
};

test.for(HostileFiles.files.map((file, k) => ({ ...file, k })))(
  "$what",
  { timeout: 60_000 },
  async ({ name, make, expected, k }) => {
    const dataset = `hostile-${k}`;
    await Bucket.put(Bucket.keys.inbox(dataset, name), await make());
    await cloud.drain();
    expect(await answer(dataset)).toEqual(expected);
  },
);

test.for(HostileFiles.names)(
  "a file under the name %j is read",
  async (name) => {
    const body = gzipSync("customer_id,month,mrr\na,2026-10,1\n");
    const key = Bucket.keys.inbox("names", `${name}.csv.gz`);
    await Bucket.put(key, body);
    await cloud.drain();
    const { items } = await Upload.page("names", { limit: 100 });
    expect(items.find((item) => item.key === key)).toMatchObject({
      ...{ state: "done", accepted: 1 },
    });
  },
);
