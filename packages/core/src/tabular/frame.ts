// frame: a columnar batch of rows, shared by ingest, scoring and training
export type ValueColumn = {
  name: string;
  type: "number" | "boolean" | "date";
  values: Float64Array; // NaN missing; boolean 0 or 1; date in days since 1970-01-01 UTC
};
export type CategoryColumn = {
  name: string;
  type: "category";
  codes: Int32Array; // index into levels, -1 missing
  levels: string[];
};
export type TextColumn = {
  name: string;
  type: "text";
  values: (string | null)[];
};
export type Column = ValueColumn | CategoryColumn | TextColumn;
export type Frame = { rows: number; columns: Column[] };

function column(frame: Frame, name: string): Column | undefined {
  return frame.columns.find((column) => column.name === name);
}

function selectColumn(column: Column, rows: ArrayLike<number>): Column {
  if (column.type === "text")
    return { ...column, values: Array.from(rows, (row) => column.values[row]) };
  if (column.type === "category") {
    const codes = new Int32Array(rows.length);
    for (let i = 0; i < rows.length; i++) codes[i] = column.codes[rows[i]];
    return { ...column, codes };
  }
  const values = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) values[i] = column.values[rows[i]];
  return { ...column, values };
}

function select(frame: Frame, rows: ArrayLike<number>): Frame {
  return {
    rows: rows.length,
    columns: frame.columns.map((column) => selectColumn(column, rows)),
  };
}

function concatCategory(parts: CategoryColumn[], rows: number): CategoryColumn {
  const codes = new Int32Array(rows);
  const index = new Map<string, number>();
  let at = 0;
  for (const part of parts) {
    const code = part.levels.map((level) => {
      const known = index.get(level) ?? index.size;
      index.set(level, known);
      return known;
    });
    for (const old of part.codes) codes[at++] = old < 0 ? -1 : code[old];
  }
  return {
    name: parts[0].name,
    type: "category",
    codes,
    levels: [...index.keys()],
  };
}

function concatColumn(parts: Column[], rows: number): Column {
  const [{ name, type }] = parts;
  const odd = parts.find((part) => part.name !== name || part.type !== type);
  if (odd)
    throw new Error(
      `cannot join ${odd.type} column ${odd.name} to ${type} column ${name}`,
    );
  if (type === "category")
    return concatCategory(parts as CategoryColumn[], rows);
  if (type === "text")
    return {
      name,
      type,
      values: parts.flatMap((part) => (part as TextColumn).values),
    };
  const values = new Float64Array(rows);
  let at = 0;
  for (const part of parts as ValueColumn[]) {
    values.set(part.values, at);
    at += part.values.length;
  }
  return { name, type, values };
}

// Frames of the same columns in the same order; levels are joined in order of appearance.
function concat(frames: Frame[]): Frame {
  if (frames.length === 0) return { rows: 0, columns: [] };
  const rows = frames.reduce((sum, frame) => sum + frame.rows, 0);
  const columns = frames[0].columns.map((_, k) =>
    concatColumn(
      frames.map((frame) => frame.columns[k]),
      rows,
    ),
  );
  return { rows, columns };
}

// A column without a single value.
function missing(name: string, type: Column["type"], rows: number): Column {
  if (type === "text") return { name, type, values: Array(rows).fill(null) };
  if (type === "category")
    return { name, type, codes: new Int32Array(rows).fill(-1), levels: [] };
  return { name, type, values: new Float64Array(rows).fill(NaN) };
}

export const Frame = { column, select, concat, missing };
