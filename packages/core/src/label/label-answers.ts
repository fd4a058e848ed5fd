// label-answers: which of a label's two answers a cell gives
import { Sentinel } from "../reading/sentinel";
import type { Warning } from "../reading/warning";
import { boolean } from "../tabular/cell";

export type Info = {
  /** 1 positive, 0 not, -1 unknown: missing, a word that says there is no value, or a third answer. */
  of: (cell: string | null) => -1 | 0 | 1;
  /** Answers beside the two, and whether they are unknown or count as the negative one. */
  others: Map<string, number>;
  unknown: boolean;
};

// 1 and 1.0 are one answer; so are Yes and yes.
const plain = (cell: string) => {
  const text = cell.trim().toLowerCase();
  return text !== "" && Number.isFinite(Number(text))
    ? String(Number(text))
    : text;
};
const truth = (cell: string) => boolean(plain(cell));

// So small a share of the answers is none of the two; a greater one means one answer against all others.
const strays = 0.1;

/** From all cells of the column, null for missing, and how often each stands there. */
export function reader(
  positive: string,
  counts: Iterable<[string | null, number]>,
): Info {
  const cells = new Map<string, number>();
  for (const [cell, count] of counts) {
    if (cell === null || cell.trim() === "" || Sentinel.is(cell.trim()))
      continue;
    cells.set(plain(cell), (cells.get(plain(cell)) ?? 0) + count);
  }
  const yes = truth(positive);
  const words = [...cells.keys()];
  const spelt =
    !Number.isNaN(yes) &&
    (words.some((cell) => truth(cell) === 1 - yes) ||
      words.every((cell) => !Number.isNaN(truth(cell))));
  const isPositive = (cell: string) =>
    spelt ? truth(cell) === yes : cell === plain(positive);
  const rest = words.filter((cell) => !isPositive(cell));
  const [commonest] = [...rest].sort((a, b) => cells.get(b)! - cells.get(a)!);
  const isNegative = (cell: string) =>
    spelt ? truth(cell) === 1 - yes : cell === commonest;
  const others = new Map(
    rest
      .filter((cell) => !isNegative(cell))
      .map((cell) => [cell, cells.get(cell)!]),
  );
  const sum = (counts: Map<string, number>) =>
    [...counts.values()].reduce((a, b) => a + b, 0);
  const unknown = spelt || sum(others) <= strays * sum(cells);
  return {
    others,
    unknown,
    of: (cell) => {
      if (cell === null || cell.trim() === "" || Sentinel.is(cell.trim()))
        return -1;
      const answer = plain(cell);
      if (isPositive(answer)) return 1;
      return unknown && others.has(answer) ? -1 : 0;
    },
  };
}

export function ofCells(positive: string, cells: Iterable<string | null>) {
  const counts = new Map<string | null, number>();
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  return reader(positive, counts);
}

/** Names the answers beside the two, if there are any. */
export function warning(
  column: string,
  { others, unknown }: Pick<Info, "others" | "unknown">,
): Warning.Info | null {
  if (!others.size) return null;
  const names = [...others.keys()].slice(0, 5).join(", ");
  return {
    ...{ code: "label.values", column },
    count: [...others.values()].reduce((a, b) => a + b, 0),
    example: names.length > 60 ? `${names.slice(0, 59)}…` : names,
    message: unknown
      ? `${column} holds values beside the two answers; rows with them count as not known.`
      : `${column} holds more than two values; all but the positive one count as the other answer.`,
  };
}

export * as LabelAnswers from "./label-answers";
