// parquet: accepted rows as Parquet, raw cells as strings; the only file that knows the format
import { parquetMetadata, parquetRead } from "hyparquet";
import { parquetWriteBuffer } from "hyparquet-writer";

export type Rows = {
  columns: string[];
  cells: (string | null)[][]; // [column][row]
  upload: string[]; // [row] for all below
  line: Int32Array;
  order: string[]; // what makes a later row win over an earlier one of the same id and period
  id: string[];
  period: string[];
};

const own = ["_upload", "_line", "_order", "_id", "_period"];

// Parquet wants distinct names; an owner's column may be called as one of ours.
function stored(columns: string[]): string[] {
  const taken = new Set(own);
  return columns.map((column) => {
    let name = column;
    while (taken.has(name)) name = `_${name}`;
    taken.add(name);
    return name;
  });
}

// Equal rows give equal bytes.
export function write({
  columns,
  cells,
  upload,
  line,
  order,
  id,
  period,
}: Rows): Uint8Array {
  const names = stored(columns);
  const text = (name: string, data: string[]) => ({
    name,
    data,
    type: "STRING" as const,
    nullable: false,
  });
  const buffer = parquetWriteBuffer({
    columnData: [
      text("_upload", upload),
      { name: "_line", data: line, type: "INT32" as const, nullable: false },
      text("_order", order),
      text("_id", id),
      text("_period", period),
      ...cells.map((data, k) => ({
        name: names[k],
        data,
        type: "STRING" as const,
        nullable: true,
      })),
    ],
    rowGroupSize: 100_000,
    kvMetadata: [{ key: "columns", value: JSON.stringify(columns) }],
    createdBy: "mainstay",
  });
  return new Uint8Array(buffer);
}

export async function read(bytes: Uint8Array): Promise<Rows> {
  const file = bytes.slice().buffer;
  const metadata = parquetMetadata(file);
  const rows = Number(metadata.num_rows);
  const said = metadata.key_value_metadata?.find(
    ({ key }) => key === "columns",
  )?.value;
  const columns: string[] = JSON.parse(said ?? "[]");
  const table = new Map<string, unknown[]>(
    [...own, ...stored(columns)].map((name) => [name, new Array(rows)]),
  );
  await parquetRead({
    file,
    metadata,
    onChunk: ({ columnName, columnData, rowStart }) => {
      const column = table.get(columnName);
      if (!column) return;
      for (let i = 0; i < columnData.length; i++)
        column[rowStart + i] = columnData[i] ?? null;
    },
  });
  const text = (name: string) => table.get(name) as string[];
  return {
    columns,
    cells: stored(columns).map((name) => table.get(name) as (string | null)[]),
    upload: text("_upload"),
    line: Int32Array.from(table.get("_line") as number[]),
    order: text("_order"),
    id: text("_id"),
    period: text("_period"),
  };
}

export * as Parquet from "./parquet";
