// customer-csv: every customer that a list's filters leave, as a CSV that spreadsheets open safely
import { sha256 } from "../base/digest";
import { Bucket } from "../aws/bucket";
import { Csv } from "../tabular/csv";
import { CustomerList } from "./customer-list";

// The gateway takes six megabytes.
const maxAnswer = 5_000_000; // bytes
const bytesPerPiece = 1_000_000;

async function* pieces(rows: AsyncIterable<unknown[]>) {
  let text = "";
  for await (const row of rows) {
    text += Csv.sheetLine(row as (string | number | boolean | null)[]);
    if (text.length < bytesPerPiece) continue;
    yield Buffer.from(text);
    text = "";
  }
  if (text) yield Buffer.from(text);
}

/** The file itself, or the address of one that is too long for an answer. */
export async function write(
  dataset: string,
  filters: CustomerList.Filters,
  now: Date,
): Promise<{ text: string } | { url: string }> {
  const all = pieces(CustomerList.lines(dataset, filters));
  const begun: Buffer[] = [];
  let bytes = 0;
  for (;;) {
    const { value, done } = await all.next();
    if (done) return { text: Buffer.concat(begun).toString("utf8") };
    begun.push(value);
    bytes += value.length;
    if (bytes > maxAnswer) break;
  }
  const name = sha256(dataset, JSON.stringify(filters), now.toISOString());
  const key = `${Bucket.keys.longLists}${name.slice(0, 32)}/${dataset}.csv`;
  async function* whole() {
    yield* begun;
    yield* all;
  }
  await Bucket.assemble(key, whole(), "text/csv; charset=utf-8");
  return { url: await Bucket.signedGet(key) };
}

export * as CustomerCsv from "./customer-csv";
