import fc from "fast-check";
import { AssignedOwner } from "@mainstay/core/customers/assigned-owner";
import { CustomerTable } from "@mainstay/core/customers/customer-table";
import { expect, test } from "vitest";

const name = fc.string({ minLength: 1, maxLength: 4 });
const customers = fc.uniqueArray(name, { minLength: 1, maxLength: 8 });

const tableOf = (id: string[], owner: (string | null)[] | null) =>
  CustomerTable.fromColumns({
    ...{ period: "2026-01", id },
    roles: owner ? { owner: "csm" } : {},
    texts: owner ? { csm: owner } : {},
  });
const ownersOf = (table: CustomerTable) =>
  table.roles.owner ? table.text(table.roles.owner) : null;

test("a person's word goes before the file's, and nobody else's owner changes", () => {
  fc.assert(
    fc.property(
      customers,
      fc.array(fc.option(name), { minLength: 8, maxLength: 8 }),
      fc.dictionary(name, name),
      (id, said, words) => {
        const assigned = new Map(Object.entries(words));
        const owners = id.map((_, k) => said[k]);
        const found = AssignedOwner.apply(tableOf(id, owners), assigned);
        expect(ownersOf(found)).toEqual(
          id.map((one, k) => assigned.get(one) ?? owners[k]),
        );
        // The file's own column stays as it was.
        expect(found.text("csm")).toEqual(owners);
      },
    ),
  );
});

test("a dataset without owners gets those that somebody named", () => {
  const table = tableOf(["a", "b"], null);
  const found = AssignedOwner.apply(table, new Map([["b", "Ana"]]));
  expect(ownersOf(found)).toEqual([null, "Ana"]);
  expect(AssignedOwner.apply(table, new Map())).toBe(table);
});
