// part-bytes: the text of one part of an upload, out of its object or of what was staged of it
import { Bucket } from "../aws/bucket";
import { Failure } from "../base/error";
import type { CsvParts } from "../tabular/csv-parts";

export type Where = {
  upload: string;
  staged: boolean;
  parts: CsvParts.Part[];
};

export async function load(
  { upload, staged, parts }: Where,
  { key, etag }: { key: string; etag: string },
  part: number,
) {
  if (staged)
    return Bucket.existingBytes(Bucket.keys.staging(upload, `part-${part}`));
  const { start, end } = parts[part];
  const found = await Bucket.unlessReplaced(
    Bucket.bytes(key, { range: [start, end], etag }),
  );
  if (found) return found;
  throw new Failure(
    "upload.object.replaced",
    `${key} was replaced or removed while it was read`,
  );
}

export * as PartBytes from "./part-bytes";
