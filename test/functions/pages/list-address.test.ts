import { ListAddress } from "@mainstay/functions/parts/list-address";
import { Where } from "@mainstay/core/query/where";
import { CustomerList } from "@mainstay/core/lists/customer-list";
import fc from "fast-check";
import { expect, test } from "vitest";

const merged = (fields: [string, string][]) =>
  ListAddress.merged(new URLSearchParams(fields));

test("an address without fields of the form is left alone", () => {
  expect(merged([["band", "high"]])).toBeNull();
});

test("a column, an operator and a value become one more condition that reads back", () => {
  const text = fc.string({ minLength: 1 });
  fc.assert(
    fc.property(text, text, (column, value) => {
      const query = merged([
        ...([
          ["by", column],
          ["op", ">="],
          ["value", value],
        ] as [string, string][]),
        ["where", "mrr > 1"],
      ])!;
      expect(Where.parse(query.get("where")!)).toEqual([
        { column: "mrr", operator: ">", values: ["1"] },
        { column, operator: ">=", values: [value] },
      ]);
      expect([...query.keys()]).toEqual(["where"]);
    }),
  );
});

test("chosen columns read back by their names, whatever signs they hold", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(
        fc.string({ minLength: 1 }).filter((name) => name === name.trim()),
        { minLength: 1, maxLength: 4 },
      ),
      (names) => {
        const query = merged([
          ["choose", "yes"],
          ...names.map((name) => ["column", name] as [string, string]),
        ])!;
        expect(CustomerList.names(query.get("columns")!)).toEqual(names);
      },
    ),
  );
});
