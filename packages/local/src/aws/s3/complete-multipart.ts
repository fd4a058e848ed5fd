// complete-multipart: an upload's parts become one object, whole at once or not at all
import { createHash } from "node:crypto";
import { RequestBody, Tally } from "./request-body";
import { Checksum, type Value } from "./checksum";
import { S3Error } from "./s3-error";
import { mostParts } from "./multipart";
import { announce, checksumTags, commit } from "./object-operations";
import { xml, type Call, type Reply } from "./operation";
import {
  partKey,
  uploadKey,
  type Info,
  type Part,
  type Upload,
} from "./object-store";
import { Xml, type Element } from "./xml";

const smallestPart = 5 * 2 ** 20; // bytes, of every part but the last

interface Listed {
  number: number;
  etag: string;
  element: Element;
}

function parse(source: string): Listed[] {
  const root = Xml.parse(source, "CompleteMultipartUpload");
  const listed = Xml.all(root, "Part").map((element) => ({
    number: Number(Xml.required(element, "PartNumber")),
    etag: Xml.required(element, "ETag")
      .trim()
      .replace(/^"(.*)"$/, "$1"),
    element,
  }));
  if (!listed.length || listed.length > mostParts) throw Xml.malformed();
  if (listed.some(({ number }, i) => i && number <= listed[i - 1].number))
    throw new S3Error(
      "InvalidPartOrder",
      "The list of parts was not in ascending order. The parts list must be specified in order by part number.",
    );
  return listed;
}

function choose(listed: Listed[], stored: Part[]): Part[] {
  const known = new Map(stored.map((part) => [part.number, part]));
  const parts = listed.map(({ number, etag, element }) => {
    const part = known.get(number);
    const sum = part?.checksum;
    const claimed = sum && Xml.text(element, `Checksum${sum.algorithm}`);
    if (
      !part ||
      part.etag !== etag ||
      (claimed !== undefined && claimed !== sum!.value)
    )
      throw new S3Error(
        "InvalidPart",
        `One or more of the specified parts could not be found, or its entity tag or checksum did not match: part ${number}`,
      );
    return part;
  });
  const small = parts.slice(0, -1).find(({ size }) => size < smallestPart);
  if (small)
    throw new S3Error(
      "EntityTooSmall",
      `Expected at least ${smallestPart} bytes in every part but the last but part ${small.number} has ${small.size}`,
    );
  return parts;
}

async function sum(
  call: Call,
  upload: Upload,
  parts: Part[],
): Promise<Value | undefined> {
  if (!upload.checksum) return undefined;
  const { algorithm, type } = upload.checksum;
  const claimed = call.headers.get(Checksum.header(algorithm));
  if (type === "COMPOSITE") {
    const value = Checksum.composite(
      algorithm,
      parts.map(({ checksum }) => checksum!.value),
    );
    if (
      claimed !== undefined &&
      claimed.replace(/-\d+$/, "") !== value.value.replace(/-\d+$/, "")
    )
      throw new S3Error(
        "BadDigest",
        `The ${algorithm} you specified did not match the parts'.`,
      );
    return value;
  }
  const tally = new Tally(algorithm);
  const release = call.store.files.pin(parts);
  try {
    const size = parts.reduce((total, part) => total + part.size, 0);
    for await (const _ of tally.pass(call.store.files.read(parts, 0, size)));
  } finally {
    release();
  }
  const { checksum } = tally.finish();
  if (claimed !== undefined)
    Checksum.verify(algorithm, claimed, checksum!.value);
  return checksum;
}

export async function complete(call: Call): Promise<Reply> {
  const { store, bucket, key, query, headers } = call;
  const id = query.get("uploadId")!;
  // The checksum header here is the whole object's, not the list's, so the list is read without it.
  const plain = new Map(
    [...headers].filter(([name]) => !/^x-amz-(sdk-)?checksum-/.test(name)),
  );
  const listed = parse(
    await RequestBody.text({ ...call, headers: plain }, call.signed),
  );
  store.bucket(bucket);
  const before = store.find(bucket, key);
  if (before?.upload === id) {
    await announce(call, before, "CompleteMultipartUpload");
    return completed(call, before);
  }
  const upload = store.upload(bucket, key, id);
  const stored = await store.parts(id);
  const parts = choose(listed, stored);
  const size = parts.reduce((total, part) => total + part.size, 0);
  const expected = headers.get("x-amz-mp-object-size");
  if (expected !== undefined && Number(expected) !== size)
    throw new S3Error(
      "InvalidRequest",
      `Expected ${expected} bytes but the parts have ${size}`,
    );
  const md5 = createHash("md5");
  for (const { etag } of parts) md5.update(Buffer.from(etag, "hex"));
  const draft = {
    etag: `${md5.digest("hex")}-${parts.length}`,
    size,
    segments: parts.map(({ file, size }) => ({ file, size })),
    headers: upload.headers,
    checksum: await sum(call, upload, parts),
    upload: id,
  };
  const info = await commit(
    call,
    draft,
    "CompleteMultipartUpload",
    [],
    (transaction, drop) => {
      store.upload(bucket, key, id, transaction);
      for (const { number, file } of parts)
        if (transaction.get<Part>(partKey(id, number))?.file !== file)
          throw new S3Error(
            "InvalidPart",
            `Part ${number} was uploaded anew meanwhile`,
          );
      transaction.del(uploadKey(bucket, id));
      for (const { number } of stored) transaction.del(partKey(id, number));
      drop(
        stored.filter((part) => !parts.includes(part)).map(({ file }) => file),
      );
    },
  );
  return completed(call, info);
}

const completed = ({ bucket, key, headers }: Call, info: Info) =>
  xml("CompleteMultipartUploadResult", {
    Location: `http://${headers.get("host")}/${bucket}/${key}`,
    Bucket: bucket,
    Key: key,
    ETag: `"${info.etag}"`,
    ...checksumTags(info.checksum),
  });

export * as CompleteMultipart from "./complete-multipart";
