import fc from "fast-check";
import { expect, test } from "vitest";
import { PathId } from "@mainstay/core/base/path-id";

const id = fc.oneof(
  fc.string({ unit: "grapheme", minLength: 1 }),
  fc.string({ unit: fc.constantFrom(..."/#?%~. é\\a"), minLength: 1 }),
  fc.constantFrom(".", "..", "~", "~YQ", "50%", "a/b?c#d", "%2F", "客户"),
);

test("an id comes back from a path that is decoded on the way, whatever signs it holds", () => {
  fc.assert(
    fc.property(id, (id) => {
      const part = PathId.write(id);
      const { pathname, search, hash } = new URL(
        `https://host/customers/${decodeURIComponent(part)}/history`,
      );
      expect([pathname, search, hash]).toEqual([
        `/customers/${part}/history`,
        "",
        "",
      ]);
      expect(PathId.read(part)).toBe(id);
    }),
  );
});

test("an id that survives stands as it is, and one that was never written here is itself", () => {
  for (const plain of ["c-1", "SYN-01648", "a@b.example", "2026:7", "x~1"])
    expect(PathId.write(plain)).toBe(plain);
  for (const foreign of ["~", "~YQ", "~Y Q", "a/b", "50%"])
    expect(PathId.read(foreign)).toBe(foreign);
});
