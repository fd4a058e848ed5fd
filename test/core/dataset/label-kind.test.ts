import fc from "fast-check";
import { expect, test } from "vitest";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { InferDefinition } from "@mainstay/core/dataset/infer-definition";
import { Csv } from "@mainstay/core/tabular/csv";
import { Definition } from "@mainstay/core/tabular/definition";
import { TableLayout } from "@mainstay/core/lines/table-layout";

function read(
  name: string,
  cell: (row: number) => unknown,
  known: Definition.Input = {
    label: { column: name, positive: "", horizon: 0 },
  },
) {
  const lines = Array.from({ length: 200 }, (_, row) =>
    Csv.line([`c${row}`, String((row * 7919) % 97), String(cell(row))]),
  );
  const sample = Buffer.from(Csv.line(["id", "use", name]) + lines.join(""));
  const layout = TableLayout.find(sample, { whole: true, known });
  const scan = TableLayout.rows(sample, layout, { whole: true });
  return InferDefinition.infer({ dataset: "x", layout, scan, known })
    .definition;
}
const kindOf = (...asked: Parameters<typeof read>) =>
  read(...asked).label?.kind;

test("the kind of a label is told by its cells and its name", () => {
  expect(read("left", (i) => (i % 4 ? "no" : "yes")).label).toMatchObject({
    kind: "binary",
    positive: "yes",
  });
  expect(read("state", (i) => (i % 4 ? "kept" : "gone")).label).toMatchObject({
    kind: "binary",
    positive: "gone",
  });
  expect(kindOf("spend", (i) => (i * 1.37).toFixed(2))).toBe("number");
  expect(kindOf("tickets", (i) => i % 6)).toBe("number");
  expect(kindOf("tickets", (i) => (i % 20 ? i % 2 : 2))).toBe("number");
  expect(kindOf("plan", (i) => ["Basic", "Plus", "Max"][i % 3])).toBe(
    "classes",
  );
  expect(kindOf("csat", (i) => 1 + (i % 5))).toBe("ordered");
  expect(kindOf("NPS score", (i) => i % 11)).toBe("ordered");
  expect(kindOf("满意度评分", (i) => 1 + (i % 5))).toBe("ordered");
  expect(kindOf("rating", (i) => (i % 50) / 10)).toBe("number");
  expect(kindOf("credit score", (i) => 300 + (i % 500))).toBe("number");
  expect(kindOf("signup", (i) => `2026-01-${10 + (i % 20)}`)).toBeUndefined();
  expect(kindOf("note", (i) => `comment number ${i}`)).toBeUndefined();
});

test("a role says that whole numbers are answers, whatever the column is called", () => {
  const label = { column: "q7", positive: "", horizon: 0 };
  const cell = (i: number) => 1 + (i % 5);
  expect(kindOf("q7", cell)).toBe("number");
  expect(kindOf("q7", cell, { label, roles: { csat: "q7" } })).toBe("ordered");
});

test("what the owner says of a label stands, and is told from what was inferred", () => {
  const label = { column: "csat", positive: "", horizon: 0 };
  const cell = (i: number) => 1 + (i % 5);
  const told = (known: Definition.Input) =>
    Dataset.show({ ...read("csat", cell, known), version: 1 });
  const open = told({ label });
  expect(open.label).toMatchObject({ kind: "ordered" });
  expect(open.said).toEqual(["label"]);
  expect(open.inferred).toContain("label.kind");
  const said = told({ label: { ...label, kind: "number" } });
  expect(said.label).toMatchObject({ kind: "number" });
  expect(said.said).toEqual(["label", "label.kind"]);
  expect(said.inferred).not.toContain("label.kind");
});

test("a column called target is the label, as what its cells are", () => {
  expect(read("target", (i) => i * 1.5, {}).label).toMatchObject({
    column: "target",
    kind: "number",
  });
  expect(read("amount", (i) => i * 1.5, {}).label).toBeUndefined();
});

test("the kind does not depend on the order of rows, nor on blanks and words for no value", () => {
  const columns: [string, fc.Arbitrary<string>][] = [
    ["left", fc.constantFrom("Yes", "no", "NO", "yes")],
    ["csat", fc.integer({ min: 1, max: 5 }).map(String)],
    ["spend", fc.integer({ min: 0, max: 5000 }).map((n) => (n / 7).toFixed(2))],
    ["plan", fc.constantFrom("Basic", "Plus", "Max")],
  ];
  for (const [name, cells] of columns)
    fc.assert(
      fc.property(
        fc.array(cells, { minLength: 200, maxLength: 200 }),
        fc.array(fc.constantFrom("", "N/A", "null", "-"), { maxLength: 15 }),
        (list, gaps) => {
          const kind = kindOf(name, (i) => list[i]);
          const turned = [...list].reverse();
          expect(kindOf(name, (i) => turned[i])).toBe(kind);
          expect(kindOf(name, (i) => gaps[i] ?? list[i])).toBe(
            kindOf(name, (i) => list[Math.max(i, gaps.length)]),
          );
        },
      ),
      { numRuns: 20 },
    );
});
