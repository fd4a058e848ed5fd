import { createHash, randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import * as S3 from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { expect, test } from "vitest";
import { Bucket, refusal, serve } from "./harness";

const MiB = 1 << 20;
const Key = "big";
const md5 = (data: Buffer) => createHash("md5").update(data).digest();

async function begin(client: S3.S3Client, more = {}) {
  const { UploadId } = await client.send(
    new S3.CreateMultipartUploadCommand({ Bucket, Key, ...more }),
  );
  return {
    UploadId,
    part: async (PartNumber: number, Body: Buffer, more = {}) => {
      const { ETag, ...sums } = await client.send(
        new S3.UploadPartCommand({
          Bucket,
          Key,
          UploadId,
          PartNumber,
          Body,
          ...more,
        }),
      );
      return { PartNumber, ETag, ...sums, $metadata: undefined };
    },
    complete: (Parts: S3.CompletedPart[], more = {}) =>
      client.send(
        new S3.CompleteMultipartUploadCommand({
          Bucket,
          Key,
          UploadId,
          MultipartUpload: { Parts },
          ...more,
        }),
      ),
  };
}

async function read(client: S3.S3Client, more = {}) {
  const found = await client.send(
    new S3.GetObjectCommand({ Bucket, Key, ...more }),
  );
  return {
    ...found,
    bytes: Buffer.from(await found.Body!.transformToByteArray()),
  };
}

test("lib-storage uploads in parts, and a range reads across them", async () => {
  const { client } = await serve();
  const body = randomBytes(12 * MiB);
  const done = await new Upload({
    client,
    params: { Bucket, Key, Body: body, ContentType: "text/csv" },
  }).done();
  const found = await read(client);
  expect(found.bytes.equals(body)).toBe(true);
  expect(found.ContentType).toBe("text/csv");
  const parts = [0, 5, 10].map((at) => body.subarray(at * MiB, (at + 5) * MiB));
  const tag = md5(Buffer.concat(parts.map(md5))).toString("hex");
  expect(done.ETag).toBe(`"${tag}-3"`);
  const range = await read(client, {
    Range: `bytes=${5 * MiB - 10}-${10 * MiB + 9}`,
  });
  expect(range.bytes.equals(body.subarray(5 * MiB - 10, 10 * MiB + 10))).toBe(
    true,
  );
});

test("every part but the last has at least 5 MiB", async () => {
  const { client } = await serve();
  const upload = await begin(client);
  const small = await upload.part(1, randomBytes(5 * MiB - 1));
  const last = await upload.part(2, randomBytes(1));
  expect(await refusal(upload.complete([small, last]))).toEqual({
    code: "EntityTooSmall",
    status: 400,
  });
  const enough = await upload.part(1, randomBytes(5 * MiB));
  await upload.complete([enough, last]);
  expect((await read(client)).ContentLength).toBe(5 * MiB + 1);
});

test("a list of parts that is out of order, unknown, stale or empty is refused", async () => {
  const { client } = await serve();
  const upload = await begin(client);
  const stale = await upload.part(1, Buffer.from("before"));
  const first = await upload.part(1, Buffer.from("after"));
  const second = await upload.part(2, Buffer.from("x"));
  const refused = async (parts: S3.CompletedPart[]) =>
    (await refusal(upload.complete(parts))).code;
  expect(await refused([second, first])).toBe("InvalidPartOrder");
  expect(await refused([first, first])).toBe("InvalidPartOrder");
  expect(await refused([{ PartNumber: 3, ETag: first.ETag }])).toBe(
    "InvalidPart",
  );
  expect(await refused([stale])).toBe("InvalidPart");
  expect(await refused([{ ...first, ChecksumCRC32: "AAAAAA==" }])).toBe(
    "InvalidPart",
  );
  expect(await refused([])).toBe("MalformedXML");
  await upload.complete([first]);
  expect((await read(client)).bytes.toString()).toBe("after");
});

test("part numbers run from 1 to 10,000", async () => {
  const { client } = await serve();
  const upload = await begin(client);
  for (const number of [0, 10_001])
    expect(await refusal(upload.part(number, Buffer.from("x")))).toEqual({
      code: "InvalidArgument",
      status: 400,
    });
  await upload.part(10_000, Buffer.from("x"));
});

test("completing honours If-None-Match and If-Match, and leaves the upload to be tried again", async () => {
  const { client } = await serve();
  const upload = await begin(client);
  const part = await upload.part(1, Buffer.from("parts"));
  expect(await refusal(upload.complete([part], { IfMatch: '"x"' }))).toEqual({
    code: "NoSuchKey",
    status: 404,
  });
  const { ETag } = await client.send(
    new S3.PutObjectCommand({ Bucket, Key, Body: "before" }),
  );
  for (const condition of [{ IfNoneMatch: "*" }, { IfMatch: '"x"' }])
    expect(await refusal(upload.complete([part], condition))).toEqual({
      code: "PreconditionFailed",
      status: 412,
    });
  expect((await read(client)).bytes.toString()).toBe("before");
  await upload.complete([part], { IfMatch: ETag });
  expect((await read(client)).bytes.toString()).toBe("parts");
});

test("of two uploads that want to be first, one is", async () => {
  const { client } = await serve();
  const uploads = await Promise.all([begin(client), begin(client)]);
  const tries = await Promise.allSettled(
    uploads.map(async (upload, i) =>
      upload.complete([await upload.part(1, Buffer.from(`${i}`))], {
        IfNoneMatch: "*",
      }),
    ),
  );
  expect(tries.map(({ status }) => status).sort()).toEqual([
    "fulfilled",
    "rejected",
  ]);
});

test("completing again answers as the first time, an aborted upload is gone, and nothing of either stays on the disk", async () => {
  const { client, directory } = await serve();
  const upload = await begin(client);
  const part = await upload.part(1, Buffer.from("x"));
  await upload.part(2, Buffer.from("not listed"));
  const first = await upload.complete([part]);
  expect((await upload.complete([part])).ETag).toBe(first.ETag);
  const aborted = await begin(client);
  const lost = await aborted.part(1, Buffer.from("y"));
  const { UploadId } = aborted;
  await client.send(
    new S3.AbortMultipartUploadCommand({ Bucket, Key, UploadId }),
  );
  for (const late of [
    () => aborted.part(2, Buffer.from("z")),
    () => aborted.complete([lost]),
    () => client.send(new S3.ListPartsCommand({ Bucket, Key, UploadId })),
    () =>
      client.send(
        new S3.AbortMultipartUploadCommand({ Bucket, Key, UploadId }),
      ),
  ])
    expect(await refusal(late())).toEqual({
      code: "NoSuchUpload",
      status: 404,
    });
  expect(await readdir(join(directory, "data"))).toHaveLength(1);
});

test("parts and uploads under way are listed, page by page", async () => {
  const { client } = await serve();
  const upload = await begin(client);
  for (const number of [3, 1, 2]) await upload.part(number, Buffer.from("abc"));
  const { UploadId } = upload;
  const list = (more = {}) =>
    client.send(
      new S3.ListPartsCommand({ Bucket, Key, UploadId, MaxParts: 2, ...more }),
    );
  const first = await list();
  expect(
    first.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size]),
  ).toEqual([
    [1, 3],
    [2, 3],
  ]);
  expect(first.IsTruncated).toBe(true);
  const rest = await list({ PartNumberMarker: first.NextPartNumberMarker });
  expect(rest.Parts?.map(({ PartNumber }) => PartNumber)).toEqual([3]);
  expect(rest.IsTruncated).toBe(false);

  await begin(client, { Key: "another" });
  await begin(client);
  const seen: string[] = [];
  let marker: object | undefined = {};
  while (marker) {
    const page: S3.ListMultipartUploadsCommandOutput = await client.send(
      new S3.ListMultipartUploadsCommand({ Bucket, MaxUploads: 1, ...marker }),
    );
    seen.push(...page.Uploads!.map(({ Key }) => Key!));
    marker = page.IsTruncated
      ? {
          KeyMarker: page.NextKeyMarker,
          UploadIdMarker: page.NextUploadIdMarker,
        }
      : undefined;
  }
  expect(seen).toEqual(["another", "big", "big"]);
  const some = await client.send(
    new S3.ListMultipartUploadsCommand({ Bucket, Prefix: "an" }),
  );
  expect(some.Uploads?.map(({ Key }) => Key)).toEqual(["another"]);
});

