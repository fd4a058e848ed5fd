// inspect: what a file is read as, step by step, before any of its rows is kept
import { dayMs } from "../reading/calendar";
import { AsideRow } from "../lines/aside-row";
import type { Definition } from "../tabular/definition";
import { NamePeriod } from "../tabular/name-period";
import { Period } from "../tabular/period";
import { Said } from "../tabular/said";
import { TableLayout } from "../lines/table-layout";
import type { TextSource } from "../tabular/text-source";
import type { Seen } from "../tabular/column-type";
import type { Warning } from "../reading/warning";
import { InferDefinition } from "./infer-definition";
import { NamesMeant } from "./names-meant";
import type { PartRows } from "./part-rows";

export type File = {
  dataset: string;
  path: string; // below its dataset
  source: Pick<
    TextSource.Info,
    "sample" | "whole" | "separator" | "warnings" | "encoding"
  >;
  /** The period that its sender stated. */
  stated?: string;
  dropped: Date;
  /** What the cells of rows behind the sample show of the columns. */
  more?: Map<string, Seen>;
};

export type Info = {
  encoding: string;
  layout: TableLayout.Info;
  found: InferDefinition.Info;
  aside: AsideRow.Lines; // of the sample
  period: string; // of rows that have none of their own
  warnings: Warning.Info[];
};

/** The order of reading: bytes and encoding (`source`), lines and header, totals, columns, definition, period. */
export function inspect(file: File, known?: Definition.Info): Info {
  const { dataset, source } = file;
  const { sample, whole } = source;
  const said = known && Said.of(known).has("separator");
  const layout = TableLayout.find(sample, {
    whole,
    known,
    separator: source.separator ?? (said ? known.separator : undefined),
    meant: NamesMeant.count,
  });
  const scan = TableLayout.rows(sample, layout, { whole });
  const aside = AsideRow.finder({
    scan,
    header: layout.header,
    lines: AsideRow.linesIn(scan, layout.header.titles),
  });
  const found = InferDefinition.infer({
    dataset,
    layout,
    scan,
    rows: Array.from({ length: scan.rows }, (_, row) => row).filter(
      (row) => !aside(row),
    ),
    known,
    more: file.more,
    today: file.dropped.getTime() / dayMs,
  });
  const { id } = found.definition;
  const place = id === undefined ? -1 : found.names.indexOf(id);
  const { titles, cells } = layout.header;
  const period = periodOf(file, found, layout);
  return {
    encoding: source.encoding,
    layout,
    found,
    aside: AsideRow.linesIn(scan, titles, cells[place]),
    period: period.period,
    warnings: [
      ...source.warnings,
      ...layout.warnings,
      ...found.warnings,
      ...period.warnings,
    ],
  };
}

/** How the rows of the file are read. */
export const rowsPlan = ({
  layout,
  found,
  aside,
  period,
}: Info): Omit<PartRows.Plan, "upload" | "dropped" | "order"> => ({
  definition: found.definition,
  dialect: layout.dialect,
  header: {
    ...layout.header,
    names: found.names,
    cells: Array.from(layout.header.cells),
  },
  writing: found.writing,
  ...aside,
  period,
});

// What stands in these is told by no period.
const timeless = new Set(["knowledge", "products", "subscriptions"]);

// As stated, else as its name or folders say unless that is yet to come, else that of the drop.
function periodOf(
  { dataset, path, stated, dropped }: File,
  { definition: { time, period: kind }, names }: InferDefinition.Info,
  { header }: TableLayout.Info,
): { period: string; warnings: Warning.Info[] } {
  const told = stated === undefined ? null : Period.parse(stated, kind);
  if (told) return { period: told, warnings: [] };
  const days = dropped.getTime() / dayMs;
  const named = NamePeriod.of(path, kind);
  if (named && (kind === "step" || Period.start(named) <= days + 1))
    return { period: named, warnings: [] };
  const period = Period.parse(kind === "step" ? 0 : days, kind)!;
  const own = names.includes(time ?? "") || header.period >= 0;
  if (own || timeless.has(dataset)) return { period, warnings: [] };
  const message = `Neither a column nor the file's name tells the ${kind}; its rows count as of ${period}, when it came. State the period with the upload, or put it into the name.`;
  return { period, warnings: [{ code: "period.assumed", message }] };
}

export * as Inspect from "./inspect";
