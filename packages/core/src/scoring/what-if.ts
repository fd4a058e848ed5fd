// what-if: the nearest changes of a row, among columns somebody can act on, that bring it to a band
import * as z from "zod";
import { recordOf } from "../base/record-of";
import { Answer } from "../model/answer";
import { Card } from "../model/card";
import type { Frame } from "../tabular/frame";
import { AlteredRows } from "./altered-rows";
import { ValueRange } from "./value-range";

export const Input = z.object({
  band: Card.Band.optional().describe("To be brought to"),
  class: z
    .string()
    .optional()
    .describe("Of classes, that is to be the likeliest, in place of a band"),
  columns: z.array(z.string()).min(1).max(20).optional(),
});
export type Input = z.infer<typeof Input>;
const Change = z.object({
  changes: recordOf(z.union([z.string(), z.number(), z.boolean()])),
  // Shares of learned rows that the changes pass, added up.
  distance: z.number(),
});
type Change = z.infer<typeof Change>;
export const Alternative = Change.extend({
  probability: z.number(),
  band: Card.Band,
});
export type Alternative = z.infer<typeof Alternative>;
// Of a label that is an amount, a class, a level or a time: what would be answered.
export const Answered = Change.extend(Answer.Told.shape);
export type Answered = z.infer<typeof Answered>;

export type Asked = {
  frame: Frame; // joined columns included
  row: number;
  at: number; // epoch day its dates are measured against
  isThere: (score: number) => boolean;
  ranges: ValueRange.Info[];
  scores: (frame: Frame, at: ArrayLike<number>) => Promise<ArrayLike<number>>;
};

// Places tried of each column alone, and of each of two and of three that change together.
const steps = [32, 16, 7];
// Those whose change alone moves the score most are tried together.
const together = [Infinity, 6, 4];
// Finer and finer looks around what was found.
const looks = 7;
const offsets = [-4, -3, -2, -1, 0, 1, 2, 3, 4];
const mostShown = 3;

type Move = { range: ValueRange.Info; from: number; values: number[] };
type Found = {
  moves: { range: ValueRange.Info; from: number; to: number }[];
  score: number;
  distance: number;
};

/** Of each row, one after the other. */
export async function all(
  rows: number,
  {
    at,
    target: { told, ...target },
    ...asked
  }: Pick<Asked, "frame" | "ranges"> & {
    at: ArrayLike<number>;
    target: Pick<Asked, "isThere" | "scores"> & {
      told: (found: Scored, at: number) => Promise<Alternative | Answered>;
    };
  },
) {
  const all: (Alternative | Answered)[][] = [];
  for (let row = 0; row < rows; row++) {
    const found = await find({ ...asked, ...target, row, at: at[row] });
    const own: (Alternative | Answered)[] = [];
    for (const one of found) own.push(await told(one, at[row]));
    all.push(own);
  }
  return all;
}

/** A change with the score that it brings, and the row as it would be. */
export type Scored = Change & { score: number; changed: Frame };

