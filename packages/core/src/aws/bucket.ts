// bucket: the one S3 bucket, and where things lie in it
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  type ListObjectsV2CommandOutput,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { Resource } from "sst/resource";
import { setTimeout as pause } from "node:timers/promises";
import type { Readable } from "node:stream";
import { ClientConfig } from "./client-config";

export const keys = {
  inbox: (dataset: string, name = "") => `inbox/${dataset}/${name}`,
  allDefinitions: "datasets/",
  definitions: (dataset: string) => `datasets/${dataset}/`,
  definition: (dataset: string, version: number) =>
    `datasets/${dataset}/${version}.json`,
  manifest: (dataset: string) => `datasets/${dataset}/manifest.json`,
  staging: (upload: string, name = "") => `staging/${upload}/${name}`,
  // Lists of customers too long for an answer lie here for a while.
  longLists: "staging/lists/",
  lake: (dataset: string, period = "") =>
    `lake/${dataset}/${period && `period=${period}/`}`,
  lakeFile: (dataset: string, period: string, upload: string, part: number) =>
    `lake/${dataset}/period=${period}/${upload}-${part}.parquet`,
  rejects: (upload: string) => `rejects/${upload}.csv`,
  predictions: (upload: string) => `predictions/${upload}.csv`,
  view: (dataset: string, period: string) => `views/${dataset}/${period}.json`,
  views: (dataset: string) => `views/${dataset}/`,
  viewShards: (dataset: string, period: string) =>
    `views/${dataset}/${period}/`,
  viewShard: (dataset: string, period: string, shard: number, of: number) =>
    `views/${dataset}/${period}/shard=${String(shard).padStart(2, "0")}-of-${of}.parquet`,
  standings: (dataset: string) => `standing/${dataset}/`,
  allPeriods: (dataset: string) => `periods/${dataset}/`,
  period: (dataset: string, period: string) => `periods/${dataset}/${period}/`,
  periodHead: (dataset: string, period: string) =>
    `periods/${dataset}/${period}/period.json`,
  periodShard: (dataset: string, period: string, shard: number) =>
    `periods/${dataset}/${period}/shard=${String(shard).padStart(2, "0")}.parquet`,
  reach: (dataset: string) => `standing/${dataset}/playbooks.json`,
  uplift: (dataset: string) => `standing/${dataset}/uplift.json`,
  allGiven: (dataset: string) => `given/${dataset}/`,
  given: (dataset: string, period: string) => `given/${dataset}/${period}/`,
  shadowed: (dataset: string, version: string, period: string) =>
    `given/${dataset}/shadow-${version}/${period}/`,
  summary: (dataset: string, period: string) =>
    `periods/${dataset}/${period}/summary.json`,
  measure: (dataset: string) => `standing/${dataset}/measure.json`,
  drift: (dataset: string) => `standing/${dataset}/drift.json`,
  series: (dataset: string) => `standing/${dataset}/series.json`,
  allSettings: (dataset: string) => `settings/${dataset}/`,
  settings: (dataset: string, noun: string) =>
    `settings/${dataset}/${noun}.json`,
  models: (dataset: string) => `models/${dataset}/`,
  model: (dataset: string, version: string, name: string) =>
    `models/${dataset}/${version}/${name}`,
  shadow: (dataset: string) => `models/${dataset}/shadow.json`,
  current: (dataset: string) => `models/${dataset}/current.json`,
  report: (month: string, format: string) =>
    `reports/${month}/report.${format}`,
};

// Reads a key as S3 writes it into events: the second folder is the dataset.
export const datasetOf = (encoded: string): string | undefined =>
  decodeURIComponent(encoded.replaceAll("+", " ")).split("/").at(1);

let shared: S3Client | undefined;
export const client = () => (shared ??= new S3Client(ClientConfig.s3()));
const at = (Key: string) => ({ Bucket: Resource.Bucket.name, Key });

export type Stored = { key: string; size: number; etag: string; at: Date };

const status = (error: unknown) =>
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata
    ?.httpStatusCode;

// A bucket that is missing is no empty one. An answer to HEAD has no body that could tell the two apart.
const isAbsent = (error: unknown) =>
  status(error) === 404 &&
  ["NoSuchKey", "NotFound"].includes((error as Error).name);

const absent = (error: unknown) => {
  if (isAbsent(error)) return null;
  throw error;
};

export async function bytes(
  key: string,
  options: { range?: [start: number, end: number]; etag?: string } = {},
): Promise<Uint8Array | null> {
  const { range, etag } = options;
  // An empty range has no spelling in HTTP.
  if (range && range[0] >= range[1]) return new Uint8Array();
  const found = await client()
    .send(
      new GetObjectCommand({
        ...at(key),
        Range: range && `bytes=${range[0]}-${range[1] - 1}`,
        IfMatch: etag,
      }),
    )
    .catch(absent);
  return found && found.Body!.transformToByteArray();
}

/** Null too where the object has another ETag by now. */
export const unlessReplaced = <T>(asked: Promise<T>) =>
  asked.catch((error) => {
    if (status(error) === 412) return null;
    throw error;
  });

export async function text(key: string) {
  const found = await bytes(key);
  return found && Buffer.from(found).toString("utf8");
}

/** The text of an object that must be there: that it is missing is never taken for that it is empty. */
export const existing = async (key: string) =>
  Buffer.from(await existingBytes(key)).toString("utf8");

