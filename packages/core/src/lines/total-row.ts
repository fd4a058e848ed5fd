// total-row: lines that sum up those above them; they are nobody's row
import { text, type Scan } from "../tabular/csv";
import { WrittenNumber } from "../reading/written-number";

const words = new RegExp(
  "^(" +
    [
      String.raw`(grand[ -]?|sub[ -]?|over)?totals?(ly)?`,
      String.raw`sums?|overall|all (accounts|customers|rows)`,
      String.raw`(gesamt|zwischen|end)?summen?|insgesamt|gesamt(betrag)?`,
      String.raw`(sous[ -]?)?tota(l|ux)( général)?|somme`,
      String.raw`(sub)?totale?s?( general)?|suma( total)?`,
      "(gesamt)?ergebnis|итого|всего|общий итог|razem|suma|toplam|totaal|totalt|total geral",
      String.raw`(count|anzahl|nombre|n[uú]mero|计数|件数)(?=\s*[:=：]\s*\d)`,
      "合计|总计|小计|总和|共计|汇总|總計|合計|小計|計|합계|총계|소계",
    ].join("|") +
    String.raw`)(?![\p{L}\p{N}])`,
  "iu",
);

// Lines of means stand where those of sums do.
const means =
  /^(averages?|mean|avg\.?|ø|durchschnitt|mittelwert|moyennes?|promedio|media|平均值?|平均|평균)(?![\p{L}\p{N}])/iu;

