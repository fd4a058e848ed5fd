// list-address: what the fields of the form of a list say, in the words of its address
export const operators = ["=", "!=", ">", ">=", "<", "<=", "like"] as const;

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** What the form's own fields say, in the words of the address: one more condition, and the columns by name. */
export function merged(asked: URLSearchParams): URLSearchParams | null {
  const [by, operator, value] = ["by", "op", "value"].map(
    (name) => asked.get(name) ?? "",
  );
  const chosen = asked.getAll("column");
  const form = ["by", "op", "value", "column", "choose"];
  if (!form.some((name) => asked.has(name))) return null;
  const query = new URLSearchParams(asked);
  for (const name of form) query.delete(name);
  if (by && (value || operator === "=" || operator === "!=")) {
    const known = operators.find((one) => one === operator) ?? "=";
    const said = known === "like" ? `%${value}%` : value;
    const condition = `${quoted(by)} ${known} ${value ? quoted(said) : "null"}`;
    const before = query.get("where")?.trim();
    query.set("where", before ? `${before} and ${condition}` : condition);
  }
  if (asked.has("choose"))
    query.set(
      "columns",
      chosen.map((name) => (/[",]/.test(name) ? quoted(name) : name)).join(","),
    );
  for (const [name, text] of [...query]) if (!text) query.delete(name);
  return query;
}

/** The address of a list without the place within it. */
export function query(asked: URLSearchParams) {
  const query = new URLSearchParams(asked);
  for (const name of ["cursor", "lang"]) query.delete(name);
  return String(query);
}

export * as ListAddress from "./list-address";
