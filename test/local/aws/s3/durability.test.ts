import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { dirname, join } from "node:path";
import * as S3 from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { expect, test } from "vitest";
import { start } from "@mainstay/local/aws/s3/s3-server";
import { Bucket, client as connect, folder, refusal, serve } from "./harness";

const put = (Key: string, Body: string | Buffer) =>
  new S3.PutObjectCommand({ Bucket, Key, Body });
const read = async (client: S3.S3Client, Key: string) =>
  (
    await client.send(new S3.GetObjectCommand({ Bucket, Key }))
  ).Body!.transformToString();
const filesOf = async (directory: string) =>
  (await readdir(directory, { recursive: true, withFileTypes: true }))
    .filter((one) => one.isFile() && !one.parentPath.endsWith("ledger"))
    .map((one) => join(one.parentPath, one.name));

test("objects, metadata, uploads under way and the order of stamps outlive a restart", async () => {
  const directory = await folder();
  const first = await serve({ directory });
  await first.client.send(
    new S3.PutObjectCommand({
      Bucket,
      Key: "k",
      Body: "v",
      ContentType: "text/csv",
      Metadata: { a: "1" },
    }),
  );
  const { UploadId } = await first.client.send(
    new S3.CreateMultipartUploadCommand({ Bucket, Key: "big" }),
  );
  const upload = { Bucket, Key: "big", UploadId };
  const part = await first.client.send(
    new S3.UploadPartCommand({ ...upload, PartNumber: 1, Body: "part" }),
  );
  const stamp = async (client: S3.S3Client, Prefix: string) =>
    Number(
      (await client.send(new S3.ListObjectsV2Command({ Bucket, Prefix })))
        .Contents![0].LastModified,
    );
  const before = await stamp(first.client, "k");
  await first.stop();

  // A clock set back an hour would put new objects before old ones.
  const second = await serve({
    directory,
    clock: () => Date.now() - 10 * 60_000,
  });
  const { client } = second;
  expect(await read(client, "k")).toBe("v");
  const head = await client.send(
    new S3.HeadObjectCommand({ Bucket, Key: "k" }),
  );
  expect(head).toMatchObject({ ContentType: "text/csv", Metadata: { a: "1" } });
  await client.send(
    new S3.CompleteMultipartUploadCommand({
      ...upload,
      MultipartUpload: { Parts: [{ PartNumber: 1, ETag: part.ETag }] },
    }),
  );
  expect(await read(client, "big")).toBe("part");
  expect(await stamp(client, "big")).toBeGreaterThan(before);
});

test("what a crash left on the disk is swept at the next start, and what is known stays", async () => {
  const directory = await folder();
  const first = await serve({ directory });
  await first.client.send(put("k", "v"));
  await first.stop();
  await mkdir(join(directory, "temporary"), { recursive: true });
  await writeFile(join(directory, "temporary", "half"), "half an upl");
  await writeFile(join(directory, "data", "f".repeat(64)), "never committed");
  const { client } = await serve({ directory });
  expect(await read(client, "k")).toBe("v");
  expect(await filesOf(directory)).toHaveLength(1);
});

test("a server killed in the middle of an upload has the old object after its restart", async () => {
  const directory = await folder();
  const script = `
    import { start } from ${JSON.stringify(new URL("../../../../packages/local/src/aws/s3/s3-server.ts", import.meta.url).pathname)};
    const { endpoint } = await start({ directory: ${JSON.stringify(directory)}, buckets: ["mainstay"] });
    console.log(endpoint);`;
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "-e", script],
    {
      cwd: dirname(
        new URL("../../../../package.json", import.meta.url).pathname,
      ),
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  try {
    const [line] = await once(child.stdout, "data");
    const endpoint = String(line).trim();
    const client = connect(endpoint);
    await client.send(put("k", "old"));
    const url = new URL(await getSignedUrl(client, put("k", "") as any));
    const half = request(url, {
      method: "PUT",
      headers: { "content-length": "2000000" },
    });
    half.on("error", () => {});
    half.write(Buffer.alloc(1_000_000));
    await expect
      .poll(() => readdir(join(directory, "temporary")))
      .toHaveLength(1);
  } finally {
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  const { client } = await serve({ directory });
  expect(await read(client, "k")).toBe("old");
  expect(await filesOf(directory)).toHaveLength(1);
});

test("an upload its client abandons changes nothing and leaves nothing", async () => {
  const { client, directory } = await serve();
  await client.send(put("k", "old"));
  const url = new URL(await getSignedUrl(client, put("k", "") as any));
  const half = request(url, {
    method: "PUT",
    headers: { "content-length": "2000000" },
  });
  half.on("error", () => {});
  half.write(Buffer.alloc(1_000_000));
  await expect
    .poll(() => readdir(join(directory, "temporary")))
    .toHaveLength(1);
  half.destroy();
  await expect.poll(() => readdir(join(directory, "temporary"))).toEqual([]);
  expect(await read(client, "k")).toBe("old");
});

test("overwritten and deleted objects give their room back", async () => {
  const { client, directory } = await serve();
  for (let i = 0; i < 3; i++) await client.send(put("k", `version ${i}`));
  expect(await readdir(join(directory, "data"))).toHaveLength(1);
  await client.send(new S3.DeleteObjectCommand({ Bucket, Key: "k" }));
  expect(await readdir(join(directory, "data"))).toEqual([]);
});

test.each([
  "../../evil",
  "/etc/passwd",
  "a/../../../b",
  "..",
  "nul\0byte",
  "\\..\\x",
  "con",
  "%2e%2e%2f",
  "x".repeat(1024),
])("the key %j names an object and never a path on the disk", async (key) => {
  const directory = await folder();
  const { client } = await serve({ directory: join(directory, "deep", "er") });
  await client.send(put(key, "inside"));
  expect(await read(client, key)).toBe("inside");
  const found = await filesOf(directory);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(/\/deep\/er\/data\/[0-9a-f]{64}$/);
  await client.send(new S3.DeleteObjectCommand({ Bucket, Key: key }));
  expect(
    (await refusal(client.send(new S3.HeadObjectCommand({ Bucket, Key: key }))))
      .code,
  ).toBe("NotFound");
});

test("a folder that another server holds is refused by name", async () => {
  const { directory } = await serve();
  await expect(start({ directory, buckets: [] })).rejects.toMatchObject({
    code: "s3.directory.locked",
  });
});

test("an upload as it passes through takes no memory of its own size", async () => {
  const { client } = await serve();
  const url = await getSignedUrl(client, put("big", "") as any);
  const piece = Buffer.alloc(1 << 20, "x");
  const pieces = 200;
  const sent = request(new URL(url), {
    method: "PUT",
    headers: { "content-length": String(piece.length * pieces) },
  });
  const answer = once(sent, "response");
  let peak = 0;
  for (let i = 0; i < pieces; i++) {
    if (!sent.write(piece)) await once(sent, "drain");
    peak = Math.max(peak, process.memoryUsage().arrayBuffers);
  }
  sent.end();
  const [response] = await answer;
  expect(response.statusCode).toBe(200);
  response.resume();
  const found = await client.send(
    new S3.GetObjectCommand({ Bucket, Key: "big" }),
  );
  let size = 0;
  for await (const chunk of found.Body as AsyncIterable<Buffer>) {
    size += chunk.length;
    peak = Math.max(peak, process.memoryUsage().arrayBuffers);
  }
  expect(size).toBe(pieces << 20);
  expect(peak).toBeLessThan(100 << 20);
});
