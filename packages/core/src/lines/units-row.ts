// units-row: a line below the header that says in what its columns are measured, or goes on with their names
import type { Scan } from "../tabular/csv";
import { cellsOf } from "../tabular/header-row";
import { TypedLines } from "./typed-lines";

const wrapped =
  /^([(].{1,30}[)]|[[].{1,30}[\]]|[{].{1,200}[}]|<.{1,30}>|（.{1,30}）|【.{1,30}】)$/;
const words = new Set(
  [
    "text string str varchar char number numeric num int integer float double decimal bigint date datetime timestamp time bool boolean",
    "yes/no true/false 0/1 y/n ja/nein oui/non si/no sí/no 是/否 enum category id key",
    "usd eur gbp jpy cny rmb chf cad aud inr $ € £ ¥ % ‰ percent pct us$ k$ k€ 文本 字符 字符串 数字 数值 整数 小数 日期 时间 金额 布尔 元 万元 美元 欧元 人 个 次 天 日 月 年 小时 分钟 秒",
    "count pieces pcs units users seats days weeks months years hours h hrs min minutes s sec seconds ms",
    "stück stk tage wochen monate jahre stunden anzahl betrag datum zahl jours mois ans heures nombre texte días meses años horas número texto fecha",
    "kb mb gb tb bytes kg g km m cm mm °c yyyy-mm yyyy-mm-dd dd.mm.yyyy dd/mm/yyyy mm/dd/yyyy mm/yyyy yyyymm",
  ].flatMap((line) => line.split(" ")),
);
const paired = /^[a-z$€£¥]{1,12}\s?\/\s?[a-z]{1,12}$/i; // USD/month

const isUnit = (cell: string) =>
  wrapped.test(cell) || words.has(cell.toLowerCase()) || paired.test(cell);

// ----- and :---: between the header and the rows of a table in plain text
const rule = /^[-=_:+*|–—]{2,}$/;

/**
 * The row right below the header; it is a rule, or its cells are units or go on with the header, as under the questions of
 * a survey, and those of typed columns below it are not.
 */
export function is(scan: Scan, row: number): boolean {
  if (row >= Math.min(scan.rows, TypedLines.maxRows)) return false;
  const cells = cellsOf(scan, row).filter((cell) => cell !== null);
  if (!cells.length) return false;
  if (cells.every((cell) => rule.test(cell))) return true;
  if (!cells.every(isUnit) && !goesOn(scan, row)) return false;
  const { against, along } = evidence(scan, row);
  return against > along;
}

/** Whether the row right below the header says in words what each column holds. */
export function describes(scan: Scan, row: number): boolean {
  if (row >= Math.min(scan.rows, TypedLines.maxRows) - 1) return false;
  const cells = cellsOf(scan, row);
  if (!cells.every((cell) => cell !== null && letters.test(cell))) return false;
  const { against, along } = evidence(scan, row);
  return against > 1 && !along && !TypedLines.isLikeData(scan, row);
}

const evidence = (scan: Scan, row: number) =>
  TypedLines.read(scan, cellsOf(scan, row).length)(row);

const letters = /\p{L}{2}/u;

// A row that begins empty and leaves two cells out that all rows below it fill, as no row of data would.
function goesOn(scan: Scan, row: number): boolean {
  const last = Math.min(scan.rows, TypedLines.maxRows);
  if (last - row < 3) return false;
  const empty = cellsOf(scan, row).map((cell) => cell === null);
  if (!empty[0]) return false;
  for (let below = row + 1; below < last; below++)
    cellsOf(scan, below).forEach((cell, k) => {
      if (cell === null) empty[k] = false;
    });
  return empty[0] && empty.filter(Boolean).length > 1;
}

export * as UnitsRow from "./units-row";