test("a whole object's checksum is that of its bytes, a composite one that of its parts'", async () => {
  const { client } = await serve();
  const parts = [randomBytes(5 * MiB), randomBytes(10)];
  const sha = (data: Buffer) => createHash("sha256").update(data).digest();
  const composite = await begin(client, { ChecksumAlgorithm: "SHA256" });
  const done = await composite.complete([
    await composite.part(1, parts[0], { ChecksumAlgorithm: "SHA256" }),
    await composite.part(2, parts[1], { ChecksumAlgorithm: "SHA256" }),
  ]);
  expect(done.ChecksumSHA256).toBe(
    `${sha(Buffer.concat(parts.map(sha))).toString("base64")}-2`,
  );
  const whole = await begin(client, {
    ChecksumAlgorithm: "CRC64NVME",
    ChecksumType: "FULL_OBJECT",
  });
  const uploaded = [
    await whole.part(1, parts[0], { ChecksumAlgorithm: "CRC64NVME" }),
    await whole.part(2, parts[1], { ChecksumAlgorithm: "CRC64NVME" }),
  ];
  const oneShot = await client.send(
    new S3.PutObjectCommand({
      Bucket,
      Key: "one",
      Body: Buffer.concat(parts),
      ChecksumAlgorithm: "CRC64NVME",
    }),
  );
  expect(
    await refusal(
      whole.complete(uploaded, { ChecksumCRC64NVME: "AAAAAAAAAAA=" }),
    ),
  ).toEqual({ code: "BadDigest", status: 400 });
  const { ChecksumCRC64NVME } = oneShot;
  const all = await whole.complete(uploaded, { ChecksumCRC64NVME });
  expect(all.ChecksumCRC64NVME).toBe(ChecksumCRC64NVME);
  // The SDK verifies the whole checksum as it reads.
  expect((await read(client)).bytes.equals(Buffer.concat(parts))).toBe(true);
});

