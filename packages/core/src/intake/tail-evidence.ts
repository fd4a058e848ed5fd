// tail-evidence: what the last bytes of a long file show beside its first ones
import { isAscii, isUtf8 } from "node:buffer";
import { own } from "../base/own";
import type { Inspect } from "../dataset/inspect";
import { ScanEvidence } from "../dataset/scan-evidence";
import { TotalRow } from "../lines/total-row";
import { TextEncoding } from "../reading/text-encoding";
import type { Warning } from "../reading/warning";
import type { Seen } from "../tabular/column-type";
import { Csv } from "../tabular/csv";
import type { TextSource } from "../tabular/text-source";

// So many of the last rows may sum up the others.
const lastRows = 5;

/** The tail's first line is cut somewhere, so that it is left out. */
const fromLine = (tail: Uint8Array) => tail.subarray(tail.indexOf(0x0a) + 1);

/** The encoding of the tail, where nothing in the head tells it; null otherwise. */
export function encodingOf(
  head: Uint8Array,
  tail: Uint8Array,
): TextEncoding.Found | null {
  const lines = fromLine(tail);
  return isAscii(head) && !isUtf8(lines) ? TextEncoding.guessed(lines) : null;
}

/** What the tail's cells show of each column's type, and whether its last rows hold sums. */
export function read(
  tail: Uint8Array,
  { encoding }: Pick<TextSource.Info, "encoding">,
  { layout, found }: Inspect.Info,
): { more: Map<string, Seen>; warnings: Warning.Info[] } {
  const { dialect, header } = layout;
  const lines = fromLine(tail);
  const text =
    encoding === "utf-8" ? lines : new TextDecoder(encoding).decode(lines);
  const scan = Csv.scan(Buffer.from(text), dialect);
  const columns = found.names.map((name, k) => ({
    name,
    cell: header.cells[k],
    kind: own(found.definition.columns, name),
  }));
  const id = header.cells[found.names.indexOf(found.definition.id ?? "")];
  const sums = TotalRow.candidates(scan, id).filter(
    (row) =>
      row >= scan.rows - lastRows && TotalRow.claim(scan, row, id).words > 0,
  );
  const end = sums.length ? scan.offset[sums[0]] : scan.bytes.length;
  const rows = Csv.scan(scan.bytes.subarray(0, end), dialect);
  return {
    more: ScanEvidence.of(rows, columns, { first: 0, width: header.width }),
    warnings: sums.map((row) => ({
      code: "row.total",
      count: 1,
      example: Csv.verbatim(scan, dialect, row).join(" ").trim().slice(0, 80),
      message:
        "A line at the file's end looks like a total; it is refused if it sums up those above it.",
    })),
  };
}

export * as TailEvidence from "./tail-evidence";
