// value-source: where a number of every customer comes from: a role, a column or one divided by another
import * as z from "zod";
import { Role } from "../tabular/definition";
import { CustomerTable } from "../customers/customer-table";

export const Named = z.union([
  z.strictObject({ role: Role }),
  z.strictObject({
    column: z
      .string()
      .describe("of the file, or ours, such as score.probability"),
  }),
]);
export type Named = z.infer<typeof Named>;
export const Info = z.union([
  Named,
  z.strictObject({
    ratio: z
      .tuple([Named, Named])
      .describe("the first over the second; missing where the second is 0"),
  }),
]);
export type Info = z.infer<typeof Info>;

/** The values of all customers, [customer], NaN missing; null when the table has no such column. */
export function read(table: CustomerTable, source: Info): Float64Array | null {
  if ("role" in source) return CustomerTable.role(table, source.role);
  if ("column" in source) return table.number(source.column);
  const [over, under] = source.ratio.map((part) => read(table, part));
  if (!over || !under) return null;
  return over.map((value, i) => (under[i] === 0 ? NaN : value / under[i]));
}

export function name(source: Info): string {
  if ("role" in source) return source.role;
  if ("column" in source) return source.column;
  return source.ratio.map(name).join(" / ");
}

/** The values of the first source that has a value for any customer. */
export function firstWithValues(
  table: CustomerTable,
  sources: Info[],
): Float64Array | null {
  for (const source of sources) {
    const values = read(table, source);
    if (values && hasValues(values)) return values;
  }
  return null;
}

export const hasValues = (values: Float64Array) =>
  values.some((value) => !Number.isNaN(value));

export * as ValueSource from "./value-source";
