// name-words: column names without what exports write differently, and tables of names from the surest to the weakest

// Customer ID, customerID and customer_id are one name; so are Größe and groesse's plain form without marks.
export const plain = (name: string) =>
  name
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFKC")
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/[^\p{L}\p{N}]/gu, "");

/** A survey's question without its number: 1、您的客户编号, Q3. How likely … */
export const unnumbered = (name: string) =>
  name.replace(/^\s*(?:Q|问题)?\d{1,3}\s*[、.:)）．。：-]\s*/iu, "");

export const rank = (names: string[], table: RegExp[]) =>
  table.flatMap((pattern) => names.filter((name) => pattern.test(plain(name))));

export const firstOf = <K extends string>(
  names: string[],
  table: Record<K, RegExp | RegExp[]>,
) =>
  Object.fromEntries(
    (Object.keys(table) as K[]).flatMap((key) => {
      const [name] = rank(names, [table[key]].flat());
      return name === undefined ? [] : [[key, name]];
    }),
  ) as Partial<Record<K, string>>;

export * as NameWords from "./name-words";
