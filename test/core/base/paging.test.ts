import fc from "fast-check";
import { expect, test } from "vitest";
import { Paging } from "@mainstay/core/base/paging";

const key = (item: string) => item;

test("the pages of a list are the list, in as few pages as the limit allows, and the last has no cursor", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string(), { maxLength: 30 }),
      fc.integer({ min: 1, max: 10 }),
      (list, limit) => {
        const pages: string[][] = [];
        let cursor: string | null | undefined;
        while (cursor !== null) {
          const page = Paging.slice(list, key, { limit, cursor });
          pages.push(page.items);
          cursor = page.cursor;
        }
        expect(pages.flat()).toEqual(list);
        expect(pages).toHaveLength(Math.max(1, Math.ceil(list.length / limit)));
      },
    ),
  );
});

test("a cursor of a list that no longer holds its item, or of no list at all, is refused", () => {
  const { cursor } = Paging.slice(["a", "b"], key, { limit: 1 });
  const from = (cursor: string | null) => () =>
    Paging.slice(["b"], key, { limit: 1, cursor: cursor! });
  expect(from(cursor)).toThrow(/Expected a cursor/);
  expect(from("no cursor")).toThrow(/got "no cursor"/);
});
