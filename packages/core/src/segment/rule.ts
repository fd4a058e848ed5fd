// rule: the owner's own segments; the first whose conditions all hold is the customer's
import * as z from "zod";
import { Role } from "../definition";
import { Words } from "../health/config";
import type { Sheet } from "../sheet";

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
  label: Words.optional(),
  all: z.array(Condition),
});
export type Rule = z.infer<typeof Rule>;
export const Config = z.array(Rule);
export const other = "other";

/** [customer], 1 where every condition holds. Of a missing value none holds but missing. */
export function matches(sheet: Sheet, conditions: Condition[]): Uint8Array {
  throw new Error("todo");
}

export function rules(sheet: Sheet, config: Rule[]): string[] {
  throw new Error("todo");
}