export async function existingBytes(key: string) {
  const found = await bytes(key);
  if (found) return found;
  throw new Error(`${key} was written and is not there`);
}

export async function json<T>(key: string) {
  const found = await text(key);
  return found === null ? null : (JSON.parse(found) as T);
}

// The object if it is no longer the one with this ETag; "same" when it is; null when there is none.
export async function changed(key: string, etag?: string) {
  try {
    const found = await client().send(
      new GetObjectCommand({ ...at(key), IfNoneMatch: etag }),
    );
    return {
      etag: found.ETag!,
      text: await found.Body!.transformToString(),
    };
  } catch (error) {
    if (status(error) === 304) return "same" as const;
    return absent(error);
  }
}

// Null when there is no such object.
export async function etag(key: string) {
  const found = await client()
    .send(new HeadObjectCommand(at(key)))
    .catch(absent);
  return found && found.ETag!;
}

export async function stream(key: string, etag?: string) {
  const found = await client()
    .send(new GetObjectCommand({ ...at(key), IfMatch: etag }))
    .catch(absent);
  return found && (found.Body as Readable);
}

export type Condition = { etag?: string; absent?: boolean; type?: string };

// False when the condition did not hold; the object is then untouched.
export async function put(
  key: string,
  body: Uint8Array | string,
  { etag, absent, type }: Condition = {},
) {
  for (let n = 1; ; n++)
    try {
      await client().send(
        new PutObjectCommand({
          ...at(key),
          // The SDK takes an empty text for no body.
          Body: typeof body === "string" ? Buffer.from(body) : body,
          ContentType: type,
          IfMatch: etag,
          IfNoneMatch: absent ? "*" : undefined,
        }),
      );
      return true;
    } catch (error) {
      const isConditional = etag !== undefined || absent;
      if (!isConditional) throw error;
      if (status(error) === 412 || isAbsent(error)) return false;
      // Somebody else's write was under way: whether the condition holds is not known yet.
      if (status(error) !== 409 || n === maxConflicts) throw error;
      await pause(50 * n * Math.random());
    }
}
const maxConflicts = 20;

// Joins pieces of unknown total length into one object; nothing is visible before the end.
export async function assemble(
  key: string,
  pieces: AsyncIterable<Uint8Array>,
  type: string,
) {
  const { Readable } = await import("node:stream");
  await new Upload({
    client: client(),
    params: { ...at(key), Body: Readable.from(pieces), ContentType: type },
  }).done();
}

async function* pages(Prefix: string, Delimiter?: string) {
  let ContinuationToken: string | undefined;
  do {
    const page = await client().send(
      new ListObjectsV2Command({
        Bucket: Resource.Bucket.name,
        Prefix,
        Delimiter,
        ContinuationToken,
        // XML has no spelling for some signs that a key may hold.
        EncodingType: "url",
      }),
    );
    yield decoded(page);
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken);
}

function decoded(page: ListObjectsV2CommandOutput) {
  const { EncodingType, Contents = [], CommonPrefixes = [] } = page;
  const plain = (text = "") =>
    EncodingType === "url"
      ? decodeURIComponent(text.replaceAll("+", " "))
      : text;
  return {
    NextContinuationToken: page.NextContinuationToken,
    Contents: Contents.map((o) => ({
      key: plain(o.Key),
      size: o.Size!,
      etag: o.ETag!,
      at: o.LastModified!,
    })),
    prefixes: CommonPrefixes.map(({ Prefix }) => plain(Prefix)),
  };
}

export async function* list(prefix: string): AsyncGenerator<Stored> {
  for await (const { Contents } of pages(prefix)) yield* Contents;
}

/** What lies directly below, in no folder. */
export async function* files(prefix: string): AsyncGenerator<Stored> {
  for await (const { Contents } of pages(prefix, "/")) yield* Contents;
}

// Names of what lies directly below, without their slashes.
export async function* folders(prefix: string): AsyncGenerator<string> {
  for await (const { prefixes } of pages(prefix, "/"))
    for (const name of prefixes) yield name.slice(prefix.length, -1);
}

export async function remove(key: string) {
  await client().send(new DeleteObjectCommand(at(key)));
}

export async function empty(prefix: string) {
  for await (const { key } of list(prefix)) await remove(key);
}

export async function count(prefix: string) {
  let count = 0;
  for await (const _ of list(prefix)) count++;
  return count;
}

const hour = 3600;
export const signedGet = (key: string) =>
  getSignedUrl(client(), new GetObjectCommand(at(key)), { expiresIn: hour });

// By default the SDK signs the checksum of an empty body into the address, which a browser's file does not have.
let forUploads: S3Client | undefined;
const uploader = () =>
  (forUploads ??= new S3Client({
    ...ClientConfig.s3(),
    requestChecksumCalculation: "WHEN_REQUIRED",
  }));

// Bound to the announced size and type: S3 refuses anything else.
export const signedPut = (key: string, size: number, type: string) =>
  getSignedUrl(
    uploader(),
    new PutObjectCommand({
      ...at(key),
      ContentLength: size,
      ContentType: type,
    }),
    {
      expiresIn: hour,
      signableHeaders: new Set(["content-length", "content-type"]),
    },
  );

export * as Bucket from "./bucket";
