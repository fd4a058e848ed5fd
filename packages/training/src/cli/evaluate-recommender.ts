// evaluate-recommender: a recommender judged on any file of who took what; every fifth of a customer's interactions is hidden
import { DateOrder } from "@mainstay/core/reading/date-order";
import { Cell } from "@mainstay/core/tabular/cell";
import type { Csv } from "@mainstay/core/tabular/csv";
import { Failure } from "@mainstay/core/base/error";
import { look } from "@mainstay/core/tabular/column-type";
import type { RecommendCard } from "@mainstay/core/recommend/recommend-card";
import { type Columns, read } from "./read-columns";
import { HiddenItems } from "../recommend/hidden-items";
import { gather } from "../recommend/interactions";
import { judge } from "../recommend/ranking-quality";
import { learners } from "../recommend/learners";
import {
  attributesOf,
  type Attributes,
  type Interactions,
  type Model,
} from "../recommend/recommender";

export type Options = {
  user: string;
  item: string;
  time: string;
  value?: string; // a column of how much each interaction says, above zero
  above?: string[]; // columns that must be above zero in a row, such as quantity and price
  items?: string; // a file of what items are like
  attributes?: string[]; // its columns, each a list parted by |
  learner?: RecommendCard.Learner;
  lambda?: number;
  protocol?: "residues" | "time";
  separator?: Csv.Separator;
  seed?: number;
  progress?: (message: string) => void;
};

export async function trial(file: string, options: Options) {
  const { learner = "auto", lambda, seed = 42, progress } = options;
  const { protocol = "residues" } = options;
  if (lambda !== undefined && !(lambda > 0))
    throw new Failure(
      "recommend.lambda",
      `Expected lambda above zero, got ${lambda}`,
    );
  const { all, ids } = await interactions(file, options);
  const attributes = await tags(ids, options);
  const split =
    protocol === "time" ? HiddenItems.later(all) : HiddenItems.residue(all, 4);
  if (HiddenItems.tested(split).length === 0)
    throw new Failure(
      "recommend.test.none",
      "Expected users with five or more items each, got none to test on",
    );
  const started = process.cpuUsage();
  const model: Model = await learners[learner].fit(split.train, {
    seed,
    lambda,
    attributes,
    hide: protocol,
    progress,
  });
  const used = process.cpuUsage(started);
  const { users, ...figures } = await judge(model, split);
  await model.close?.();
  return {
    users: all.users,
    items: all.items,
    interactions: all.item.length,
    testUsers: users,
    learner,
    ...figures,
    settings: model.settings,
    fitSeconds: (used.user + used.system) / 1e6,
  };
}

type Read = { all: Interactions; ids: Map<string, number> };

/** Rows without user, item or time are left out; ids are in numeric order if all are numbers, else by code unit. */
export async function interactions(
  file: string,
  options: Options,
): Promise<Read> {
  const { user, item, time, value, above = [], separator } = options;
  const names = [user, item, time, ...(value ? [value] : []), ...above];
  const columns = await read(file, [...new Set(names)], separator);
  const { cells } = columns;
  for (const name of [user, item]) cells[name] = named(cells[name]);
  const positive = above.map((name) => numbers(columns, name));
  const moments = times(columns, time);
  const values = value ? filled(numbers(columns, value)) : null;
  const rows = Int32Array.from(cells[user].keys()).filter(
    (row) =>
      cells[user][row] !== null &&
      cells[item][row] !== null &&
      !Number.isNaN(moments[row]) &&
      positive.every((numbers) => numbers[row] > 0),
  );
  if (rows.length === 0)
    throw new Failure(
      "recommend.rows.none",
      `Expected rows with ${names.join(", ")}, got none among ${cells[user].length}`,
    );
  const users = coded(rows, cells[user]);
  const items = coded(rows, cells[item]);
  const pick = (list: Float64Array) =>
    Float64Array.from(rows, (row) => list[row]);
  const all = gather({
    users: users.ids.size,
    items: items.ids.size,
    user: users.code,
    item: items.code,
    time: pick(moments),
    value: values ? pick(values) : undefined,
  });
  return { all, ids: items.ids };
}

