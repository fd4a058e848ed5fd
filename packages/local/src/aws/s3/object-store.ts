// object-store: buckets, objects and unfinished uploads, durable over a stop or a crash at any moment
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "@mainstay/core/base/error";
import type { Algorithm, Value } from "./checksum";
import { S3Error } from "./s3-error";
import { Files, type Segment } from "./object-files";
import { Ledger, type Transaction } from "./record-ledger";

export interface Bucket {
  name: string;
  createdMs: number;
}

export interface Info {
  etag: string;
  size: number; // bytes
  modifiedMs: number;
  segments: Segment[];
  // The headers a reader gets back: content-type and its kin, and x-amz-meta-*.
  headers: Record<string, string>;
  checksum?: Value;
  // The multipart upload that made it, so that completing twice answers the same.
  upload?: string;
}

export interface Upload {
  id: string;
  bucket: string;
  key: string;
  initiatedMs: number;
  headers: Record<string, string>;
  checksum?: { algorithm: Algorithm; type: Value["type"] };
}

export interface Part {
  number: number;
  etag: string;
  size: number; // bytes
  modifiedMs: number;
  file: string;
  checksum?: Value;
}

// A bucket's name has no slash, so no key of one bucket is ever read as another's.
export const bucketKey = (name: string) => `buckets/${name}`;
export const objectKey = (bucket: string, key: string) =>
  `objects/${bucket}/${key}`;
export const uploadKey = (bucket: string, id: string) =>
  `uploads/${bucket}/${id}`;
const partsOf = (id: string) => `parts/${id}/`;
export const partKey = (id: string, number: number) =>
  partsOf(id) + String(number).padStart(5, "0");

// More than are ever written at once.
const mostOrphans = 100;

export class Store {
  readonly ledger: Ledger;
  readonly files: Files;

  private constructor(ledger: Ledger, files: Files) {
    this.ledger = ledger;
    this.files = files;
  }

  static async open(directory: string, clock: () => number) {
    await mkdir(directory, { recursive: true });
    const ledger = await Ledger.open(join(directory, "ledger"), clock).catch(
      (error) => {
        if (error?.cause?.code !== "LEVEL_LOCKED") throw error;
        throw new Failure(
          "s3.directory.locked",
          `Expected ${directory} to be free but another process serves it`,
          409,
        );
      },
    );
    const files = new Files(directory);
    const store = new Store(ledger, files);
    const known = new Set<string>();
    const uploads = new Set(
      (await ledger.values<Upload>("uploads/")).map(({ id }) => id),
    );
    // Parts that arrived in the very moment their upload ended.
    const orphans: string[] = [];
    const objects = ledger.entries<Info>(
      Buffer.from("objects/"),
      Buffer.from("objects0"),
    );
    for await (const [, { segments }] of objects)
      for (const { file } of segments) known.add(file);
    for await (const [key, { file }] of ledger.entries<Part>(
      Buffer.from("parts/"),
      Buffer.from("parts0"),
    )) {
      if (uploads.has(key.toString().split("/")[1])) known.add(file);
      else orphans.push(key.toString());
    }
    // A crash leaves a few files that are no object's; a ledger that lost its records would leave them all.
    const lost = (await files.count()) - known.size;
    if (lost > mostOrphans && lost > known.size) {
      await ledger.close();
      throw new Failure(
        "data.damaged",
        `The data folder ${directory} is damaged: ${lost} files of objects are there whose names are lost. Put a copy of it from before in its place, or start on an empty folder with --data and drop the files again; nothing in it was changed`,
        503,
      );
    }
    await ledger.transact((transaction) => orphans.forEach(transaction.del));
    await files.sweep(known);
    return store;
  }

  buckets = () => this.ledger.values<Bucket>("buckets/");

  bucket(name: string, reader: Pick<Transaction, "get"> = this.ledger): Bucket {
    const bucket = reader.get<Bucket>(bucketKey(name));
    if (!bucket)
      throw new S3Error(
        "NoSuchBucket",
        `The specified bucket does not exist: ${name}`,
      );
    return bucket;
  }

  find(
    bucket: string,
    key: string,
    reader: Pick<Transaction, "get"> = this.ledger,
  ) {
    return reader.get<Info>(objectKey(bucket, key));
  }

  object(bucket: string, key: string): Info {
    this.bucket(bucket);
    const info = this.find(bucket, key);
    if (!info)
      throw new S3Error("NoSuchKey", "The specified key does not exist.");
    return info;
  }

  upload(
    bucket: string,
    key: string,
    id: string,
    reader: Pick<Transaction, "get"> = this.ledger,
  ): Upload {
    const upload = reader.get<Upload>(uploadKey(bucket, id));
    if (upload?.key !== key)
      throw new S3Error(
        "NoSuchUpload",
        "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
      );
    return upload;
  }

  uploads = (bucket: string) =>
    this.ledger.values<Upload>(`uploads/${bucket}/`);
  parts = (id: string) => this.ledger.values<Part>(partsOf(id));

  // Files named by `fresh` are dropped if the change is refused; those `run` returns, once it is on the disk.
  async replace<T>(
    fresh: string[],
    run: (transaction: Transaction, drop: (files: string[]) => void) => T,
  ): Promise<T> {
    const old: string[] = [];
    try {
      const result = await this.ledger.transact((transaction) =>
        run(transaction, (files) => old.push(...files)),
      );
      await this.files.discard(old);
      return result;
    } catch (error) {
      // Any other failure may have reached the disk: then the next start decides what is known.
      if (error instanceof S3Error) await this.files.discard(fresh);
      throw error;
    }
  }

  close = () => this.ledger.close();
}
