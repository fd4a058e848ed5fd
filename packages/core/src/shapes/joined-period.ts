// joined-period: year and month, quarter or week in columns of their own, joined into one that tells the period
import { MonthName } from "../reading/month-name";
import type { TextSource } from "../tabular/text-source";
import type { HeadOf } from "./head-of";
import { MapRows } from "./map-rows";

const year =
  /^(year|fiscal ?year|calendar ?year|jahr|ann[eé]e|a[nñ]o|年|年份|年度)$/;
const parts: [
  pattern: RegExp,
  write: (year: string, cell: string) => string | null,
][] = [
  [
    /^((calendar|fiscal)? ?month( ?(no|nr|num|number|name|of year))?|monat(snr)?|mois|mes|月|月份)$/,
    (year, cell) => {
      const named = MonthName.read(cell);
      const month = Number.isNaN(named)
        ? digits(cell.replace(/月$/, ""))
        : named;
      return month >= 1 && month <= 12 ? `${year}-${two(month)}` : null;
    },
  ],
  [
    /^(quarter|qtr|quartal|trimestre|季度)$/,
    (year, cell) => {
      const quarter = /^(?:q|qtr|第)? ?([1-4一二三四])(?:季度)?$/i.exec(
        cell,
      )?.[1];
      const place = "一二三四".indexOf(quarter ?? "-") + 1;
      return quarter ? `${year}-Q${place || quarter}` : null;
    },
  ],
  [
    /^(week|iso ?week|week ?(no|nr|num|number)|woche|kw|kalenderwoche|semaine|semana|周|周次)$/,
    (year, cell) => {
      const week = digits(cell.replace(/^(w|kw) ?/i, ""));
      return week >= 1 && week <= 53 ? `${year}-W${two(week)}` : null;
    },
  ],
];

const digits = (cell: string) =>
  /^\d{1,2}(\.0)?$/.test(cell) ? Number(cell) : NaN;
const two = (n: number) => String(n).padStart(2, "0");
const plain = (name: string | null) =>
  (name ?? "")
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, " ");
const yearOf = (cell: string | null) =>
  /^((?:19|20)\d\d)(?:\.0|年)?$/.exec(cell ?? "")?.[1];

/** Null unless the header has both, cells read as such, and no column is called period already. */
export function find({
  dialect,
  rows,
  header,
  width,
}: HeadOf.Head): TextSource.Shape | null {
  const names = rows[header].map(plain);
  const line = (cells: (string | null)[]) => MapRows.line(cells, dialect);
  const years = names.findIndex((name) => year.test(name));
  if (years < 0 || names.includes("period")) return null;
  for (const [pattern, write] of parts) {
    const at = names.findIndex((name) => pattern.test(name));
    if (at < 0) continue;
    const joined = (cells: (string | null)[]) => {
      const told = yearOf(cells[years]);
      return told && cells[at] ? write(told, cells[at]) : null;
    };
    const below = rows.slice(header + 1).filter((cells) => cells[years]);
    const read = below.filter((cells) => joined(cells) !== null);
    if (!read.length || read.length * 10 < below.length * 9) continue;
    const joinedNames = [rows[header][years], rows[header][at]];
    return {
      moved: false,
      change: (chunks) =>
        MapRows.map(
          chunks,
          dialect,
          (cells, row) => {
            const all = [...cells];
            while (all.length < width && row >= header) all.push(null);
            if (row < header) return line(cells);
            const told = row === header ? "period" : joined(cells);
            return line([...all, told]);
          },
          { keepsLines: true },
        ),
      warning: {
        code: "period.joined",
        example: joined(read[0])!,
        message: `${joinedNames.join(" and ")} tell the period together; it was read from both, as the column period.`,
      },
    };
  }
  return null;
}

export * as JoinedPeriod from "./joined-period";
