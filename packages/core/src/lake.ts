// lake: accepted rows as Parquet, raw cells as strings; the only file that knows the format
export type Rows = {
  columns: string[];
  cells: (string | null)[][]; // [column][row]
  upload: string[]; // [row] for all below
  line: Int32Array;
  order: string[]; // what makes a later row win over an earlier one of the same id and period
  id: string[];
  period: string[];
};

export function write(_rows: Rows): Uint8Array {
  throw new Error("unwritten");
}

export async function read(_bytes: Uint8Array): Promise<Rows> {
  throw new Error("unwritten");
}

export * as Lake from "./lake";
