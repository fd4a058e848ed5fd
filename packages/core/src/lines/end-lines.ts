// end-lines: totals and notes at the end of a file too long to be looked at whole
import { Csv } from "../tabular/csv";
import type { CsvParts } from "../tabular/csv-parts";
import type { AsideRow } from "./aside-row";
import { NoteRow } from "./note-row";
import { TotalRow } from "./total-row";

// So many of the last rows may sum up the others, or be none.
const lastRows = 5;

/** Every part is read once more where the last rows claim sums, and only then. */
export async function atEnd(
  parts: CsvParts.Part[],
  load: (part: number) => Promise<Uint8Array>,
  syntax: Csv.Syntax,
  id: number | undefined,
): Promise<AsideRow.Lines> {
  const scanOf = async (part: number) =>
    Csv.scan(await load(part), syntax, { line: parts[part].line });
  const last = parts.length - 1;
  const end = await scanOf(last);
  const claims = TotalRow.candidates(end, id)
    .filter((row) => row >= end.rows - lastRows)
    .map((row) => ({ row, ...TotalRow.claim(end, row, id) }));
  const bare = claims.filter((claim) => claim.bare);
  const sums = claims
    .filter(({ figures }) => figures.length)
    .map((claim) => ({ ...claim, ...TotalRow.sumsOf(claim) }));
  if (sums.length)
    for (const part of parts.keys()) {
      const scan = part === last ? end : await scanOf(part);
      const aside = new Set(part === last ? claims.map(({ row }) => row) : []);
      for (let row = 0; row < scan.rows; row++)
        if (!aside.has(row)) for (const { add } of sums) add(scan, row);
    }
  return {
    totals: [...bare, ...sums.filter(({ met }) => met())].map(
      ({ row }) => end.line[row],
    ),
    notes: [...NoteRow.find(end)]
      .filter((row) => row >= end.rows - lastRows)
      .map((row) => end.line[row]),
  };
}

export * as EndLines from "./end-lines";