// Behind the word stand nothing but what it is of, parted by a sign: Total (12), Total - Enterprise.
const alone = /^\s*($|[-–—:：(（])/u;
const maxPhrase = 40;

/** How a cell says a total: by the word alone, in a phrase such as Total Enterprise, or not at all. */
function said(cell: string): { mean: boolean; phrase: boolean } | null {
  const [sum, mean] = [words.exec(cell), means.exec(cell)];
  const found = sum ?? mean;
  if (!found) return null;
  const phrase = !alone.test(cell.slice(found[0].length));
  if (phrase && (mean || cell.length > maxPhrase)) return null;
  return { mean: !sum, phrase };
}

export const isWord = (cell: string) => said(cell) !== null;

const maxCandidates = 60;
const signs = [".", ","] as const;

/** Rows that may sum up: the cell that names the row is empty or says so; before that is known, one of the first filled does. */
export function candidates(scan: Scan, id = -1): number[] {
  const spoken: number[] = [];
  const unnamed: number[] = [];
  for (let row = 0; row < scan.rows; row++) {
    const bare = isEmpty(scan, row, Math.max(id, 0));
    const own = bare ? null : text(scan, scan.first[row] + Math.max(id, 0));
    const named = id >= 0 && !bare && !isWord(own ?? "");
    if (!named && (firstFilled(scan, row, 2).some(isWord) || isWord(own ?? "")))
      spoken.push(row);
    else if (bare) unnamed.push(row);
  }
  // Where many rows lack their id, that says nothing.
  return unnamed.length > maxCandidates
    ? spoken.slice(-maxCandidates)
    : [...spoken, ...unnamed].sort((a, b) => a - b).slice(-maxCandidates);
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

type Figure = { at: number; text: string };

/** What a candidate says of sums: figures to be met, or whether it is a totals line without any. */
export function claim(scan: Scan, row: number, id = -1) {
  const figures: Figure[] = [];
  let [words, others, mean, phrase] = [0, 0, false, true];
  for (let at = 0; at < scan.first[row + 1] - scan.first[row]; at++) {
    const cell = text(scan, scan.first[row] + at);
    if (cell === null) continue;
    const word = said(cell);
    if (word) {
      words++;
      mean ||= word.mean;
      phrase &&= word.phrase;
    } else if (at !== id && signs.some((sign) => !isNaN(valueOf(cell, sign))))
      figures.push({ at, text: cell });
    else others++;
  }
  const bare = words > 0 && figures.length === 0 && others === 0;
  return { figures, bare, words, mean, phrase: words > 0 && phrase };
}

type Claim = ReturnType<typeof claim>;

const share = /[%％]/;
const valueOf = (cell: string, sign: "." | ",") =>
  WrittenNumber.read(cell, sign);

// Places behind the decimal sign that a cell is written with; a percent has two more.
const placesOf = (cell: string) =>
  (/[.,](\d+)\D*$/.exec(cell)?.[1].length ?? 0) + (share.test(cell) ? 2 : 0);

/**
 * The sums of the figures' columns, under either decimal sign, as rows are added; of a line of means, the means. A phrase
 * may be anybody's name or words, so that its figures have to be more than any of those they sum up.
 */
export function sumsOf({
  figures,
  mean,
  phrase,
}: Pick<Claim, "figures" | "mean" | "phrase">) {
  const columns = figures.map(() => ({
    sums: [0, 0],
    read: [0, 0],
    least: [Infinity, Infinity],
    most: [-Infinity, -Infinity],
    ...{ filled: 0, same: 0, places: 0 },
  }));
  let rows = 0;
  const fits = (k: number): "sum" | "other" | null => {
    const { sums, read, least, most, filled, same, places } = columns[k];
    const { text } = figures[k];
    // Below words stands how many they are.
    if (!read[0] && !read[1] && /^\d+$/.test(text) && +text <= rows)
      return "other";
    const unit = 0.51 * 10 ** -placesOf(text);
    const slack = unit + 0.3 * Math.sqrt(rows) * 10 ** -places;
    const near = (value: number, sum: number, slack: number) =>
      Math.abs(value - sum) <= slack + 1e-9 * Math.abs(sum);
    const found = signs.map((sign, s) => {
      if (2 * read[s] < filled || !read[s]) return null;
      const value = valueOf(text, sign);
      const greatest = Math.max(Math.abs(least[s]), Math.abs(most[s]));
      if (phrase && Math.abs(value) <= greatest) return null;
      if (near(value, sums[s], slack)) return "sum";
      // Shares are weighted by what they are shares of.
      const weighted =
        share.test(text) && value >= least[s] && value <= most[s];
      return weighted || near(value, sums[s] / read[s], unit) ? "other" : null;
    });
    if (found.includes("sum")) return "sum";
    // A mean, or what is the same in every row, such as its month.
    return found.includes("other") || (filled > 1 && same === filled)
      ? "other"
      : null;
  };
  return {
    add(scan: Scan, row: number) {
      rows++;
      figures.forEach((figure, k) => {
        const cell = scan.first[row] + figure.at;
        const written = cell < scan.first[row + 1] ? text(scan, cell) : null;
        if (written === null) return;
        const column = columns[k];
        column.filled++;
        if (written === figure.text) column.same++;
        column.places = Math.max(column.places, placesOf(written));
        signs.forEach((sign, s) => {
          const value = valueOf(written, sign);
          if (isNaN(value)) return;
          column.sums[s] += value;
          column.read[s]++;
          column.least[s] = Math.min(column.least[s], value);
          column.most[s] = Math.max(column.most[s], value);
        });
      });
    },
    /** Whether the figures are the sums, within what rounding the rows and the sum may leave. */
    met(): boolean {
      if (!rows) return false;
      const found = figures.map((_, k) => fits(k));
      return !found.includes(null) && (mean || found.includes("sum"));
    },
  };
}

// Rows that a sum without a word for it takes at least.
const leastUnsaid = 3;

/** Totals among the rows of a scan: sums of all the rows above or, where a word says so, of the last ones of them. */
export function find(scan: Scan, id = -1): Set<number> {
  const totals = new Set<number>();
  for (const row of candidates(scan, id)) {
    const claimed = claim(scan, row, id);
    const { figures, bare, words } = claimed;
    if (bare) totals.add(row);
    if (!figures.length) continue;
    const sums = sumsOf(claimed);
    let [count, met] = [0, false];
    for (let above = row - 1; above >= 0; above--) {
      if (totals.has(above)) continue;
      sums.add(scan, above);
      count++;
      met = sums.met();
      if (words > 0 && met) break;
    }
    // Some tools put the sums of all rows above them.
    if (row === 0 && words > 0) {
      for (let below = 1; below < scan.rows; below++) sums.add(scan, below);
      met = sums.met();
    }
    if (met && (words > 0 || count >= leastUnsaid)) totals.add(row);
  }
  return totals;
}

export * as TotalRow from "./total-row";
