// file: a log of events out of a CSV file's bytes
import type { Built } from "./build";

/** Names of the file's columns. */
export type Columns = {
  user: string;
  time: string;
  product?: string;
  action?: string;
  quantity?: string;
  price?: string;
  amount?: string;
  order?: string;
};

/** The bytes may be gzipped and in any encoding and dialect an upload may have. */
export async function ofCsv(
  _bytes: Uint8Array,
  _columns: Columns,
): Promise<Built> {
  throw new Error("not yet");
}
