// list-cells: what one cell names, such as "gpt-small; gpt-large"
const separator = /[,;|\n、，；]+/;

/** Distinct names in the order written, trimmed. */
function names(cell: string): string[] {
  const parts = cell.split(separator).map((part) => part.trim());
  return [...new Set(parts.filter((part) => part !== ""))];
}

/** The same, each spelling taken apart once: a million cells hold few. */
export function reader() {
  const read = new Map<string, string[]>();
  return (cell: string) => {
    const found = read.get(cell) ?? names(cell);
    read.set(cell, found);
    return found;
  };
}

/** How many each cell names, NaN where it is empty; [customer] in and out. */
export function sizes(cells: (string | null)[]): Float64Array {
  const read = reader();
  return Float64Array.from(cells, (cell) =>
    cell === null ? NaN : read(cell).length,
  );
}

/** How many customers name each, the most named first; cells are [customer]. */
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
