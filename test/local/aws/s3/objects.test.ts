import { createHash, randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { crc32 } from "node:zlib";
import * as S3 from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { expect, test } from "vitest";
import { Bucket, raw, refusal, serve } from "./harness";

const put = (key: string, body: string | Buffer = key, more = {}) =>
  new S3.PutObjectCommand({ Bucket, Key: key, Body: body, ...more });
const get = (key: string, more = {}) =>
  new S3.GetObjectCommand({ Bucket, Key: key, ...more });
const md5 = (data: string | Buffer) =>
  `"${createHash("md5").update(data).digest("hex")}"`;

test("an object comes back byte for byte, with its type, metadata and MD5", async () => {
  const { client } = await serve();
  const body = randomBytes(200_000);
  const stored = await client.send(
    put("a/b.csv", body, {
      ContentType: "text/csv",
      CacheControl: "no-cache",
      ContentDisposition: 'attachment; filename="b.csv"',
      ContentEncoding: "gzip",
      ContentLanguage: "en",
      Metadata: { source: "crm" },
    }),
  );
  const found = await client.send(get("a/b.csv"));
  expect(Buffer.from(await found.Body!.transformToByteArray())).toEqual(body);
  expect(stored.ETag).toBe(md5(body));
  expect(found).toMatchObject({
    ETag: md5(body),
    ContentLength: 200_000,
    ContentType: "text/csv",
    CacheControl: "no-cache",
    ContentDisposition: 'attachment; filename="b.csv"',
    ContentEncoding: "gzip",
    ContentLanguage: "en",
    Metadata: { source: "crm" },
  });
  const head = await client.send(
    new S3.HeadObjectCommand({ Bucket, Key: "a/b.csv" }),
  );
  expect(head).toMatchObject({ ETag: md5(body), ContentLength: 200_000 });
});

test("a stream is stored without the framing its checksum travels in", async () => {
  const { client } = await serve();
  const body = randomBytes(300_000);
  const stored = await client.send(
    put("stream", Readable.from([body]) as any, { ContentLength: 300_000 }),
  );
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  expect(stored.ChecksumCRC32).toBe(sum.toString("base64"));
  const found = await client.send(get("stream"));
  expect(Buffer.from(await found.Body!.transformToByteArray())).toEqual(body);
  expect(found.ContentEncoding).toBeUndefined();
});

test("an empty object is an object", async () => {
  const { client } = await serve();
  await client.send(put("folder/", ""));
  const found = await client.send(get("folder/"));
  expect(await found.Body!.transformToString()).toBe("");
  expect(found.ETag).toBe(md5(""));
  expect(
    await refusal(client.send(get("folder/", { Range: "bytes=0-" }))),
  ).toEqual({
    code: "InvalidRange",
    status: 416,
  });
});

test.each([
  ["bytes=0-3", "0123", "bytes 0-3/10"],
  ["bytes=7-", "789", "bytes 7-9/10"],
  ["bytes=-2", "89", "bytes 8-9/10"],
  ["bytes=8-999", "89", "bytes 8-9/10"],
  ["bytes=-999", "0123456789", "bytes 0-9/10"],
])("the range %s of ten digits is %s", async (Range, text, where) => {
  const { client } = await serve();
  await client.send(put("digits", "0123456789"));
  const found = await client.send(get("digits", { Range }));
  expect(await found.Body!.transformToString()).toBe(text);
  expect(found.ContentRange).toBe(where);
  expect(found.$metadata.httpStatusCode).toBe(206);
});

test("a range past the end is refused", async () => {
  const { client } = await serve();
  await client.send(put("digits", "0123456789"));
  for (const Range of ["bytes=10-", "bytes=-0"])
    expect(await refusal(client.send(get("digits", { Range })))).toEqual({
      code: "InvalidRange",
      status: 416,
    });
});

test("reads obey If-Match, If-None-Match, If-Modified-Since and If-Unmodified-Since", async () => {
  const { client } = await serve();
  const { ETag } = await client.send(put("k", "v"));
  const past = new Date(Date.now() - 3_600_000);
  const future = new Date(Date.now() + 3_600_000);
  const status = async (more: object) =>
    client.send(get("k", more)).then(
      (found) => found.$metadata.httpStatusCode,
      (error) => error.$metadata.httpStatusCode,
    );
  expect(await status({ IfMatch: ETag })).toBe(200);
  expect(await status({ IfMatch: '"other"' })).toBe(412);
  expect(await status({ IfNoneMatch: ETag })).toBe(304);
  expect(await status({ IfNoneMatch: '"other"' })).toBe(200);
  expect(await status({ IfModifiedSince: future })).toBe(304);
  expect(await status({ IfModifiedSince: past })).toBe(200);
  expect(await status({ IfUnmodifiedSince: past })).toBe(412);
  expect(await status({ IfMatch: ETag, IfUnmodifiedSince: past })).toBe(200);
  expect(await status({ IfNoneMatch: '"x"', IfModifiedSince: future })).toBe(
    200,
  );
});

test("a reader may override the headers of the answer, but not break them", async () => {
  const { client } = await serve();
  await client.send(put("k"));
  const found = await client.send(
    get("k", {
      ResponseContentType: "text/plain",
      ResponseContentDisposition: "attachment",
    }),
  );
  expect(found).toMatchObject({
    ContentType: "text/plain",
    ContentDisposition: "attachment",
  });
  for (const ResponseContentDisposition of ["a\r\nx: y", "客户.csv"])
    expect(
      await refusal(client.send(get("k", { ResponseContentDisposition }))),
    ).toEqual({ code: "InvalidArgument", status: 400 });
});

test("of many writers who want to be first, one is", async () => {
  const { client } = await serve();
  const tries = await Promise.allSettled(
    Array.from({ length: 20 }, (_, i) =>
      client.send(put("one", `writer ${i}`, { IfNoneMatch: "*" })),
    ),
  );
  const winners = tries.flatMap((one, i) =>
    one.status === "fulfilled" ? [i] : [],
  );
  expect(winners).toHaveLength(1);
  for (const one of tries)
    if (one.status === "rejected")
      expect(one.reason.$metadata.httpStatusCode).toBe(412);
  const found = await client.send(get("one"));
  expect(await found.Body!.transformToString()).toBe(`writer ${winners[0]}`);
});

test("of many writers who read the same version, one replaces it", async () => {
  const { client } = await serve();
  const { ETag } = await client.send(put("one", "before"));
  const tries = await Promise.allSettled(
    Array.from({ length: 20 }, (_, i) =>
      client.send(put("one", `writer ${i}`, { IfMatch: ETag })),
    ),
  );
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(
    await refusal(client.send(put("none", "x", { IfMatch: ETag }))),
  ).toEqual({ code: "NoSuchKey", status: 404 });
});

test("a reader sees one whole version while others overwrite it", async () => {
  const { client } = await serve();
  const version = (i: number) => Buffer.alloc(400_000, 65 + (i % 26));
  await client.send(put("k", version(0)));
  const write = async () => {
    for (let i = 1; i < 15; i++) await client.send(put("k", version(i)));
  };
  let seen = 0;
  let writing = true;
  const read = async () => {
    while (writing) {
      const found = await client.send(get("k"));
      const body = Buffer.from(await found.Body!.transformToByteArray());
      expect(found.ETag).toBe(md5(body));
      expect(new Set(body).size).toBe(1);
      seen++;
    }
  };
  const readers = [read(), read(), read()];
  await write().finally(() => (writing = false));
  await Promise.all(readers);
  expect(seen).toBeGreaterThan(0);
});

test("a slow reader finishes the version it began", async () => {
  const { client, directory } = await serve();
  const old = Buffer.alloc(20 << 20, "o");
  await client.send(put("k", old));
  const found = await client.send(get("k"));
  await client.send(put("k", "new"));
  await client.send(new S3.DeleteObjectCommand({ Bucket, Key: "k" }));
  const body = Buffer.from(await found.Body!.transformToByteArray());
  expect(body.equals(old)).toBe(true);
  await expect.poll(() => readdir(join(directory, "data"))).toEqual([]);
});

test("a copy keeps or replaces metadata, as told", async () => {
  const { client } = await serve();
  const { ETag } = await client.send(
    put("from/a b+ü", "text", {
      ContentType: "text/csv",
      Metadata: { a: "1" },
    }),
  );
  const copy = (more: object) =>
    client.send(
      new S3.CopyObjectCommand({
        Bucket,
        Key: "to",
        CopySource: `${Bucket}/${encodeURIComponent("from/a b+ü")}`,
        ...more,
      }),
    );
  const head = () =>
    client.send(new S3.HeadObjectCommand({ Bucket, Key: "to" }));
  expect((await copy({})).CopyObjectResult?.ETag).toBe(ETag);
  expect(await head()).toMatchObject({
    ContentType: "text/csv",
    Metadata: { a: "1" },
  });
  await copy({
    MetadataDirective: "REPLACE",
    ContentType: "text/plain",
    Metadata: { b: "2" },
  });
  expect(await head()).toMatchObject({
    ContentType: "text/plain",
    Metadata: { b: "2" },
  });
  const found = await client.send(get("to"));
  expect(await found.Body!.transformToString()).toBe("text");
  expect(await refusal(copy({ CopySourceIfNoneMatch: ETag }))).toEqual({
    code: "PreconditionFailed",
    status: 412,
  });
  expect(await refusal(copy({ CopySource: `${Bucket}/none` }))).toEqual({
    code: "NoSuchKey",
    status: 404,
  });
  expect(await refusal(copy({ CopySource: `${Bucket}/to` }))).toEqual({
    code: "InvalidRequest",
    status: 400,
  });
});

test("deleting a key twice is no error, and deletes what it names only", async () => {
  const { client } = await serve();
  await client.send(put("a"));
  await client.send(put("ab"));
  for (let i = 0; i < 2; i++)
    await client.send(new S3.DeleteObjectCommand({ Bucket, Key: "a" }));
  expect(await refusal(client.send(get("a")))).toEqual({
    code: "NoSuchKey",
    status: 404,
  });
  await client.send(get("ab"));
});

test("many keys are deleted at once, the refused ones named", async () => {
  const { client } = await serve();
  const keys = ["a", "<&>'\"", " b ", "x".repeat(1025)];
  for (const key of keys.slice(0, 3)) await client.send(put(key));
  const remove = (Quiet: boolean) =>
    client.send(
      new S3.DeleteObjectsCommand({
        Bucket,
        Delete: {
          Quiet,
          Objects: [
            ...keys.map((Key) => ({ Key })),
            { Key: "a", VersionId: "1" },
          ],
        },
      }),
    );
  const loud = await remove(false);
  expect(loud.Deleted?.map(({ Key }) => Key)).toEqual(keys.slice(0, 3));
  expect(loud.Errors?.map(({ Code }) => Code)).toEqual([
    "KeyTooLongError",
    "NotImplemented",
  ]);
  const quiet = await remove(true);
  expect(quiet.Deleted).toBeUndefined();
  expect(quiet.Errors).toHaveLength(2);
  const left = await client.send(new S3.ListObjectsV2Command({ Bucket }));
  expect(left.KeyCount).toBe(0);
});

test("buckets are made once, found, located and listed", async () => {
  const { client } = await serve({ buckets: ["mainstay", "other"] });
  await client.send(new S3.CreateBucketCommand({ Bucket: "third" }));
  await client.send(new S3.CreateBucketCommand({ Bucket: "third" }));
  const { Buckets } = await client.send(new S3.ListBucketsCommand({}));
  expect(Buckets?.map(({ Name }) => Name)).toEqual([
    "mainstay",
    "other",
    "third",
  ]);
  await client.send(new S3.HeadBucketCommand({ Bucket: "third" }));
  const { LocationConstraint } = await client.send(
    new S3.GetBucketLocationCommand({ Bucket: "third" }),
  );
  expect(LocationConstraint || "us-east-1").toBe("us-east-1");
  expect(
    await refusal(
      client.send(new S3.CreateBucketCommand({ Bucket: "No_Bucket" })),
    ),
  ).toEqual({ code: "InvalidBucketName", status: 400 });
  expect(
    await refusal(client.send(new S3.HeadBucketCommand({ Bucket: "none" }))),
  ).toEqual({ code: "NotFound", status: 404 });
});

test("what is missing is said by its name", async () => {
  const { client } = await serve();
  expect(await refusal(client.send(get("none")))).toEqual({
    code: "NoSuchKey",
    status: 404,
  });
  const elsewhere = { Bucket: "none" };
  for (const command of [
    put("k", "v", elsewhere),
    get("k", elsewhere),
    new S3.ListObjectsV2Command(elsewhere),
    new S3.DeleteObjectCommand({ ...elsewhere, Key: "k" }),
    new S3.CreateMultipartUploadCommand({ ...elsewhere, Key: "k" }),
  ])
    expect(await refusal(client.send(command as any))).toEqual({
      code: "NoSuchBucket",
      status: 404,
    });
  expect(
    await refusal(
      client.send(new S3.HeadObjectCommand({ Bucket, Key: "none" })),
    ),
  ).toEqual({ code: "NotFound", status: 404 });
});

test("what is not implemented is refused, never ignored", async () => {
  const { client } = await serve();
  await client.send(put("k"));
  for (const command of [
    new S3.GetObjectAclCommand({ Bucket, Key: "k" }),
    new S3.GetObjectTaggingCommand({ Bucket, Key: "k" }),
    new S3.GetObjectAttributesCommand({
      Bucket,
      Key: "k",
      ObjectAttributes: ["ETag"],
    }),
    new S3.GetObjectCommand({ Bucket, Key: "k", VersionId: "1" }),
    new S3.GetObjectCommand({ Bucket, Key: "k", PartNumber: 1 }),
    new S3.DeleteObjectCommand({ Bucket, Key: "k", IfMatch: '"x"' }),
    new S3.ListObjectsCommand({ Bucket }),
    new S3.ListObjectVersionsCommand({ Bucket }),
    new S3.DeleteBucketCommand({ Bucket }),
    new S3.PutBucketVersioningCommand({
      Bucket,
      VersioningConfiguration: { Status: "Enabled" },
    }),
    put("k", "v", { ServerSideEncryption: "aws:kms" }),
    put("k", "v", { Tagging: "a=b" }),
    put("k", "v", { ACL: "public-read" }),
    put("k", "v", { StorageClass: "GLACIER" }),
    put("k", "v", { IfNoneMatch: '"x"' }),
  ])
    expect(await refusal(client.send(command as any))).toEqual({
      code: "NotImplemented",
      status: 501,
    });
});

test("a key may be as long as 1,024 bytes and no longer", async () => {
  const { client } = await serve();
  const longest = "ü".repeat(512);
  await client.send(put(longest, "v"));
  const found = await client.send(get(longest));
  expect(await found.Body!.transformToString()).toBe("v");
  expect(await refusal(client.send(put(longest + "x", "v")))).toEqual({
    code: "KeyTooLongError",
    status: 400,
  });
});

test("metadata beyond 2 KiB is refused", async () => {
  const { client } = await serve();
  expect(
    await refusal(
      client.send(put("k", "v", { Metadata: { a: "x".repeat(2048) } })),
    ),
  ).toEqual({ code: "MetadataTooLarge", status: 400 });
});

test("a large upload refused on its way still hears why", async () => {
  const { client, endpoint } = await serve();
  await client.send(put("k", "first"));
  const url = await getSignedUrl(client, put("k", ""), { expiresIn: 60 });
  const { pathname, search } = new URL(url);
  const body = Buffer.alloc(30 << 20);
  for (const [headers, status] of [
    [{ "if-none-match": "*" }, 412],
    [{ "if-none-match": "*", expect: "100-continue" }, 412],
    [{ "content-md5": "AAAAAAAAAAAAAAAAAAAAAA==" }, 400],
    [{ "x-amz-meta-unsigned": "1" }, 403],
  ] as [Record<string, string>, number][]) {
    const answer = await raw(endpoint, pathname + search, {
      method: "PUT",
      headers: { ...headers, "content-length": String(body.length) },
      body,
    });
    expect(answer.status).toBe(status);
  }
});
