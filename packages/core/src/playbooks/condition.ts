// condition: a test of one value of a customer, such as a column, a ratio or the days until a date
import * as z from "zod";
import { Definition } from "../tabular/definition";
import { CustomerTable } from "../customers/customer-table";

const { Role } = Definition;

const sources = {
  column: z
    .string()
    .min(1)
    .describe("a column of the CSV, or one of ours such as score.band"),
  role: Role.describe("the column of this role"),
  change: Role.describe(
    "the column of this role now over the customer's period before, minus 1",
  ),
  ratio: z
    .tuple([Role, Role])
    .describe("the column of the first role over that of the second"),
  until: z
    .string()
    .min(1)
    .describe("days from today to the date in this column, if it is ahead"),
  since: z
    .string()
    .min(1)
    .describe("days from the date in this column to today, if it has passed"),
};
const kinds = Object.keys(sources) as (keyof typeof sources)[];
const expected = `exactly one of ${kinds.join(", ")}`;
const isOne = (given: Partial<Record<keyof typeof sources, unknown>>) =>
  kinds.filter((kind) => given[kind] !== undefined).length === 1;

const unchecked = z.strictObject(sources).partial();
export const Source = unchecked.refine(isOne, `expected ${expected}`);
export type Source = z.infer<typeof unchecked>;

export const Op = z.enum([
  "<",
  "<=",
  ">",
  ">=",
  "=",
  "!=",
  "in",
  "missing",
  "present",
]);
export type Op = z.infer<typeof Op>;
const scalar = z.union([z.number(), z.string(), z.boolean()]);
export type Scalar = z.infer<typeof scalar>;

const valueOf = {
  "<": z.number(),
  "<=": z.number(),
  ">": z.number(),
  ">=": z.number(),
  "=": scalar,
  "!=": scalar,
  in: z.array(scalar).min(1),
  missing: z.undefined(),
  present: z.undefined(),
} satisfies Record<Op, z.ZodType>;
const wanted = (op: Op) => {
  if (op === "missing" || op === "present") return "no value";
  if (op === "in") return "a list of values";
  return op === "=" || op === "!="
    ? "a number, a text or a boolean"
    : "a number";
};

export const Info = unchecked
  .extend({ op: Op, value: z.union([scalar, z.array(scalar)]).optional() })
  .refine(isOne, `expected ${expected}`)
  .superRefine(({ op, value }, context) => {
    if (valueOf[op].safeParse(value).success) return;
    context.addIssue({
      code: "custom",
      path: ["value"],
      message: `expected ${wanted(op)} with ${op}, got ${JSON.stringify(value) ?? "nothing"}`,
    });
  });
export type Info = z.infer<typeof Info>;

/** [customer]; at least one of both is there. */
export type Column = {
  number: Float64Array | null; // NaN missing
  text: (string | null)[] | null;
};

const named = (table: CustomerTable, name: string): Column | null => {
  const [number, text] = [table.number(name), table.text(name)];
  return number || text ? { number, text } : null;
};
const numbers = (number: Float64Array): Column => ({ number, text: null });

/** Names of the columns that a source reads, as far as the roles have columns. */
export function columnsOf(source: Source, { roles }: CustomerTable): string[] {
  const { role, change, ratio = [role ?? change] } = source;
  const named = ratio.flatMap((role) => role ?? []);
  if (named.length) return named.flatMap((role) => roles[role] ?? []);
  return [source.column ?? source.until ?? source.since!];
}

/** The source's values; null when the table lacks one of its columns. */
export function read(source: Source, table: CustomerTable): Column | null {
  const [first, second] = columnsOf(source, table);
  if (first === undefined) return null;
  if (source.change) return named(table, `change.${first}`);
  if (source.ratio) {
    const over = second === undefined ? null : table.number(second);
    const part = over && table.number(first);
    // A ratio to 0 is missing.
    return (
      part && numbers(part.map((a, i) => (over[i] === 0 ? NaN : a / over[i])))
    );
  }
  if (source.until || source.since) {
    const today = CustomerTable.countedFrom(table);
    const sign = source.until ? 1 : -1;
    // A date on the other side of today is no number of days.
    const days = (day: number) => {
      const between = sign * (day - today);
      return between >= 0 ? between : NaN;
    };
    const dates = table.number(first);
    return dates && numbers(dates.map(days));
  }
  return named(table, first);
}

/** What the source needs of a table, in words for the owner. */
export function spelled({ column, role, change, ratio, until, since }: Source) {
  if (role) return `the role ${role}`;
  if (change) return `the change of the role ${change}`;
  if (ratio) return `the roles ${ratio.join(" and ")}`;
  return `the column ${column ?? until ?? since}`;
}

const present = ({ number, text }: Column, i: number) =>
  text ? text[i] !== null : !Number.isNaN(number![i]);

function equals({ number, text }: Column, i: number, value: Scalar) {
  if (typeof value === "string") return text ? text[i] === value : false;
  if (number) return number[i] === Number(value);
  return text![i] === String(value);
}

const compare = {
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
} satisfies Partial<Record<Op, (a: number, b: number) => boolean>>;
type Order = keyof typeof compare;
const isOrder = (op: Op): op is Order => op in compare;

/** Whether the condition holds for customer i. A missing value meets `missing` and nothing else. */
export function holds({ op, value }: Info, column: Column, i: number): boolean {
  if (op === "missing") return !present(column, i);
  if (!present(column, i)) return false;
  if (op === "present") return true;
  if (isOrder(op))
    return column.number ? compare[op](column.number[i], Number(value)) : false;
  const among = Array.isArray(value) ? value : [value!];
  return among.some((wanted) => equals(column, i, wanted)) !== (op === "!=");
}

export * as Condition from "./condition";