const absent = /^(na|n\/a|nan|null|none)$/i;

/** Among ids that are all numbers, the words that statistics programs write for "none" are none. */
function named(cells: (string | null)[]) {
  const real = cells.map((id) => (id && absent.test(id) ? null : id));
  const numeric = real.every((id) => id === null || isNumber(id));
  return numeric ? real : cells;
}

const isNumber = (id: string) => !Number.isNaN(Cell.number(id));

function coded(rows: Int32Array, cells: (string | null)[]) {
  const distinct = [...new Set(Array.from(rows, (row) => cells[row]!))];
  const sorted = distinct.every(isNumber)
    ? distinct.sort((a, b) => Number(a) - Number(b))
    : distinct.sort();
  const ids = new Map(sorted.map((id, code) => [id, code]));
  return { ids, code: Int32Array.from(rows, (row) => ids.get(cells[row]!)!) };
}

function numbers({ cells, decimal }: Columns, name: string) {
  const sign = decimal(name);
  return Float64Array.from(cells[name], (cell) =>
    cell === null ? NaN : Cell.number(cell, sign),
  );
}

/** Values, with the least known one where a row has none. */
function filled(values: Float64Array): Float64Array {
  const known = values.filter((value) => !Number.isNaN(value));
  const least = known.length ? known.reduce((a, b) => Math.min(a, b)) : 1;
  return values.map((value) => (Number.isNaN(value) ? least : value));
}

const dayMs = 86_400_000;

/** ms since 1970-01-01 UTC of dates, and of plain numbers, which are seconds up to the year 5138 and ms beyond. */
function times(columns: Columns, name: string): Float64Array {
  const cells = columns.cells[name];
  const seen = look(cells.slice(0, 10_000));
  const compact = cells.every((cell) => cell === null || /^\d{8}$/.test(cell));
  if (!seen.misfits.number["."] && !compact) {
    const plain = numbers(columns, name);
    const unit = plain.every((t) => !(Math.abs(t) >= 1e11)) ? 1000 : 1;
    return plain.map((t) => t * unit);
  }
  return Float64Array.from(cells, (cell) =>
    cell === null
      ? NaN
      : Math.round(Cell.date(cell, DateOrder.of(seen.orders)) * dayMs),
  );
}

/** Tags of the file's items by their id in the column of the same name. */
async function tags(
  ids: Map<string, number>,
  { item, items, attributes = [], separator }: Options,
): Promise<Attributes | undefined> {
  if (!items || attributes.length === 0) return undefined;
  const { cells } = await read(items, [item, ...attributes], separator);
  const found = new Map<string, Set<number>>();
  cells[item].forEach((id, row) => {
    const code = id === null ? undefined : ids.get(id);
    if (code === undefined) return;
    for (const name of attributes)
      for (const tag of cells[name][row]?.split("|") ?? []) {
        const key = `${name}=${tag.trim()}`;
        found.set(key, (found.get(key) ?? new Set()).add(code));
      }
  });
  return attributesOf([...found.values()]);
}

export function table(result: Awaited<ReturnType<typeof trial>>) {
  const figure = (name: string, value: number) =>
    `${name.padEnd(14)}${value.toFixed(4)}`;
  return [
    `${result.learner} on ${result.users} users, ${result.items} items, ${result.interactions} interactions; ${result.testUsers} users tested`,
    figure("NDCG@10", result.ndcgAt10),
    figure("recall@20", result.recallAt20),
    figure("hit rate@10", result.hitRateAt10),
    figure("precision@10", result.precisionAt10),
    figure("coverage@10", result.coverageAt10),
    figure("diversity@10", result.diversityAt10),
    figure("novelty@10", result.noveltyAt10),
    figure("fit seconds", result.fitSeconds),
  ].join("\n");
}
