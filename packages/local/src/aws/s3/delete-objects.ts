// delete-objects: one key or a thousand, gone in one step
import { RequestBody } from "./request-body";
import { Checksum } from "./checksum";
import { Preconditions } from "./preconditions";
import { S3Error } from "./s3-error";
import { xml, type Call, type Reply } from "./operation";
import { longestKey } from "./request";
import { objectKey } from "./object-store";
import { Xml } from "./xml";

export async function one(call: Call): Promise<Reply> {
  Preconditions.refuse(call.headers);
  await removeAll(call, [call.key]);
  return { status: 204 };
}

function removeAll({ store, bucket }: Call, keys: string[]) {
  return store.replace([], (transaction, drop) => {
    store.bucket(bucket, transaction);
    for (const key of keys) {
      const current = store.find(bucket, key, transaction);
      if (!current) continue;
      transaction.del(objectKey(bucket, key));
      drop(current.segments.map(({ file }) => file));
    }
  });
}

const mostDeleted = 1000;

export async function many(call: Call): Promise<Reply> {
  const { headers } = call;
  if (!headers.has("content-md5") && !Checksum.promised(headers))
    throw new S3Error(
      "InvalidRequest",
      "Missing required header for this request: Content-MD5 or a checksum",
    );
  const root = Xml.parse(await RequestBody.text(call, call.signed), "Delete");
  const objects = Xml.all(root, "Object");
  if (!objects.length || objects.length > mostDeleted) throw Xml.malformed();
  const deleted: string[] = [];
  const errors: { Key: string; Code: string; Message: string }[] = [];
  for (const object of objects) {
    const key = Xml.required(object, "Key");
    const surplus = object.children.find(({ name }) => name !== "Key");
    if (surplus)
      errors.push({
        Key: key,
        Code: "NotImplemented",
        Message: `This server does not implement ${surplus.name} of an object to delete.`,
      });
    else if (!key || Buffer.byteLength(key) > longestKey)
      errors.push({
        Key: key,
        Code: key ? "KeyTooLongError" : "InvalidArgument",
        Message: `Expected a key of 1 to ${longestKey} bytes`,
      });
    else deleted.push(key);
  }
  await removeAll(call, deleted);
  const quiet = Xml.text(root, "Quiet")?.trim() === "true";
  return xml("DeleteResult", {
    Deleted: quiet ? [] : deleted.map((Key) => ({ Key })),
    Error: errors,
  });
}

export * as DeleteObjects from "./delete-objects";
