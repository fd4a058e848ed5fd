// predictions: the scores of an upload's rows as a CSV
import { Bucket } from "../aws/bucket";
import { Csv } from "../tabular/csv";
import { Dialect } from "../tabular/dialect";
import { Reason } from "../model/reason";
import type { Score } from "../model/score";

export const columns = [
  "id",
  "period",
  "probability",
  "band",
  "reason1",
  "reason2",
  "reason3",
  "modelVersion",
];

export function line(id: string, period: string, score: Score.Info) {
  const reasons = Reason.largest(score.reasons, 3).map(Reason.phrase);
  const cells = [
    id,
    period,
    score.probability,
    score.band,
    ...Array.from({ length: 3 }, (_, k) => reasons[k] ?? null),
    score.modelVersion,
  ];
  return Csv.line(cells.map(Csv.spreadsheetSafe));
}

export async function assemble(upload: string, pieces: AsyncIterable<string>) {
  const file = async function* () {
    yield Buffer.from(Csv.line(columns));
    for await (const piece of pieces) if (piece) yield Buffer.from(piece);
  };
  await Bucket.assemble(Bucket.keys.predictions(upload), file(), "text/csv");
}

// What the file says of periods other than the given one, as lines again.
export async function except(upload: string, periods: Set<string>) {
  const bytes = await Bucket.bytes(Bucket.keys.predictions(upload));
  if (!bytes) return { text: "", rows: 0 };
  const scan = Csv.scan(
    bytes,
    Dialect.detect(bytes.subarray(0, 1 << 16), { separator: "," }),
  );
  const kept: string[] = [];
  for (let row = 1; row < scan.rows; row++) {
    const from = scan.first[row];
    const cells = Array.from({ length: scan.first[row + 1] - from }, (_, k) =>
      Csv.text(scan, from + k),
    );
    if (!periods.has(cells[1]!)) kept.push(Csv.line(cells));
  }
  return { text: kept.join(""), rows: kept.length };
}

export * as Predictions from "./predictions";
