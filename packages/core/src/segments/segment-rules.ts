// segment-rules: the owner's own segments; a customer is in the first whose conditions all hold
import * as z from "zod";
import { Role } from "../tabular/definition";
import { Bilingual } from "../text/bilingual";
import type { CustomerTable } from "../customers/customer-table";

const scalar = z.union([z.string(), z.number(), z.boolean()]);
export const Condition = z
  .strictObject({
    role: Role.optional(),
    column: z.string().optional(),
    op: z.enum(["<", ">", "<=", ">=", "=", "!=", "in", "missing"]),
    value: z
      .union([scalar, z.array(scalar)])
      .optional()
      .describe("a list for in; for missing, false asks that there is a value"),
  })
  .superRefine(({ role, column, op, value }, context) => {
    const issue = (message: string) =>
      context.addIssue({ code: "custom", message });
    if ((role === undefined) === (column === undefined))
      issue("Expected either a role or a column");
    if (op === "in" ? !Array.isArray(value) : Array.isArray(value))
      issue(`Expected ${op === "in" ? "a list" : "one value"} for ${op}`);
    if (/[<>]/.test(op) && typeof value !== "number")
      issue(`Expected a number for ${op}, got ${JSON.stringify(value)}`);
    if (/^!?=$/.test(op) && value === undefined)
      issue(`Expected a value for ${op}`);
    if (op === "missing" && value !== undefined && typeof value !== "boolean")
      issue(`Expected true or false for missing, got ${JSON.stringify(value)}`);
  });
export type Condition = z.infer<typeof Condition>;

export const Rule = z.strictObject({
  name: z.string().min(1),
  label: Bilingual.Text.optional(),
  all: z.array(Condition),
});
export type Rule = z.infer<typeof Rule>;
export const Config = z.array(Rule);
export const other = "other";

/** [customer], 1 where every condition holds. A missing value meets no condition but `missing`. */
export function matches(
  table: CustomerTable,
  conditions: Condition[],
): Uint8Array {
  const holds = conditions.map((condition) => test(table, condition));
  return Uint8Array.from(table.id, (_, i) =>
    Number(holds.every((test) => test(i))),
  );
}

/** The segment of each customer. */
export function assign(table: CustomerTable, config: Rule[]): string[] {
  const found = config.map(({ all }) => matches(table, all));
  return table.id.map(
    (_, i) => config.find((_, k) => found[k][i] === 1)?.name ?? other,
  );
}

const compare = {
  "<": (a, b) => a < b,
  ">": (a, b) => a > b,
  "<=": (a, b) => a <= b,
  ">=": (a, b) => a >= b,
} satisfies Record<string, (a: number, b: number) => boolean>;

function test(
  table: CustomerTable,
  { role, column, op, value }: Condition,
): (row: number) => boolean {
  const name = role === undefined ? column! : table.roles[role];
  const numbers = name === undefined ? null : table.number(name);
  const texts = name === undefined ? null : table.text(name);
  if (op === "missing") {
    const absent = (i: number) =>
      !(numbers && !Number.isNaN(numbers[i])) && (texts?.[i] ?? null) === null;
    return (i) => absent(i) === (value ?? true);
  }
  if (op in compare) {
    const holds = compare[op as keyof typeof compare];
    return (i) => numbers !== null && holds(numbers[i], value as number);
  }
  const equals = (Array.isArray(value) ? value : [value!]).map((wanted) =>
    typeof wanted === "string"
      ? (i: number) => texts?.[i] === wanted
      : (i: number) => numbers?.[i] === Number(wanted),
  );
  const given = (i: number) =>
    typeof (Array.isArray(value) ? value[0] : value) === "string"
      ? (texts?.[i] ?? null) !== null
      : numbers !== null && !Number.isNaN(numbers[i]);
  if (op === "!=") return (i) => given(i) && !equals[0](i);
  return (i) => equals.some((holds) => holds(i));
}

export * as SegmentRules from "./segment-rules";
