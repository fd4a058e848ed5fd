// list-cells: cells that list names, such as "gpt-small; gpt-large"
const separator = /[,;|\n、，；]+/;

// Distinct names in the order written, trimmed.
function names(cell: string): string[] {
  const parts = cell.split(separator).map((part) => part.trim());
  return [...new Set(parts.filter((part) => part !== ""))];
}

/** Reads the names of a cell. It splits each spelling once, as a million cells hold few spellings. */
export function reader() {
  const read = new Map<string, string[]>();
  return (cell: string) => {
    const found = read.get(cell) ?? names(cell);
    read.set(cell, found);
    return found;
  };
}

/** Count of names in each cell, NaN where it is empty; [customer] in and out. */
export function sizes(cells: (string | null)[]): Float64Array {
  const read = reader();
  return Float64Array.from(cells, (cell) =>
    cell === null ? NaN : read(cell).length,
  );
}

/** Count of customers by name, the most frequent name first; cells are [customer]. */
export function tally(cells: (string | null)[]): Map<string, number> {
  const counts = new Map<string, number>();
  const read = reader();
  for (const cell of cells)
    for (const name of cell === null ? [] : read(cell))
      counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Map(
    [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)),
  );
}

export * as ListCells from "./list-cells";
