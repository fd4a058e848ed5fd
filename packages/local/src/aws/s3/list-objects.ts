// list-objects: a bucket's keys in the order of their UTF-8 bytes, folded at a delimiter, a page at a time
import { S3Error } from "./s3-error";
import { owner, xml, type Call, type Reply } from "./operation";
import { objectKey, type Info, type Store } from "./object-store";
import { encodePath } from "./uri";

interface Query {
  bucket: string;
  prefix: string;
  delimiter: string;
  // The listing starts after this key or, if it is a folded prefix, after all it stands for.
  after: { key: string; folded: boolean };
  most: number;
}

export interface Page {
  objects: { key: string; info: Info }[];
  prefixes: string[];
  next?: Query["after"];
}

// The first key after every key that starts with `prefix`: no byte of UTF-8 is 0xff.
function beyond(prefix: Buffer) {
  const after = Buffer.from(prefix);
  after[after.length - 1]++;
  return after;
}

export async function page(store: Store, query: Query): Promise<Page> {
  const { bucket, prefix, delimiter, after, most } = query;
  const root = Buffer.from(objectKey(bucket, ""));
  const full = (key: string) => Buffer.from(objectKey(bucket, key));
  const from = [
    full(prefix),
    after.folded
      ? beyond(full(after.key))
      : Buffer.concat([full(after.key), Buffer.of(0)]),
  ];
  if (!after.key) from.pop();
  const start = from.sort(Buffer.compare)[from.length - 1];
  const found: Page = { objects: [], prefixes: [] };
  if (!most) return found;
  let last = after;
  const entries = store.ledger.entries<Info>(start, beyond(full(prefix)));
  try {
    for (
      let entry = await entries.next();
      entry;
      entry = await entries.next()
    ) {
      if (found.objects.length + found.prefixes.length === most)
        return { ...found, next: last };
      const key = entry[0].toString("utf8", root.length);
      const cut = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
      if (cut < 0) {
        found.objects.push({ key, info: entry[1] });
        last = { key, folded: false };
        continue;
      }
      const folded = key.slice(0, cut + delimiter.length);
      found.prefixes.push(folded);
      last = { key: folded, folded: true };
      entries.seek(beyond(full(folded)));
    }
    return found;
  } finally {
    await entries.close();
  }
}

const write = (after: Query["after"]) =>
  Buffer.from((after.folded ? "p" : "k") + after.key).toString("base64url");

function read(token: string): Query["after"] {
  const text = Buffer.from(token, "base64url").toString();
  if (!/^[pk]./s.test(text))
    throw new S3Error(
      "InvalidArgument",
      "The continuation token provided is incorrect",
    );
  return { key: text.slice(1), folded: text[0] === "p" };
}

export function count(query: Map<string, string>, name: string, most = 1000) {
  const given = query.get(name) || String(most);
  if (!/^\d{1,10}$/.test(given))
    throw new S3Error(
      "InvalidArgument",
      `Expected ${name} of 0 or more but got ${given}`,
    );
  return Math.min(Number(given), most);
}

// Keys may hold what XML cannot say; a client asks to have them percent-encoded.
export function spelling(query: Map<string, string>) {
  const type = query.get("encoding-type");
  if (type !== undefined && type !== "url")
    throw new S3Error(
      "InvalidArgument",
      `Expected encoding-type url but got ${type}`,
    );
  return { type, spell: (key: string) => (type ? encodePath(key) : key) };
}

export async function objects({ store, bucket, query }: Call): Promise<Reply> {
  if (query.get("list-type") !== "2")
    throw new S3Error("InvalidArgument", "Expected list-type 2");
  store.bucket(bucket);
  const { type, spell } = spelling(query);
  const prefix = query.get("prefix") ?? "";
  const delimiter = query.get("delimiter") ?? "";
  const startAfter = query.get("start-after");
  const token = query.get("continuation-token");
  if (token === "")
    throw new S3Error(
      "InvalidArgument",
      "The continuation token provided is incorrect",
    );
  const most = count(query, "max-keys");
  const after = token ? read(token) : { key: startAfter ?? "", folded: false };
  const found = await page(store, { bucket, prefix, delimiter, after, most });
  return xml("ListBucketResult", {
    Name: bucket,
    Prefix: spell(prefix),
    Delimiter: delimiter ? spell(delimiter) : undefined,
    StartAfter: startAfter === undefined ? undefined : spell(startAfter),
    ContinuationToken: token,
    NextContinuationToken: found.next && write(found.next),
    EncodingType: type,
    KeyCount: found.objects.length + found.prefixes.length,
    MaxKeys: most,
    IsTruncated: found.next !== undefined,
    Contents: found.objects.map(({ key, info }) => ({
      Key: spell(key),
      LastModified: new Date(info.modifiedMs).toISOString(),
      ETag: `"${info.etag}"`,
      ChecksumAlgorithm: info.checksum?.algorithm,
      ChecksumType: info.checksum?.type,
      Size: info.size,
      StorageClass: "STANDARD",
      Owner: query.get("fetch-owner") === "true" ? owner : undefined,
    })),
    CommonPrefixes: found.prefixes.map((one) => ({ Prefix: spell(one) })),
  });
}

export * as ListObjects from "./list-objects";
