// driver: a column that moves a customer's score, beside the customer's own past and its peers
import * as z from "zod";
import { ColumnTitle } from "../model/column-title";
import { Reason } from "../model/reason";
import { Peers } from "../state/peers";
import type { Definition } from "../tabular/definition";
import { own } from "../base/own";
import type { Decimal } from "../reading/written-number";
import { Cell } from "../tabular/cell";
import { Wording } from "../text/wording";

export const Info = z.object({
  column: z.string(),
  label: z.string(),
  value: z.string().nullable(),
  past: z.string().optional().describe("In the customer's periods before"),
  peers: z.string().optional().describe("Usual in its plan or segment"),
  contribution: z.number().describe("To the log-odds"),
});
export type Info = z.infer<typeof Info>;

const maxDrivers = 3;
// A smaller difference is no move.
const leastMove = 0.05;

/** A customer's row of an earlier period. */
export type Past = { cells: Record<string, string> };

type Beside = {
  peers: Peers.Info;
  group: string | null;
  lang?: Wording.Lang;
  labels?: Definition.Info["labels"];
  numbers?: Definition.Info["numbers"];
};

/** Two values of a column tell different things. */
function differs(
  value: string | null,
  other: string | undefined,
  decimal: Decimal | undefined,
  otherDecimal = decimal,
) {
  if (other === undefined || value === null) return false;
  const [a, b] = [
    Cell.number(value, decimal),
    Cell.number(other, otherDecimal),
  ];
  if (Number.isNaN(a) || Number.isNaN(b)) return value.trim() !== other.trim();
  return Math.abs(a - b) > leastMove * Math.max(Math.abs(a), Math.abs(b));
}

// A median lies between two values, where halves of cents show the noise of doubles.
const written = (value: number | string) =>
  String(typeof value === "number" ? Number(value.toPrecision(12)) : value);

// The median of numbers, else the value of the period before.
function usual(
  column: string,
  before: Past[],
  decimal: Decimal | undefined,
): string | undefined {
  const cells = before.flatMap(({ cells }) =>
    Object.hasOwn(cells, column) && cells[column] !== "" ? cells[column] : [],
  );
  const read = (cell: string) => Cell.number(cell, decimal);
  if (cells.some((cell) => Number.isNaN(read(cell)))) return cells[0];
  return cells.toSorted((a, b) => read(a) - read(b))[cells.length >> 1];
}

/** Every column's push, the largest first. `before` holds the customer's rows of earlier periods, newest first. */
export const all = (
  reasons: Reason.Info[],
  before: Past[],
  { peers, group, lang = "en", labels, numbers }: Beside,
): Info[] =>
  Reason.largest(reasons, reasons.length).map((reason) => {
    const { column, value, contribution } = reason;
    const past = usual(column, before, own(numbers, column)?.decimal);
    const typical = Peers.of(peers, group, column);
    return {
      ...{ column, label: ColumnTitle.title(column, lang, labels), value },
      ...(past !== undefined && { past }),
      ...(typical !== null && { peers: written(typical) }),
      contribution,
    };
  });

/**
 * The two or three largest drivers that raise the risk, first those that moved against the customer's own past or stand apart
 * from its peers.
 */
export function largest(
  reasons: Reason.Info[],
  before: Past[],
  beside: Beside,
): Info[] {
  const ranked = all(reasons, before, beside).map((told) => {
    const { column, value, contribution } = told;
    const decimal = own(beside.numbers, column)?.decimal;
    const moved =
      differs(value, told.past, decimal) ||
      differs(value, told.peers, decimal, ".");
    return { told, rank: (contribution > 0 ? 2 : 0) + Number(moved) };
  });
  const raising = ranked.filter(({ rank }) => rank >= 2);
  return (raising.length >= 2 ? raising : ranked)
    .sort((a, b) => b.rank - a.rank)
    .slice(0, maxDrivers)
    .map(({ told }) => told);
}

export * as Driver from "./driver";
