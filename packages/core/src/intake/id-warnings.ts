// id-warnings: ids that stand in a file more than once, and ids that are spelt otherwise than the period before
import { PeriodIndex } from "../customers/period-index";
import { Dataset } from "../dataset/dataset";
import type { Warning } from "../reading/warning";
import type { StoredRows } from "../tabular/stored-rows";

/** How many rows of one part a later line replaces, with other numbers or the same. */
export type Repeated = { differing: number; example: string | null };

export function repeatedIn({
  id,
  period,
  frame,
}: Pick<StoredRows.Info, "id" | "period" | "frame">): Repeated {
  const numbers = frame.columns.flatMap((column) =>
    column.type === "number" ? [column.values] : [],
  );
  const last = new Map<string, number>();
  const repeated: Repeated = { differing: 0, example: null };
  id.forEach((one, row) => {
    const key = `${period[row]} ${one}`;
    const before = last.get(key);
    last.set(key, row);
    if (before === undefined) return;
    repeated.example ??= one;
    if (numbers.some((values) => !Object.is(values[before], values[row])))
      repeated.differing++;
  });
  return repeated;
}

type Row = Pick<PeriodIndex.Row, "id" | "period" | "revenue">;
type Ids = Map<string, Row>;

export type Said = {
  column: string; // of the ids
  accepted: number; // rows
  /** Each part's rows that stand last for their id and period. */
  rows: Iterable<Row> | AsyncIterable<Row>;
  repeated: Repeated[]; // within each part
};

/** What is said of the ids of a file whose parts are read; `dataset` where one is stored. */
export async function of(
  { column, accepted, rows, repeated }: Said,
  dataset?: string,
): Promise<Warning.Info[]> {
  const byPeriod = new Map<string, Ids>();
  const torn: Repeated = { differing: 0, example: null };
  for await (const row of rows) {
    const ids: Ids = byPeriod.get(row.period) ?? new Map();
    byPeriod.set(row.period, ids);
    const before = ids.get(row.id);
    ids.set(row.id, row);
    if (!before) continue;
    torn.example ??= row.id;
    if (before.revenue !== row.revenue) torn.differing++;
  }
  const distinct = [...byPeriod.values()].reduce((sum, i) => sum + i.size, 0);
  return [
    ...repeatedWarning(column, accepted - distinct, [...repeated, torn]),
    ...(dataset === undefined ? [] : await changed(column, dataset, byPeriod)),
  ];
}

function repeatedWarning(
  column: string,
  count: number,
  found: Repeated[],
): Warning.Info[] {
  if (!count) return [];
  const differing = found.reduce((sum, part) => sum + part.differing, 0);
  const numbers = differing
    ? `in ${differing} of them the numbers differed`
    : "their numbers were the same";
  return [
    {
      ...{ code: "id.repeated", column, count },
      example:
        found.find((part) => part.example !== null)?.example ?? undefined,
      message: `${count} rows were replaced by a later line of the same ${column}; ${numbers}.`,
    },
  ];
}

// Fewer ids tell nothing.
const leastIds = 3;
const hardlyAny = 0.1;
const most = 0.5;

const plain = (id: string) =>
  id
    .trim()
    .toLowerCase()
    .replace(/\.0+$/, "")
    .replace(/^0+(?=.)/, "");

async function changed(
  column: string,
  dataset: string,
  byPeriod: Map<string, Ids>,
): Promise<Warning.Info[]> {
  const known = await Dataset.periods(dataset);
  for (const period of [...byPeriod.keys()].sort()) {
    const before = known.filter((one) => one < period).at(-1);
    if (before === undefined || byPeriod.has(before)) continue;
    const ids: string[] = [];
    for await (const { rows } of PeriodIndex.parts(dataset, before))
      for (const { id } of rows) ids.push(id);
    const told = tell([...byPeriod.get(period)!.keys()], ids);
    if (!told) continue;
    return [
      {
        ...{ code: "id.changed", column, count: told.count },
        example: told.example,
        message: `Hardly any ${column} of ${period} was there in ${before}, but ${told.count} would be but for leading zeros, a ".0" at the end or capitals. They count as other customers until they are spelt alike.`,
      },
    ];
  }
  return [];
}

function tell(ids: string[], before: string[]) {
  const least = Math.min(ids.length, before.length);
  if (least < leastIds) return null;
  const exact = new Set(before);
  if (ids.filter((id) => exact.has(id)).length >= hardlyAny * least)
    return null;
  const spelt = new Map(before.map((id) => [plain(id), id]));
  const same = ids.filter((id) => spelt.has(plain(id)));
  if (same.length <= most * least) return null;
  return {
    count: same.length,
    example: `${spelt.get(plain(same[0]))} → ${same[0]}`,
  };
}

export * as IdWarnings from "./id-warnings";
