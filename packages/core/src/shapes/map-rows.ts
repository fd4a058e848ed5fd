// map-rows: the rows of a stream of UTF-8 CSV, each written anew
import { Csv } from "../tabular/csv";

type Chunks = AsyncIterable<Uint8Array>;

// So many bytes are read at once; no row is longer.
const batchBytes = 1 << 20;

/** Cells as text, null where missing. `keepsLines`: every row stays on its line, whatever lies between. */
export async function* map(
  chunks: Chunks,
  syntax: Csv.Syntax,
  change: (cells: (string | null)[], row: number) => string,
  { keepsLines }: { keepsLines: boolean },
): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let held = 0;
  let line = 1; // where the next byte written stands
  let from = 1; // the line of the next row read
  let row = 0;
  const write = (bytes: Buffer, cut: boolean) => {
    const scan = Csv.scan(bytes, syntax, { line: from, cut });
    const pieces: string[] = [];
    for (let k = 0; k < scan.rows; k++) {
      const cells = Array.from(
        { length: scan.first[k + 1] - scan.first[k] },
        (_, at) => Csv.text(scan, scan.first[k] + at),
      );
      if (keepsLines && scan.line[k] > line) {
        pieces.push("\n".repeat(scan.line[k] - line));
        line = scan.line[k];
      }
      const text = change(cells, row++);
      pieces.push(text);
      if (keepsLines) line += lineEndsOf(text);
    }
    from = scan.next;
    const done = scan.offset[scan.rows];
    waiting = [bytes.subarray(done)];
    held = bytes.length - done;
    return Buffer.from(pieces.join(""));
  };
  for await (const chunk of chunks) {
    waiting.push(chunk);
    held += chunk.length;
    if (held >= batchBytes) yield write(Buffer.concat(waiting), true);
  }
  if (held) yield write(Buffer.concat(waiting), false);
}

/** A line of the table, its cells parted as before and quoted where needed. */
export const line = (
  cells: (string | null)[],
  { separator }: Pick<Csv.Syntax, "separator">,
) => `${cells.map((cell) => quoted(cell ?? "", separator)).join(separator)}\n`;

const quoted = (cell: string, separator: string) =>
  cell.includes(separator) || /["\r\n]|^\s|\s$/.test(cell)
    ? `"${cell.replaceAll('"', '""')}"`
    : cell;

const lineEndsOf = (text: string) => text.match(/\r\n|\r|\n/g)?.length ?? 0;

export * as MapRows from "./map-rows";
