// bucket-operations: buckets made, found and listed
import { RequestBody } from "./request-body";
import { S3Error } from "./s3-error";
import { owner, xml, type Call, type Reply } from "./operation";
import { bucketKey, type Bucket, type Store } from "./object-store";
import { Xml } from "./xml";

const shape =
  /^(?!\d+\.\d+\.\d+\.\d+$)(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

export function make(store: Store, name: string): Promise<void> {
  if (!shape.test(name))
    throw new S3Error(
      "InvalidBucketName",
      `Expected 3 to 63 lower-case letters, digits, dots and hyphens but got ${name}`,
    );
  return store.ledger.transact((transaction) => {
    if (transaction.get(bucketKey(name))) return;
    const bucket: Bucket = { name, createdMs: transaction.stamp() };
    transaction.put(bucketKey(name), bucket);
  });
}

export async function create(call: Call): Promise<Reply> {
  const source = await RequestBody.text(call, call.signed);
  const place =
    source &&
    Xml.text(
      Xml.parse(source, "CreateBucketConfiguration"),
      "LocationConstraint",
    );
  if (place && place !== call.region)
    throw new S3Error(
      "IllegalLocationConstraintException",
      `Expected the location ${call.region} but got ${place}`,
    );
  await make(call.store, call.bucket);
  return { status: 200, headers: { location: `/${call.bucket}` } };
}

export async function head({ store, bucket, region }: Call): Promise<Reply> {
  store.bucket(bucket);
  return { status: 200, headers: { "x-amz-bucket-region": region } };
}

// us-east-1 is spelled as the absence of a location.
export async function location({ store, bucket }: Call): Promise<Reply> {
  store.bucket(bucket);
  return xml("LocationConstraint", {});
}

export async function list({ store, query }: Call): Promise<Reply> {
  const prefix = query.get("prefix") ?? "";
  const after = query.get("continuation-token") ?? "";
  const most = Number(query.get("max-buckets") ?? 10_000);
  if (!Number.isInteger(most) || most < 1 || most > 10_000)
    throw new S3Error(
      "InvalidArgument",
      `Expected max-buckets of 1 to 10000 but got ${most}`,
    );
  const found = (await store.buckets()).filter(
    ({ name }) => name.startsWith(prefix) && name > after,
  );
  const page = found.slice(0, most);
  return xml("ListAllMyBucketsResult", {
    Owner: owner,
    Buckets: {
      Bucket: page.map(({ name, createdMs }) => ({
        Name: name,
        CreationDate: new Date(createdMs).toISOString(),
      })),
    },
    ContinuationToken:
      found.length > page.length ? page[page.length - 1].name : undefined,
    Prefix: prefix || undefined,
  });
}

export * as BucketOperations from "./bucket-operations";
