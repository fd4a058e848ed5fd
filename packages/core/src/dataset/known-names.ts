// known-names: the columns of a later file under the names that an earlier one gave them
import type { Warning } from "../reading/warning";

const plain = (name: string) =>
  name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_-]/gu, "");

/** A name that differs only in case, spaces, _ and - from one known becomes that one; no two columns become one. */
export function match(names: string[], known: Iterable<string>): string[] {
  const exact = new Set(known);
  const spelt = new Map<string, string>();
  for (const name of exact)
    if (!spelt.has(plain(name))) spelt.set(plain(name), name);
  const taken = new Set(names.filter((name) => exact.has(name)));
  return names.map((name) => {
    const other = spelt.get(plain(name));
    if (exact.has(name) || other === undefined || taken.has(other)) return name;
    taken.add(other);
    return other;
  });
}

/** What the header before had and this one lacks, and the other way round. */
export function changes(before: string[], now: string[]): Warning.Info[] {
  const [then, here] = [new Set(before), new Set(now)];
  return [
    ...before
      .filter((name) => !here.has(name))
      .map((column) => ({
        code: "column.gone",
        column,
        message: `${column} was in the file before and is not in this one.`,
      })),
    ...now
      .filter((name) => !then.has(name))
      .map((column) => ({
        code: "column.new",
        column,
        message: `${column} was not in the file before.`,
      })),
  ];
}

export * as KnownNames from "./known-names";