test("parts may be copied from ranges of an object, which together are the object", async () => {
  const { client } = await serve();
  const body = randomBytes(5 * MiB + 100);
  await client.send(
    new S3.PutObjectCommand({ Bucket, Key: "source", Body: body }),
  );
  const upload = await begin(client, { ChecksumAlgorithm: "CRC32" });
  const copy = async (PartNumber: number, CopySourceRange?: string) => {
    const { CopyPartResult } = await client.send(
      new S3.UploadPartCopyCommand({
        Bucket,
        Key,
        UploadId: upload.UploadId,
        PartNumber,
        CopySource: `${Bucket}/source`,
        CopySourceRange,
      }),
    );
    return { PartNumber, ...CopyPartResult };
  };
  const parts = [
    await copy(1, `bytes=0-${5 * MiB - 1}`),
    await copy(2, `bytes=${5 * MiB}-${5 * MiB + 99}`),
  ];
  expect(parts[0].ETag).toBe(
    `"${md5(body.subarray(0, 5 * MiB)).toString("hex")}"`,
  );
  for (const range of ["bytes=0-99999999", "bytes=5-", "bytes=9-2"])
    expect(await refusal(copy(3, range))).toEqual({
      code: "InvalidArgument",
      status: 400,
    });
  await upload.complete([...parts, await copy(4)].slice(0, 2));
  expect((await read(client)).bytes.equals(body)).toBe(true);
});
