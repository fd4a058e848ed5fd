// staged-rows: snapshots of one part on their way into the table, kept where nobody reads them until the upload is in force
import { Bucket } from "../aws/bucket";
import type { Snapshot } from "../customers/snapshot";

const keyOf = (work: string, part: number) =>
  Bucket.keys.staging(work, `snapshots-${part}`);

/** One snapshot a line, so that no text grows past what a string may hold. */
export const write = (work: string, part: number, snapshots: Snapshot.Info[]) =>
  Bucket.put(
    keyOf(work, part),
    Buffer.concat(
      snapshots.map((snapshot) => Buffer.from(JSON.stringify(snapshot) + "\n")),
    ),
  );

export async function read(
  work: string,
  part: number,
): Promise<Snapshot.Info[]> {
  const text = await Bucket.existing(keyOf(work, part));
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

export * as StagedRows from "./staged-rows";
