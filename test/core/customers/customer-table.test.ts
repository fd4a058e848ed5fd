import fc from "fast-check";
import { expect, test } from "vitest";
import { CustomerTable } from "@mainstay/core/customers/customer-table";

const names = ["a", "b", "health.score", "__proto__", "constructor"];
const columns = fc.dictionary(
  fc.constantFrom(...names),
  fc.float64Array({ minLength: 2, maxLength: 2 }),
);

test("an added column hides an older one of its name, and the table it was added to stays as it was", () => {
  fc.assert(
    fc.property(columns, fc.array(columns), (own, additions) => {
      const base = CustomerTable.fromColumns({
        period: "2026-01",
        id: ["x", "y"],
        numbers: own,
      });
      const before = names.map((name) => base.number(name));
      const added = additions.reduce(
        (table, numbers) => CustomerTable.withColumns(table, { numbers }),
        base,
      );
      const atOnce = CustomerTable.withColumns(
        base,
        ...additions.map((numbers) => ({ numbers })),
      );
      for (const name of names) {
        const newest = [own, ...additions].findLast((numbers) =>
          Object.hasOwn(numbers, name),
        );
        expect(added.number(name)).toEqual(newest?.[name] ?? null);
        expect(atOnce.number(name)).toEqual(added.number(name));
      }
      expect(names.map((name) => base.number(name))).toEqual(before);
    }),
  );
});
