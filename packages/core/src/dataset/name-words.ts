// name-words: column names without what exports write differently, and tables of names from the surest to the weakest

// Traditional characters of names, and the simplified ones that the tables know.
const simplified = new Map(
  Array.from(
    "戶户會会員员編编號号帳账時时間间評评滿满議议見见稱称續续約约額额產产數数量量單单價价訂订標标題题內内類类別别庫库來来論论備备註注顧顾碼码企企業业統统計计負负責责語语詞词問问說说級级",
  ).flatMap((sign, k, all): [string, string][] =>
    k % 2 ? [] : [[sign, all[k + 1]]],
  ),
);

// Customer ID, customerID and customer_id are one name; so are Größe and groesse's plain form without marks.
export const plain = (name: string) =>
  Array.from(name, (sign) => simplified.get(sign) ?? sign)
    .join("")
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFKC")
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/[^\p{L}\p{N}]/gu, "");

/** A survey's question without its number: 1、您的客户编号, Q3. How likely … */
export const unnumbered = (name: string) =>
  name.replace(/^\s*(?:Q|问题)?\d{1,3}\s*[、.:)）．。：-]\s*/iu, "");

// Without what brackets add, and without a currency behind: Start (UTC), MRR [USD], Umsatz in EUR, 评分（1-5分）
const bare = (name: string) =>
  name
    .replace(/[([（【].*?[)\]）】]/gu, "")
    .replace(/(?:\s+in)?[\s_-]+(?:usd|eur|gbp|chf|jpy|cny|rmb)\s*$/iu, "")
    .trim() || name;

// Whole questions of surveys are shorter; a cell of data may have any length.
const maxLength = 1_000;

/** The names that a table knows, in the table's order; as they stand, and bare. */
export const rank = (names: string[], table: RegExp[]) => {
  const forms = names.map((name) =>
    name.length > maxLength ? [] : [plain(name), plain(bare(name))],
  );
  return table.flatMap((pattern) =>
    names.filter((_, k) => forms[k].some((form) => pattern.test(form))),
  );
};

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
