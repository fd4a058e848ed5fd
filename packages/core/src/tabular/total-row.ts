// total-row: lines that sum up those above them; they are nobody's row
import { text, type Scan } from "./csv";
import { WrittenNumber } from "../reading/written-number";

const words = new RegExp(
  "^(" +
    [
      String.raw`(grand[ -]?|sub[ -]?|over)?totals?(ly)?`,
      String.raw`sums?|overall|all (accounts|customers|rows)`,
      String.raw`(gesamt|zwischen|end)?summen?|insgesamt|gesamt(betrag)?`,
      String.raw`(sous[ -]?)?tota(l|ux)( général)?|somme`,
      String.raw`(sub)?totale?s?( general)?|suma( total)?`,
      "合计|总计|小计|总和|共计|汇总|總計|合計|小計|計|합계|총계|소계",
    ].join("|") +
    String.raw`)(?![\p{L}\p{N}])`,
  "iu",
);

export const isWord = (cell: string) => words.test(cell);

const maxCandidates = 60;
const signs = [".", ","] as const;

/** Rows that may sum up: one of their first filled cells says so, or the cell that names the row is empty. */
export function candidates(scan: Scan, id = -1): number[] {
  const said: number[] = [];
  const unnamed: number[] = [];
  for (let row = 0; row < scan.rows; row++) {
    const cells = firstFilled(scan, row, 2);
    if (cells.some(isWord)) said.push(row);
    else if (isEmpty(scan, row, Math.max(id, 0))) unnamed.push(row);
  }
  // Where many rows lack their id, that says nothing.
  return unnamed.length > maxCandidates
    ? said.slice(-maxCandidates)
    : [...said, ...unnamed].sort((a, b) => a - b).slice(-maxCandidates);
}

function firstFilled(scan: Scan, row: number, count: number): string[] {
  const found: string[] = [];
  const stop = scan.first[row + 1];
  for (let at = scan.first[row]; at < stop && found.length < count; at++) {
    const cell = text(scan, at);
    if (cell !== null) found.push(cell);
  }
  return found;
}

function isEmpty(scan: Scan, row: number, at: number): boolean {
  const cell = scan.first[row] + at;
  return cell >= scan.first[row + 1] || scan.start[cell] === scan.end[cell];
}

type Figure = { at: number; text: string; tolerance: number };

/** What a candidate says of sums: figures to be met, or whether it is a totals line without any. */
export function claim(scan: Scan, row: number, id = -1) {
  const figures: Figure[] = [];
  let [words, others] = [0, 0];
  for (let at = 0; at < scan.first[row + 1] - scan.first[row]; at++) {
    const cell = text(scan, scan.first[row] + at);
    if (cell === null) continue;
    const places = /[.,](\d+)\D*$/.exec(cell)?.[1].length ?? 0;
    if (isWord(cell)) words++;
    else if (at !== id && signs.some((sign) => !isNaN(valueOf(cell, sign))))
      figures.push({ at, text: cell, tolerance: 10 ** -Math.min(places, 6) });
    else others++;
  }
  const bare = words > 0 && figures.length === 0 && others === 0;
  return { figures, bare, words };
}

const valueOf = (cell: string, sign: "." | ",") =>
  WrittenNumber.read(cell, sign);

/** The sums of the figures' columns, under either decimal sign, as rows are added. */
export function sumsOf(figures: Figure[]) {
  const sums = new Float64Array(figures.length * 2);
  let rows = 0;
  return {
    add(scan: Scan, row: number) {
      rows++;
      figures.forEach(({ at }, k) => {
        const cell = scan.first[row] + at;
        const written = cell < scan.first[row + 1] ? text(scan, cell) : null;
        if (written === null) return;
        signs.forEach((sign, s) => {
          const value = valueOf(written, sign);
          if (!isNaN(value)) sums[2 * k + s] += value;
        });
      });
    },
    /** Whether the figures are the sums, within what rounding each of the rows and the sum may leave. */
    met(): boolean {
      const slack = 0.5 + Math.sqrt(rows);
      return (
        rows > 0 &&
        figures.every(({ text, tolerance }, k) =>
          signs.some((sign, s) => {
            const sum = sums[2 * k + s];
            const most = slack * tolerance + 1e-9 * Math.abs(sum);
            return Math.abs(sum - valueOf(text, sign)) <= most;
          }),
        )
      );
    },
  };
}

// Rows that a sum without a word for it takes at least.
const leastUnsaid = 3;

/** Totals among the rows of a scan: sums of all the rows above or, where a word says so, of the last ones of them. */
export function find(scan: Scan, id = -1): Set<number> {
  const totals = new Set<number>();
  for (const row of candidates(scan, id)) {
    const { figures, bare, words } = claim(scan, row, id);
    if (bare) totals.add(row);
    if (!figures.length) continue;
    const sums = sumsOf(figures);
    let [count, met] = [0, false];
    for (let above = row - 1; above >= 0; above--) {
      if (totals.has(above)) continue;
      sums.add(scan, above);
      count++;
      met = sums.met();
      if (words > 0 && met) break;
    }
    if (met && (words > 0 || count >= leastUnsaid)) totals.add(row);
  }
  return totals;
}

export * as TotalRow from "./total-row";
