// object-operations: one object put and read
import { RequestBody, type Digest } from "./request-body";
import { Checksum, type Value } from "./checksum";
import { Preconditions } from "./preconditions";
import { S3Error } from "./s3-error";
import type { Created } from "./notification";
import type { Call, Reply } from "./operation";
import type { Headers } from "./request";
import { objectKey, type Info } from "./object-store";
import type { Content } from "./xml";

export const largest = 5 * 2 ** 30; // bytes in one PUT
const largestMetadata = 2048; // bytes of names and values
const kept = [
  "content-type",
  "content-disposition",
  "content-encoding",
  "content-language",
  "cache-control",
  "expires",
];

export function describe(headers: Headers) {
  const found = Object.fromEntries(
    [...headers].filter(
      ([name]) => kept.includes(name) || name.startsWith("x-amz-meta-"),
    ),
  );
  const metadata = Object.entries(found)
    .filter(([name]) => name.startsWith("x-amz-meta-"))
    .map(([name, value]) => name.slice("x-amz-meta-".length) + value)
    .join("");
  if (Buffer.byteLength(metadata) > largestMetadata)
    throw new S3Error(
      "MetadataTooLarge",
      `Expected at most ${largestMetadata} bytes of metadata`,
    );
  // aws-chunked frames the upload; it is not how the object is encoded.
  const encodings = (found["content-encoding"] ?? "")
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one && one !== "aws-chunked");
  delete found["content-encoding"];
  if (encodings.length) found["content-encoding"] = encodings.join(",");
  found["content-type"] ??= "binary/octet-stream";
  return found;
}

type Draft = Omit<Info, "modifiedMs">;

export async function commit(
  call: Call,
  draft: Draft,
  by: Created["by"],
  fresh: string[],
  also: Parameters<Call["store"]["replace"]>[1] = () => {},
) {
  const { bucket, key, store } = call;
  const info = await store.replace(fresh, (transaction, drop) => {
    store.bucket(bucket, transaction);
    const current = store.find(bucket, key, transaction);
    Preconditions.write(call.headers, current);
    also(transaction, drop);
    const info: Info = { ...draft, modifiedMs: transaction.stamp() };
    transaction.put(objectKey(bucket, key), info);
    drop((current?.segments ?? []).map(({ file }) => file));
    return info;
  });
  await announce(call, info, by);
  return info;
}

export const announce = (
  { id, region, bucket, key, announce }: Call,
  { size, etag, modifiedMs }: Info,
  by: Created["by"],
) =>
  announce({ requestId: id, region, bucket, key, size, etag, modifiedMs, by });

export const checksumHeaders = (checksum?: Value): Record<string, string> =>
  checksum
    ? {
        [Checksum.header(checksum.algorithm)]: checksum.value,
        "x-amz-checksum-type": checksum.type,
      }
    : {};

export const checksumTags = (checksum?: Value): Record<string, Content> =>
  checksum
    ? {
        [`Checksum${checksum.algorithm}`]: checksum.value,
        ChecksumType: checksum.type,
      }
    : {};

export const whole = (
  file: string,
  { size, md5, checksum }: Digest,
  headers: Info["headers"],
): Draft => ({
  etag: md5,
  size,
  segments: size ? [{ file, size }] : [],
  headers,
  checksum,
});

export async function put(call: Call): Promise<Reply> {
  const { store, bucket, key } = call;
  store.bucket(bucket);
  // Asked now to spare a refused upload, and again at the commit, where it is decided.
  Preconditions.write(call.headers, store.find(bucket, key));
  const headers = describe(call.headers);
  const body = RequestBody.open(call, call.signed, {
    most: largest,
    lengthRequired: true,
  });
  const file = await store.files.write(`${bucket}/${key}`, body.read());
  const draft = whole(file, body.digest(), headers);
  if (!draft.size) await store.files.discard([file]);
  const info = await commit(call, draft, "Put", [file]);
  return {
    status: 200,
    headers: { etag: `"${info.etag}"`, ...checksumHeaders(info.checksum) },
  };
}

export async function get(call: Call): Promise<Reply> {
  const { store, headers, query } = call;
  const info = store.object(call.bucket, call.key);
  Preconditions.read(headers, info);
  const range = Preconditions.range(headers, info);
  const overrides = [...query]
    .filter(([name]) => name.startsWith("response-"))
    .map(([name, value]) => [name.slice("response-".length), value]);
  const verified =
    headers.get("x-amz-checksum-mode") === "ENABLED" && !range.partial;
  const reply: Reply = {
    status: range.partial ? 206 : 200,
    headers: {
      ...info.headers,
      ...Object.fromEntries(overrides),
      ...(verified ? checksumHeaders(info.checksum) : {}),
      ...(range.partial
        ? {
            "content-range": `bytes ${range.start}-${range.end - 1}/${info.size}`,
          }
        : {}),
      "accept-ranges": "bytes",
      "content-length": String(range.end - range.start),
      etag: `"${info.etag}"`,
      "last-modified": new Date(info.modifiedMs).toUTCString(),
    },
  };
  if (call.method === "HEAD") return reply;
  // Taken in the same turn as the record was read, so that no overwrite comes between.
  const release = store.files.pin(info.segments);
  return {
    ...reply,
    body: store.files.read(info.segments, range.start, range.end),
    release,
  };
}

export * as ObjectOperations from "./object-operations";
