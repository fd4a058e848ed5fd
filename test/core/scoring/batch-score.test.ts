import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BatchScore } from "@mainstay/core/scoring/batch-score";
import { InferenceSession } from "@mainstay/core/model/runtime";
import { InputLayout } from "@mainstay/training/fit/input-layout";
import { Graph } from "@mainstay/training/onnx/graph";

const inputs = { numbers: ["a", "b"], categories: ["c"] };
const types = {
  columns: { a: "number", b: "number", c: "category" } as const,
  dates: {},
};
const dialect = { separator: ",", decimal: ".", quotes: true } as const;
let session: InferenceSession;

// logit = a + b, and 4 more for the level "x".
beforeAll(async () => {
  const g = new Graph();
  const { numbers, categories } = InputLayout.inputs(g, { inputs });
  const level = g.OneHotEncoder(
    g.Gather(categories, g.constant("int64", [], [0]), 1),
    ["x"],
  );
  g.output(
    "logit",
    g.Add(g.ReduceSum(numbers, [1], true), g.Mul(level, g.scalar(4))),
  );
  session = await InferenceSession.create(g.model());
});
afterAll(() => session.release());

async function scored(text: string, chunkBytes: number, pieceBytes: number) {
  async function* chunks() {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += chunkBytes)
      yield bytes.subarray(at, at + chunkBytes);
  }
  const model = { types, logits: BatchScore.bySession(session, inputs, 0) };
  const pieces: Buffer[] = [];
  for await (const piece of BatchScore.score(chunks(), model, dialect, {
    pieceBytes,
  }))
    pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

const probability = (line: string) => Number(line.split(",")[1]);
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

test("every row has its line in the file's order, and a row that does not read says why in its place", async () => {
  const text =
    'c,b,a\nx,1,-2\n\n"a ""quoted""\nlevel",0,0.5\ny,nought,1\nx,1\ny,-40,0\n';
  const [header, ...lines] = (await scored(text, 1 << 16, 1 << 16))
    .trimEnd()
    .split("\n");
  expect(header).toBe("row,probability,error");
  expect(lines.map((line) => Number(line.split(",")[0]))).toEqual([
    0, 1, 2, 3, 4,
  ]);
  expect(probability(lines[0])).toBeCloseTo(sigmoid(3), 7);
  expect(probability(lines[1])).toBeCloseTo(sigmoid(0.5), 7);
  expect(lines[2]).toBe('2,,"b: expected a number, got ""nought""."');
  expect(lines[3]).toBe('3,,"Expected 3 cells, got 2."');
  expect(probability(lines[4]) / sigmoid(-40)).toBeCloseTo(1, 5);
});

test("chunks and pieces of any size give the same bytes", async () => {
  const row = fc
    .tuple(
      fc.constantFrom("x", "y", '"x"', '"two\nlines"', '"a,b"', ""),
      fc.constantFrom("", "1", "-2.25", "3e-2", "none"),
      fc.integer({ min: -30, max: 30 }),
      fc.constantFrom("\n", "\r\n", "\n\n"),
    )
    .map(([c, b, a, end]) => `${c},${b},${a}${end}`);
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { maxLength: 40 }),
      fc.integer({ min: 1, max: 64 }),
      fc.integer({ min: 1, max: 256 }),
      async (rows, chunkBytes, pieceBytes) => {
        const text = `c,b,a\n${rows.join("")}`;
        expect(await scored(text, chunkBytes, pieceBytes)).toBe(
          await scored(text, 1 << 16, 1 << 16),
        );
      },
    ),
  );
});

test("a probability is written to nine decimals, and the smallest to six digits", async () => {
  const logits = [0, 20, -9.3, -12, -60, 40, 3.25];
  const text = `a,b,c\n${logits.map((x) => `${x},0,y`).join("\n")}\n`;
  const lines = (await scored(text, 1 << 16, 1 << 16)).trimEnd().split("\n");
  logits.forEach((logit, i) => {
    const p = probability(lines[i + 1]);
    expect(Math.abs(p - sigmoid(logit))).toBeLessThan(1e-9);
    expect(Math.abs(p / sigmoid(logit) - 1)).toBeLessThan(1e-4);
  });
});
