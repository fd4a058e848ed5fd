// wide-periods: a table with a column for each month, made one with a row for each customer and month
import { Sentinel } from "../reading/sentinel";
import { WrittenDate } from "../reading/written-date";
import { WrittenNumber } from "../reading/written-number";
import { TotalRow } from "../lines/total-row";
import { Period } from "../tabular/period";
import type { TextSource } from "../tabular/text-source";
import type { HeadOf } from "./head-of";
import { MapRows } from "./map-rows";

type Cell = { at: number; period: string; measure: string };

const minPeriods = 3;

/** Null unless at least three columns are named for different months, hold numbers, and others stand before them. */
export function find({
  dialect,
  rows,
  header,
  width,
}: HeadOf.Head): TextSource.Shape | null {
  const titles = rows[header];
  const cells = titles.flatMap((name, at) => {
    const found = name === null ? null : read(name);
    return found ? [{ at, ...found }] : [];
  });
  const periods = [...new Set(cells.map(({ period }) => period))].sort();
  if (periods.length < minPeriods) return null;
  const taken = new Set(cells.map(({ at }) => at));
  const own = titles.flatMap((name, at) =>
    name === null || taken.has(at) || sums.test(name) ? [] : [at],
  );
  const below = rows.slice(header + 1).filter(({ length }) => length >= 2);
  if (!own.length || own[0] > cells[0].at || !below.length) return null;
  if (!isSequence(periods)) return null;
  const values = below.flatMap((row) =>
    cells.flatMap(({ at }) => row[at] ?? []).filter((c) => !Sentinel.is(c)),
  );
  const numbers = values.filter((cell) => isNumber(cell));
  if (!values.length || numbers.length * 10 < values.length * 9) return null;
  const money = values.some((cell) => /\p{Sc}/u.test(cell));
  const called = (measure: string) => measure || (money ? "revenue" : "value");
  const measures = [...new Set(cells.map(({ measure }) => measure))];
  const months = periods.map((period) => ({
    period,
    at: measures.map(
      (measure) =>
        cells.find((c) => c.period === period && c.measure === measure)?.at ??
        -1,
    ),
  }));
  const line = (cells: (string | null)[]) => MapRows.line(cells, dialect);
  const change = (row: (string | null)[], k: number) => {
    const fixed = own.map((at) => row[at] ?? null);
    if (k < header) return "";
    if (k === header)
      return line([...fixed, "period", ...measures.map(called)]);
    // A line of sums stays one, for it is nobody's row.
    const named = fixed.find((cell) => cell !== null) ?? "";
    if (named === "" || TotalRow.isWord(named))
      return line([named || "Total", ...fixed.slice(1).map(() => null)]);
    return months
      .map(({ period, at }) => {
        const filled = at.map((place) => row[place] ?? null);
        const none = filled.every((c) => c === null || Sentinel.is(c));
        return none ? "" : line([...fixed, period, ...filled]);
      })
      .join("");
  };
  return {
    moved: true,
    change: (chunks) =>
      MapRows.map(chunks, { ...dialect, width }, change, { keepsLines: false }),
    warning: {
      code: "table.wide",
      count: periods.length,
      example: titles[cells[0].at]!,
      message: `${cells.length} columns are named for months (${periods[0]} to ${periods.at(-1)}); each row was read as one for each month, with the column ${measures.map(called).join(", ")}. Lines are counted as in the table so read.`,
    },
  };
}

const sums = /^(grand )?(total|sum|summe|gesamt|ytd|合计|总计|小计|总额)$/i;
const isNumber = (cell: string) =>
  !Number.isNaN(WrittenNumber.read(cell, ".")) ||
  !Number.isNaN(WrittenNumber.read(cell, ","));

// 2024-01, Jan 2024, MRR Jan-24, 2024年1月收入
function read(name: string): Omit<Cell, "at"> | null {
  const whole = monthOf(name);
  if (whole) return { period: whole, measure: "" };
  const words = name.trim().split(/[\s:|]+/);
  for (let size = Math.min(2, words.length - 1); size > 0; size--) {
    const ends = monthOf(words.slice(-size).join(" "));
    if (ends)
      return { period: ends, measure: bare(words.slice(0, -size).join(" ")) };
    const begins = monthOf(words.slice(0, size).join(" "));
    if (begins)
      return { period: begins, measure: bare(words.slice(size).join(" ")) };
  }
  const chinese = /^(\d{4}年\d{1,2}月)(\D+)$/.exec(name.trim());
  const told = chinese && monthOf(chinese[1]);
  return told ? { period: told, measure: chinese[2] } : null;
}

const bare = (measure: string) =>
  measure.replace(/[-–—_/(,\s]+$|^[-–—_/),\s]+/g, "");

// A year and a month, and no day.
const form =
  /^\p{L}{3,9}\.?[-/ ']{0,2}(\d{4}|\d{2})$|^\d{4}[-/. ]?\p{L}{3,9}$|^\d{4}[-/._]\d{1,2}$|^\d{1,2}[-/._]\d{4}$|^\d{4}(0[1-9]|1[0-2])$|^\d{4}年\d{1,2}月$/u;

function monthOf(text: string): string | null {
  const plain = text.trim().replace(/^[([]|[)\]]$/g, "");
  if (!form.test(plain) || WrittenDate.isQuarter(plain)) return null;
  return Period.parse(plain, "month");
}

// Months that follow each other, hardly any left out.
function isSequence(periods: string[]): boolean {
  const at = periods.map((period) => {
    const [year, month] = period.split("-").map(Number);
    return 12 * year + month;
  });
  return at.at(-1)! - at[0] < 2 * periods.length;
}

export * as WidePeriods from "./wide-periods";
