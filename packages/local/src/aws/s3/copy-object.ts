// copy-object: an object made from another, read and digested anew
import { Tally } from "./request-body";
import { Checksum } from "./checksum";
import { Preconditions } from "./preconditions";
import { S3Error, unsupported } from "./s3-error";
import { Multipart } from "./multipart";
import {
  checksumTags,
  commit,
  describe,
  largest,
  whole,
} from "./object-operations";
import { xml, type Call, type Reply } from "./operation";
import { decode } from "./uri";

export async function make(call: Call): Promise<Reply> {
  const { store, bucket, key, headers } = call;
  const source = locate(headers.get("x-amz-copy-source")!);
  const directive = headers.get("x-amz-metadata-directive") ?? "COPY";
  if (directive !== "COPY" && directive !== "REPLACE")
    throw new S3Error(
      "InvalidArgument",
      `Expected COPY or REPLACE but got ${directive}`,
    );
  if (directive === "COPY" && source.bucket === bucket && source.key === key)
    throw new S3Error(
      "InvalidRequest",
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata.",
    );
  store.bucket(bucket);
  Preconditions.write(headers, store.find(bucket, key));
  const from = store.object(source.bucket, source.key);
  const release = store.files.pin(from.segments);
  try {
    Preconditions.read(headers, from, "x-amz-copy-source-");
    if (from.size > largest)
      throw new S3Error(
        "InvalidRequest",
        `Expected a source of at most ${largest} bytes`,
      );
    const wanted = headers.get("x-amz-checksum-algorithm");
    const tally = new Tally(
      wanted ? Checksum.parse(wanted) : from.checksum?.algorithm,
    );
    const pieces = tally.pass(store.files.read(from.segments, 0, from.size));
    const file = await store.files.write(`${bucket}/${key}`, pieces);
    const draft = whole(
      file,
      tally.finish(),
      directive === "COPY" ? from.headers : describe(headers),
    );
    if (!draft.size) await store.files.discard([file]);
    const info = await commit(call, draft, "Copy", [file]);
    return xml("CopyObjectResult", {
      LastModified: new Date(info.modifiedMs).toISOString(),
      ETag: `"${info.etag}"`,
      ...checksumTags(info.checksum),
    });
  } finally {
    release();
  }
}

// A part taken from bytes the server already has, all of them or an inclusive range.
export async function part(call: Call): Promise<Reply> {
  const { store, headers } = call;
  const target = Multipart.place(call);
  const source = locate(headers.get("x-amz-copy-source")!);
  const from = store.object(source.bucket, source.key);
  const release = store.files.pin(from.segments);
  try {
    Preconditions.read(headers, from, "x-amz-copy-source-");
    const range = headers.get("x-amz-copy-source-range");
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range ?? "") ?? [];
    const start = Number(first ?? 0);
    const end = last === undefined ? from.size : Number(last) + 1;
    const unreadable = range !== undefined && last === undefined;
    if (unreadable || start >= end || end > from.size || end - start > largest)
      throw new S3Error(
        "InvalidArgument",
        `Expected bytes=first-last within ${from.size} bytes but got ${range}`,
      );
    const tally = new Tally(target.upload.checksum?.algorithm);
    const pieces = tally.pass(store.files.read(from.segments, start, end));
    const made = await Multipart.keep(call, target, pieces, () =>
      tally.finish(),
    );
    return xml("CopyPartResult", {
      LastModified: new Date(made.modifiedMs).toISOString(),
      ETag: `"${made.etag}"`,
      ...(made.checksum
        ? { [`Checksum${made.checksum.algorithm}`]: made.checksum.value }
        : {}),
    });
  } finally {
    release();
  }
}

function locate(source: string) {
  const [path, ...version] = source.split("?");
  if (version.length) throw unsupported("versions of objects");
  const decoded = decode(path.replaceAll("+", "%20")).replace(/^\//, "");
  if (decoded.startsWith("arn:"))
    throw unsupported("copying from an access point");
  const slash = decoded.indexOf("/");
  if (slash < 1 || slash === decoded.length - 1)
    throw new S3Error(
      "InvalidArgument",
      `Expected a copy source bucket/key but got ${source}`,
    );
  return { bucket: decoded.slice(0, slash), key: decoded.slice(slash + 1) };
}

export * as CopyObject from "./copy-object";
