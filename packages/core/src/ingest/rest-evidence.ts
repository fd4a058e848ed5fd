// rest-evidence: what the rows behind a file's sample show of its columns
import { own } from "../base/own";
import type { Inspect } from "../dataset/inspect";
import { merge, type Seen } from "../tabular/column-type";
import { Csv } from "../tabular/csv";
import type { CsvParts } from "../tabular/csv-parts";
import { ScanEvidence } from "../dataset/scan-evidence";

/** Parts from byte `end` on; the one that holds it counts from the next row on. */
export async function read(
  parts: CsvParts.Part[],
  end: number,
  load: (part: number) => Promise<Uint8Array>,
  { layout, found }: Inspect.Info,
): Promise<Map<string, Seen>> {
  const { dialect, header } = layout;
  const columns = found.names.map((name, k) => ({
    name,
    cell: header.cells[k],
    kind: own(found.definition.columns, name),
  }));
  const all = new Map<string, Seen>();
  for (const [k, part] of parts.entries()) {
    if (part.end <= end) continue;
    const scan = Csv.scan(await load(k), dialect, { line: part.line });
    let first = 0;
    while (first < scan.rows && part.start + scan.offset[first] < end) first++;
    const { width } = header;
    for (const [name, seen] of ScanEvidence.of(scan, columns, {
      first,
      width,
    })) {
      const known = all.get(name);
      all.set(name, known ? merge(known, seen) : seen);
    }
  }
  return all;
}

export * as RestEvidence from "./rest-evidence";
