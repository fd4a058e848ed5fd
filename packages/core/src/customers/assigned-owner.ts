// assigned-owner: who looks after a customer by somebody's word, in place of the owner that the files name
import * as z from "zod";
import { Failure } from "../base/error";
import { Table } from "../aws/table";
import { CustomerTable } from "./customer-table";

export const Info = z.object({
  owner: z.string().nullable().describe("null where the files decide again"),
  by: z.string(),
  at: z.string(),
});
export type Info = z.infer<typeof Info>;

/** As many as one answer of a list holds. */
export const maxCustomers = 1000;

export const Input = z.strictObject({
  ids: z.array(z.string().min(1)).min(1).max(maxCustomers),
  owner: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .nullable()
    .describe("null lets the files decide again"),
});
export type Input = z.infer<typeof Input>;

const kept = (item: Table.Item | null) =>
  z.array(Info).parse(item?.history ?? []);

/** Every assignment of a customer, oldest first. */
export const history = async (dataset: string, id: string) =>
  kept(await Table.get(Table.keys.assigned(dataset, id)));

/** Says it of each customer, and keeps what was said before. */
export async function assign(
  dataset: string,
  input: Input,
  { by, at }: { by: string; at: Date },
) {
  const read = Input.safeParse(input);
  if (!read.success)
    throw new Failure(
      "owner.invalid",
      "Expected 1 to 1,000 customers and an owner of 1 to 200 letters",
    );
  const { ids, owner } = read.data;
  for (const id of new Set(ids)) {
    const before = await history(dataset, id);
    if ((before.at(-1)?.owner ?? null) === owner) continue;
    const now = { owner, by, at: at.toISOString() };
    await Table.put({
      ...Table.keys.assigned(dataset, id),
      history: [...before, now],
    });
  }
}

/** The owners in force, by customer. */
export async function all(dataset: string): Promise<Map<string, string>> {
  const items = await Table.all(Table.keys.assigned(dataset).pk);
  return new Map(
    items.flatMap((item) => {
      const owner = kept(item).at(-1)?.owner;
      return owner ? [[item.sk, owner] as const] : [];
    }),
  );
}

const column = "owner.assigned";

/** The customers with their assigned owners in the column that has the role. */
export function apply(
  table: CustomerTable,
  assigned: ReadonlyMap<string, string>,
): CustomerTable {
  if (!assigned.size) return table;
  const said = table.roles.owner ? table.text(table.roles.owner) : null;
  const owners = table.id.map((id, k) => assigned.get(id) ?? said?.[k] ?? null);
  return {
    ...CustomerTable.withColumns(table, { texts: { [column]: owners } }),
    roles: { ...table.roles, owner: column },
  };
}

export * as AssignedOwner from "./assigned-owner";
