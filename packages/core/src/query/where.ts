// where: conditions on columns as people write them, `mrr > 100 and plan in (basic, 'team plus')`
import { Failure } from "../base/error";

const operators = ["!=", "<=", ">=", "=", "<", ">", "in", "like"] as const;
export type Operator = (typeof operators)[number];
/** A bare `null` or nothing at all after = or != stands for a missing cell. */
export type Condition = {
  column: string;
  operator: Operator;
  values: (string | null)[];
};

// Spellings of other languages that mean the same.
const spelled: Record<string, Operator> = { "==": "=", "<>": "!=" };

const sign = /^(!=|<=|>=|<>|==|=|<|>)/;
const word = /^\s(in|like)(?=[\s('"]|$)/i;
const joint = /^\s+and(?=\s|$)/i;
const quotes = new Set(["'", '"', "`"]);

type Reader = { text: string; at: number };

const fail = (reader: Reader, expected: string): never => {
  const rest = reader.text.slice(reader.at).trim();
  throw new Failure(
    "where.syntax",
    `Expected ${expected}, got ${rest ? `"${rest.slice(0, 60)}"` : "the end"} at character ${reader.at + 1} of where`,
  );
};

const rest = ({ text, at }: Reader) => text.slice(at);

function space(reader: Reader) {
  while (/\s/.test(reader.text[reader.at] ?? "")) reader.at++;
}

// A quote within is written twice.
function quoted(reader: Reader): string | null {
  const quote = reader.text[reader.at];
  if (!quotes.has(quote)) return null;
  let found = "";
  for (let k = reader.at + 1; k < reader.text.length; k++) {
    const here = reader.text[k];
    if (here !== quote) found += here;
    else if (reader.text[k + 1] === quote) found += reader.text[k++];
    else {
      reader.at = k + 1;
      return found;
    }
  }
  return fail(reader, `a closing ${quote}`);
}

// Up to where one of the patterns begins, or to the end.
function bare(reader: Reader, ends: RegExp[]): string {
  const start = reader.at;
  while (
    reader.at < reader.text.length &&
    !ends.some((end) => end.test(rest(reader)))
  )
    reader.at++;
  return reader.text.slice(start, reader.at).trim();
}

function column(reader: Reader) {
  space(reader);
  const found = quoted(reader) ?? bare(reader, [sign, word]);
  return found || fail(reader, "a column");
}

function operator(reader: Reader): Operator {
  const here = rest(reader);
  const found =
    sign.exec(here.trimStart())?.[1] ?? word.exec(` ${here.trimStart()}`)?.[1];
  if (!found) return fail(reader, `one of ${operators.join(" ")}`);
  space(reader);
  reader.at += found.length;
  const small = found.toLowerCase();
  return spelled[small] ?? (small as Operator);
}

function value(reader: Reader, ends: RegExp[]): string | null {
  space(reader);
  const found = quoted(reader);
  if (found !== null) return found;
  const plain = bare(reader, ends);
  return plain === "" || plain.toLowerCase() === "null" ? null : plain;
}

function list(reader: Reader): (string | null)[] {
  space(reader);
  const isOpen = reader.text[reader.at] === "(";
  if (isOpen) reader.at++;
  const ends = isOpen ? [/^[,)]/] : [/^,/, joint];
  const values: (string | null)[] = [];
  for (;;) {
    values.push(value(reader, ends));
    if (isOpen) space(reader);
    if (reader.text[reader.at] !== ",") break;
    reader.at++;
  }
  if (!isOpen) return values;
  if (reader.text[reader.at] !== ")") return fail(reader, "a comma or )");
  reader.at++;
  return values;
}

export function parse(text: string): Condition[] {
  const reader = { text, at: 0 };
  const conditions: Condition[] = [];
  for (;;) {
    const named = column(reader);
    const by = operator(reader);
    const values = by === "in" ? list(reader) : [value(reader, [joint])];
    if (values.includes(null) && by !== "=" && by !== "!=" && by !== "in")
      return fail(reader, `a value after ${by}`);
    conditions.push({ column: named, operator: by, values });
    const more = joint.exec(rest(reader));
    if (more) reader.at += more[0].length;
    else if (rest(reader).trim()) return fail(reader, "and, or the end");
    else return conditions;
  }
}

export * as Where from "./where";
