// dialect: how a file of cells is written, told from its first bytes
export type Separator = "," | ";" | "\t" | "|";
export type Decimal = "." | ",";
export type Dialect = {
  separator: Separator;
  decimal: Decimal;
  quotes: boolean;
};

// The prefix is UTF-8. A separator asked for wins wherever the first row contains it.
export function detect(
  _prefix: Uint8Array,
  _asked: { separator?: Separator } = {},
): Dialect {
  throw new Error("unwritten");
}

export * as Dialects from "./dialect";