/** At most three, the nearest first, each of other columns; none where no change inside what was learned gets there. */
export async function find(asked: Asked): Promise<Scored[]> {
  const { frame, row, at, isThere, ranges, scores } = asked;
  const altered = AlteredRows.of(frame, row, at);
  const tried = async (moves: Found["moves"][]): Promise<Found[]> => {
    if (!moves.length) return [];
    const rows = altered.with(moves);
    const told = await scores(rows, new Float64Array(moves.length).fill(at));
    return moves.map((list, k) => ({
      ...{ moves: list, score: told[k] },
      distance: list.reduce(
        (sum, { range, from, to }) =>
          sum + ValueRange.distance(range, from, to),
        0,
      ),
    }));
  };
  const [as] = await tried([[]]);
  if (isThere(as.score)) return [];

  const moveOf = (range: ValueRange.Info, count: number): Move => {
    const from = ValueRange.valueIn(
      range,
      frame.columns.find(({ name }) => name === range.column),
      { row, at },
    );
    const all =
      range.kind === "levels"
        ? [...range.levels.keys()]
        : Array.from({ length: count + 1 }, (_, k) =>
            ValueRange.valueAt(range, k / count),
          );
    const values = [...new Set(all)].filter((value) => value !== from);
    return { range, from, values };
  };
  const reached = new Map<string, Found>();
  const nearest = () =>
    Math.min(Infinity, ...[...reached.values()].map((one) => one.distance));
  const keep = (list: Found[]) => {
    for (const found of list) {
      if (!isThere(found.score)) continue;
      const name = nameOf(found);
      const known = reached.get(name);
      if (!known || found.distance < known.distance) reached.set(name, found);
    }
  };

  let columns = ranges;
  for (const [k, count] of steps.entries()) {
    const size = k + 1;
    if (columns.length < size) break;
    const begun = await Promise.all(
      subsets(columns.slice(0, together[k]), size).map((group) =>
        tried(
          combinations(group.map((range) => moveOf(range, count))).filter(
            (moves) => sumOf(moves) < nearest(),
          ),
        ),
      ),
    );
    begun.forEach(keep);
    if (size === 1) columns = byReach(begun, as.score, columns);
    // The best of each set of columns is looked at more closely, and what fewer reach, eased by one column more.
    const eased = [...reached.values()].flatMap((found) =>
      found.moves.length === size - 1
        ? columns.slice(0, together[k]).flatMap((range) => {
            const { from } = moveOf(range, 0);
            const isNew = !found.moves.some((move) => move.range === range);
            const moves = [...found.moves, { range, from, to: from }];
            return isNew ? { ...found, moves: inOrder(moves, columns) } : [];
          })
        : [],
    );
    const own = [...reached.values()].filter(
      ({ moves }) => moves.length === size,
    );
    for (const found of [...own, ...eased]) {
      let best = found;
      let width = 1 / count;
      for (let look = 0; look < looks; look++, width /= 3) {
        keep(await tried(around(best, width)));
        best = reached.get(nameOf(found)) ?? best;
      }
    }
    // Three at once are proposed only where fewer do not get there.
    if (size === 2 && reached.size) break;
  }
  return [...reached.values()]
    .sort((a, b) => a.distance - b.distance)
    .slice(0, mostShown)
    .map(({ moves, score, distance }) => ({
      changes: Object.fromEntries(
        moves.map(({ range, to }) => [
          range.column,
          ValueRange.cell(range, to, at),
        ]),
      ),
      ...{ score, distance, changed: altered.with([moves]) },
    }));
}

const nameOf = ({ moves }: Pick<Found, "moves">) =>
  JSON.stringify(moves.map(({ range }) => range.column));
const inOrder = (moves: Found["moves"], columns: ValueRange.Info[]) =>
  moves.sort((a, b) => columns.indexOf(a.range) - columns.indexOf(b.range));

const sumOf = (moves: Found["moves"]) =>
  moves.reduce(
    (sum, { range, from, to }) => sum + ValueRange.distance(range, from, to),
    0,
  );

// Columns by how far one change of each alone moves the score, the farthest first.
function byReach(
  begun: Found[][],
  score: number,
  columns: ValueRange.Info[],
): ValueRange.Info[] {
  const reach = new Map<ValueRange.Info, number>();
  for (const list of begun)
    for (const { moves, score: moved } of list) {
      const { range } = moves[0];
      const far = Math.abs(moved - score);
      reach.set(range, Math.max(far, reach.get(range) ?? 0));
    }
  return [...columns].sort((a, b) => (reach.get(b) ?? 0) - (reach.get(a) ?? 0));
}

function subsets<T>(list: T[], size: number): T[][] {
  if (size === 0) return [[]];
  return list.flatMap((one, k) =>
    subsets(list.slice(k + 1), size - 1).map((rest) => [one, ...rest]),
  );
}

function combinations(moves: Move[]): Found["moves"][] {
  return moves.reduce<Found["moves"][]>(
    (all, { range, from, values }) =>
      all.flatMap((list) => values.map((to) => [...list, { range, from, to }])),
    [[]],
  );
}

// Places near those found, on a grid of this width, that are nearer to the row.
function around({ moves, distance }: Found, width: number): Found["moves"][] {
  const near = moves.map(({ range, from, to }): Move => {
    if (range.kind === "levels") return { range, from, values: [to] };
    const place = ValueRange.placeOf(range, to);
    const values = offsets.map((offset) =>
      ValueRange.valueAt(
        range,
        Math.min(1, Math.max(0, place + (offset * width) / 2)),
      ),
    );
    return { range, from, values: [...new Set([...values, to])] };
  });
  return combinations(near).filter(
    (list) =>
      sumOf(list) < distance && list.every(({ from, to }) => from !== to),
  );
}

export * as WhatIf from "./what-if";
