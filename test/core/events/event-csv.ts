// event-csv: a log of events out of a CSV file's bytes
import { DateOrder } from "@mainstay/core/reading/date-order";
import { scan as scanOf, text, type Scan } from "@mainstay/core/tabular/csv";
import { Dialect } from "@mainstay/core/tabular/dialect";
import { TextSource } from "@mainstay/core/tabular/text-source";
import { Failure } from "@mainstay/core/base/error";
import { read as headerOf } from "@mainstay/core/tabular/header-row";
import { look } from "@mainstay/core/tabular/column-type";
import { TypedFrame } from "@mainstay/core/tabular/typed-frame";
import {
  columns as kinds,
  draft,
  type Built,
} from "@mainstay/core/events/event-builder";

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

/** The bytes may be gzipped and in any encoding and dialect an upload may have. Throws event.column.missing. */
export async function ofCsv(
  bytes: Uint8Array,
  columns: Columns,
): Promise<Built> {
  const { text: plain } = await TextSource.read(bytes);
  const dialect = Dialect.detect(plain.subarray(0, 1 << 20));
  const scan = scanOf(plain, dialect);
  const header = headerOf(scan, { header: true });
  const wanted = Object.entries(columns).filter(([, name]) => name);
  const cells = Int32Array.from(wanted, ([, name]) => {
    const at = header.names.indexOf(name);
    if (at >= 0) return header.cells[at];
    throw new Failure(
      "event.column.missing",
      `Expected a column "${name}", got ${header.names.join(", ")}`,
    );
  });
  const names = wanted.map(([role]) => role);
  const times = someOf(scan, cells[names.indexOf("time")]);
  const { frame, rejects } = TypedFrame.fromScan({
    scan,
    header: { ...header, names, cells },
    types: { columns: kinds, dates: {} },
    decimal: dialect.decimal,
  });
  const { add, done } = draft(DateOrder.of(look(times).orders));
  add(frame, () => "", rejects.length);
  return done();
}

// As many cells as tell day and month apart.
function* someOf(scan: Scan, at: number) {
  for (let row = 1; row < Math.min(scan.rows, 10_000); row++)
    if (at < scan.first[row + 1] - scan.first[row])
      yield text(scan, scan.first[row] + at);
}

export * as EventCsv from "./event-csv";
