// list: what one cell names, such as "gpt-small; gpt-large"
const separator = /[,;|\n、，；]+/;

/** Distinct names in the order written, trimmed. */
export function names(cell: string | null): string[] {
  if (cell === null) return [];
  const parts = cell.split(separator).map((part) => part.trim());
  return [...new Set(parts.filter((part) => part !== ""))];
}

/** How many customers name each, the most named first; cells are [customer]. */
export function tally(cells: (string | null)[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const cell of cells)
    for (const name of names(cell))
      counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Map(
    [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)),
  );
}

export * as List from "./list";
