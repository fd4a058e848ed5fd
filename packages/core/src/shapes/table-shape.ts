// table-shape: how a table that is not one row for each customer and period is made one that is
import type { Csv } from "../tabular/csv";
import type { TextSource } from "../tabular/text-source";
import { HeadOf } from "./head-of";
import { JoinedPeriod } from "./joined-period";
import { Transposed } from "./transposed";
import { WidePeriods } from "./wide-periods";

const sampleBytes = 128 * 1024;

/** Null for a table that is read as it stands. */
export function find(
  sample: Uint8Array,
  {
    whole,
    separator,
    meant,
  }: {
    whole: boolean;
    separator?: Csv.Separator;
    meant: (names: string[]) => number;
  },
): TextSource.Shape | null {
  const all = whole && sample.length <= sampleBytes;
  const head = HeadOf.read(sample.subarray(0, sampleBytes), all, separator);
  if (!head) return null;
  return (
    WidePeriods.find(head) ??
    JoinedPeriod.find(head) ??
    Transposed.find(head, all, meant)
  );
}

export * as TableShape from "./table-shape";
