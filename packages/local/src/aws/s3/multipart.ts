// multipart: an upload begun, its parts, and its end without an object
import { randomUUID } from "node:crypto";
import { RequestBody, type Digest } from "./request-body";
import { Checksum } from "./checksum";
import { Preconditions } from "./preconditions";
import { S3Error } from "./s3-error";
import { describe, largest } from "./object-operations";
import { xml, type Call, type Reply } from "./operation";
import { partKey, uploadKey, type Part, type Upload } from "./object-store";

export const mostParts = 10_000;

function declared({ headers }: Call): Upload["checksum"] {
  const name = headers.get("x-amz-checksum-algorithm");
  const type = headers.get("x-amz-checksum-type");
  if (name === undefined && type === undefined) return undefined;
  if (name === undefined)
    throw new S3Error(
      "InvalidRequest",
      "x-amz-checksum-type wants x-amz-checksum-algorithm",
    );
  const algorithm = Checksum.parse(name);
  const fallback = algorithm === "CRC64NVME" ? "FULL_OBJECT" : "COMPOSITE";
  const chosen = Checksum.types.find((one) => one === (type ?? fallback));
  const impossible = algorithm.startsWith("SHA") ? "FULL_OBJECT" : undefined;
  if (
    !chosen ||
    chosen === impossible ||
    (algorithm === "CRC64NVME" && chosen !== fallback)
  )
    throw new S3Error(
      "InvalidRequest",
      `The ${type} checksum type cannot be used with the ${algorithm} checksum algorithm.`,
    );
  return { algorithm, type: chosen };
}

export async function create(call: Call): Promise<Reply> {
  const { store, bucket, key } = call;
  await RequestBody.text(call, call.signed);
  const checksum = declared(call);
  const id = randomUUID().replaceAll("-", "");
  const headers = describe(call.headers);
  await store.ledger.transact((transaction) => {
    store.bucket(bucket, transaction);
    const initiatedMs = transaction.stamp();
    const upload: Upload = { id, bucket, key, initiatedMs, headers, checksum };
    transaction.put(uploadKey(bucket, id), upload);
  });
  const reply = xml("InitiateMultipartUploadResult", {
    Bucket: bucket,
    Key: key,
    UploadId: id,
  });
  if (checksum)
    Object.assign(reply.headers!, {
      "x-amz-checksum-algorithm": checksum.algorithm,
      "x-amz-checksum-type": checksum.type,
    });
  return reply;
}

// The upload and part number a request speaks of.
export function place({ store, bucket, key, query, headers }: Call) {
  Preconditions.refuse(headers);
  const number = Number(query.get("partNumber"));
  if (!Number.isInteger(number) || number < 1 || number > mostParts)
    throw new S3Error(
      "InvalidArgument",
      `Part number must be an integer between 1 and ${mostParts}, inclusive`,
    );
  store.bucket(bucket);
  const upload = store.upload(bucket, key, query.get("uploadId")!);
  return { upload, number };
}

export async function keep(
  { store, bucket, key }: Call,
  { upload: { id }, number }: ReturnType<typeof place>,
  pieces: AsyncIterable<Buffer>,
  digest: () => Digest,
): Promise<Part> {
  const label = `${bucket}/${key}/${id}/${number}`;
  const file = await store.files.write(label, pieces);
  const { md5, size, checksum: sum } = digest();
  return store.replace([file], (transaction, drop) => {
    store.upload(bucket, key, id, transaction);
    const before = transaction.get<Part>(partKey(id, number));
    const part: Part = {
      number,
      etag: md5,
      size,
      modifiedMs: transaction.stamp(),
      file,
      checksum: sum,
    };
    transaction.put(partKey(id, number), part);
    if (before) drop([before.file]);
    return part;
  });
}

export async function put(call: Call): Promise<Reply> {
  const target = place(call);
  const algorithm = target.upload.checksum?.algorithm;
  const body = RequestBody.open(call, call.signed, {
    most: largest,
    lengthRequired: true,
    algorithm,
  });
  if (algorithm && body.promised && body.promised.algorithm !== algorithm)
    throw new S3Error(
      "InvalidRequest",
      `Checksum Type mismatch occurred, expected checksum Type: ${algorithm}, actual checksum Type: ${body.promised.algorithm}`,
    );
  const part = await keep(call, target, body.read(), body.digest);
  const reply: Reply = { status: 200, headers: { etag: `"${part.etag}"` } };
  if (body.promised && part.checksum)
    reply.headers![Checksum.header(part.checksum.algorithm)] =
      part.checksum.value;
  return reply;
}

export async function abort({
  store,
  bucket,
  key,
  query,
}: Call): Promise<Reply> {
  const id = query.get("uploadId")!;
  store.bucket(bucket);
  const parts = await store.parts(id);
  await store.replace([], (transaction, drop) => {
    store.upload(bucket, key, id, transaction);
    transaction.del(uploadKey(bucket, id));
    for (const { number } of parts) transaction.del(partKey(id, number));
    drop(parts.map(({ file }) => file));
  });
  return { status: 204 };
}

export * as Multipart from "./multipart";
