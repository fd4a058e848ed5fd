// near-names: which of the names there are somebody may have meant
const maxNamed = 5;

/** Damerau's distance without adjacent swaps of swapped letters: insertions, removals, changes and swaps of neighbours. */
export function distance(a: string, b: string): number {
  let [before, last] = [[] as number[], [] as number[]];
  let row = Array.from({ length: b.length + 1 }, (_, k) => k);
  for (let i = 1; i <= a.length; i++) {
    [before, last] = [last, row];
    row = [i];
    for (let k = 1; k <= b.length; k++) {
      const change = a[i - 1] === b[k - 1] ? 0 : 1;
      row[k] = Math.min(last[k] + 1, row[k - 1] + 1, last[k - 1] + change);
      const isSwap = a[i - 1] === b[k - 2] && a[i - 2] === b[k - 1];
      if (i > 1 && k > 1 && isSwap)
        row[k] = Math.min(row[k], before[k - 2] + 1);
    }
  }
  return row[b.length];
}

const bare = (name: string) => name.toLowerCase().replace(/[\s_-]/g, "");

/** The nearest first; names that hold the asked one or are held by it count as near. */
export function near(asked: string, names: string[]): string[] {
  const own = bare(asked);
  return names
    .map((name) => {
      const other = bare(name);
      const holds = other.includes(own) || own.includes(other);
      return { name, far: holds ? 0.5 : distance(own, other) };
    })
    .filter(({ far }) => far <= Math.max(1, own.length / 3))
    .sort((a, b) => a.far - b.far)
    .slice(0, maxNamed)
    .map(({ name }) => name);
}

/** The end of a message about a name that is not known. */
export function hint(asked: string, names: string[]): string {
  const found = near(asked, names);
  if (found.length) return `; near: ${found.join(", ")}`;
  const some = names.slice(0, 20).join(", ");
  return names.length
    ? `; there are ${some}${names.length > 20 ? " and more" : ""}`
    : "; there are none yet";
}

export * as NearNames from "./near-names";
