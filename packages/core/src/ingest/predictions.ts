// predictions: the scores of an upload's rows as a CSV
import { Bucket } from "../aws/bucket";
import { Csv } from "../tabular/csv";
import { Dialect } from "../tabular/dialect";
import { Answer } from "../model/answer";
import { Reason } from "../model/reason";
import { AnyScorer } from "../outcome/any-scorer";

/** The file's columns, of scores or of answers that have columns of their own. */
export const columns = (answers: readonly Answer.Column[] = []) => [
  ...["id", "period"],
  ...(answers.length ? answers.map(({ name }) => name) : ["probability"]),
  ...["band", "reason1", "reason2", "reason3", "modelVersion"],
];

export function line(
  id: string,
  period: string,
  said: AnyScorer.Said,
  answers: readonly Answer.Column[] = [],
) {
  const reasons = Reason.largest(said.reasons, 3).map(Reason.phrase);
  const cells = [
    id,
    period,
    ...(AnyScorer.isAnswer(said)
      ? answers.map((column) => Answer.cell(said, column))
      : [said.probability]),
    said.band ?? null,
    ...Array.from({ length: 3 }, (_, k) => reasons[k] ?? null),
    said.modelVersion,
  ];
  return Csv.line(cells.map(Csv.spreadsheetSafe));
}

export async function assemble(
  upload: string,
  columns: string[],
  pieces: AsyncIterable<string>,
) {
  const file = async function* () {
    yield Buffer.from(Csv.line(columns));
    for await (const piece of pieces) if (piece) yield Buffer.from(piece);
  };
  await Bucket.assemble(Bucket.keys.predictions(upload), file(), "text/csv");
}

type Kept = { columns: string[]; text: string; rows: number };

/**
 * What the file says of periods other than the given ones, as lines under `columns`; columns that only those lines have, since
 * another kind of label was foretold then, come behind.
 */
export async function except(
  upload: string,
  periods: Set<string>,
  columns: string[],
): Promise<Kept> {
  const bytes = await Bucket.bytes(Bucket.keys.predictions(upload));
  if (!bytes) return { columns, text: "", rows: 0 };
  const [names = [], ...rows] = rowsOf(bytes);
  const kept = rows.filter(([, period]) => !periods.has(period!));
  const all = kept.length
    ? [...new Set([...columns, ...(names as string[])])]
    : columns;
  const at = all.map((name) => names.indexOf(name));
  const text = kept.map((cells) =>
    Csv.line(at.map((k) => (k < 0 ? null : cells[k]))),
  );
  return { columns: all, text: text.join(""), rows: kept.length };
}

/** Lines with as many empty cells behind as `columns` has more than they. */
export const widened = (text: string, columns: string[]) =>
  rowsOf(Buffer.from(text))
    .map((cells) => Csv.line(columns.map((_, k) => cells[k] ?? null)))
    .join("");

function rowsOf(bytes: Uint8Array) {
  const scan = Csv.scan(
    bytes,
    Dialect.detect(bytes.subarray(0, 1 << 16), { separator: "," }),
  );
  return Array.from({ length: scan.rows }, (_, row) =>
    Array.from({ length: scan.first[row + 1] - scan.first[row] }, (_, k) =>
      Csv.text(scan, scan.first[row] + k),
    ),
  );
}

export * as Predictions from "./predictions";
