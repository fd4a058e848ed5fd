import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { trial, type Options } from "@mainstay/training/cli/evaluate-table";
import { random } from "@mainstay/core/base/random";
import { table } from "../example-table";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "trial-"));
});
afterAll(() => rm(folder, { recursive: true }));

const asked: Omit<Options, "file"> = {
  label: "left",
  positive: "yes",
  drop: ["id"],
  header: true,
  learner: "logistic",
  folds: 5,
  seed: 42,
};
async function file(name: string, text: string) {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

test("every row is foretold once, out of fold, in the order of the file", async () => {
  const csv = table({ rows: 503, seed: 1 });
  const result = await trial({ ...asked, file: await file("a.csv", csv) });
  const lines = result
    .predictions()
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(",").map(Number));
  const truth = csv
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => Number(line.endsWith("yes")));
  expect(lines.map(([row]) => row)).toEqual(truth.map((_, row) => row));
  expect(lines.map(([, y]) => y)).toEqual(truth);
  expect(lines.every(([, , p]) => p > 0 && p < 1)).toBe(true);
  expect(result).toMatchObject({
    rows: 503,
    positives: truth.reduce((a, b) => a + b),
  });
  expect(result.folds).toHaveLength(5);
  const mean = result.folds.reduce((sum, fold) => sum + fold.auc, 0) / 5;
  expect(result.mean.auc).toBeCloseTo(mean, 12);
});

test("equal seeds give equal predictions", async () => {
  const path = await file("b.csv", table({ rows: 400, seed: 2 }));
  const twice = await Promise.all(
    [1, 2].map(() => trial({ ...asked, learner: "mlp", file: path })),
  );
  expect(twice[0].predictions()).toBe(twice[1].predictions());
});

test("a wrong name, a missing label or too few positives are refused by code", async () => {
  const path = await file("c.csv", table({ rows: 60, seed: 3 }));
  await expect(
    trial({ ...asked, file: path, label: "gone" }),
  ).rejects.toMatchObject({ code: "file.column.missing" });
  await expect(
    trial({ ...asked, file: path, positive: "maybe" }),
  ).rejects.toMatchObject({ code: "file.label.few" });
  const holed = await file("d.csv", "id,left\n1,yes\n2,\n");
  await expect(trial({ ...asked, file: holed })).rejects.toMatchObject({
    code: "file.label.missing",
  });
});

const real = process.env.REAL_DATA;
test.skipIf(!real).each(["logistic", "mlp"] as const)(
  "%s reaches AUC 0.840 over five folds of the telco table (needs REAL_DATA)",
  async (learner) => {
    const { mean, rows, positives } = await trial({
      ...asked,
      file: join(real!, "churn/telco_ibm.csv"),
      label: "Churn",
      positive: "Yes",
      drop: ["customerID"],
      learner,
    });
    expect([rows, positives]).toEqual([7043, 1869]);
    expect(mean.auc).toBeGreaterThanOrEqual(0.84);
  },
);

test.skipIf(!real)(
  "auto is no worse than the best of nine tuned references on the smallest of the real tables, and calibrated (needs REAL_DATA)",
  async () => {
    const { mean, pooled } = await trial({
      ...asked,
      file: join(real!, "health/pima-indians-diabetes.csv"),
      header: false,
      label: "8",
      positive: "1",
      drop: [],
      learner: "auto",
    });
    // The best of them: the mean of a tuned tree ensemble's and three networks' logits.
    expect(mean.logLoss).toBeLessThan(1.01 * 0.476);
    expect(mean.auc).toBeGreaterThan(0.8362 - 0.002);
    expect(pooled.ece).toBeLessThan(pooled.eceNoise99);
  },
);

test("a file as people send it is judged as the plain table is", async () => {
  const plain = table({ rows: 400, seed: 5 });
  const [header, ...rows] = plain.trim().split("\n");
  const cells = (row: string) => row.split(",");
  const written = [
    "Customers who left",
    "",
    header.replaceAll(",", ";"),
    ...rows.map((row) =>
      cells(row)
        .map((cell) =>
          /^-?\d+\.\d+$/.test(cell) ? cell.replace(".", ",") : cell,
        )
        .join(";"),
    ),
    `Total${";".repeat(cells(header).length - 1)}`,
    "as of today",
  ].join("\r\n");
  const asUtf16 = Buffer.from(`\ufeff${written}`, "utf16le");
  const path = join(folder, "messy.csv");
  await writeFile(path, asUtf16);
  const [one, other] = [
    await trial({ ...asked, file: await file("plain.csv", plain) }),
    await trial({ ...asked, file: path }),
  ];
  expect(other.predictions()).toBe(one.predictions());
  expect(other.warnings.map(({ code }) => code)).toEqual(
    expect.arrayContaining(["header.skipped", "row.total", "row.cells.few"]),
  );
});

test("copies in other folds are named, and rows of one group share a fold", async () => {
  const draw = random(5);
  const rows = Array.from({ length: 300 }, (_, i) => {
    const x = Array.from({ length: 8 }, () => draw.normal().toFixed(6));
    const y = draw.uniform() < 1 / (1 + Math.exp(-Number(x[0]))) ? "yes" : "no";
    return [`c${i}`, ...x, y].join();
  });
  const head = `who,${[...Array(8).keys()].map((j) => `x${j}`).join()},left`;
  const path = await file(
    "copies.csv",
    [head, ...rows, ...rows.slice(1), rows[0]].join("\n"),
  );
  const options = { ...asked, file: path, learner: "boost" as const, folds: 3 };
  const codes = ({ warnings }: Awaited<ReturnType<typeof trial>>) =>
    warnings.map(({ code }) => code);
  const apart = await trial({ ...options, drop: ["who"] });
  expect(codes(apart)).toContain("copies.near");
  expect(codes(apart)).toContain("copies.folds");
  const together = await trial({ ...options, drop: [], group: "who" });
  expect(codes(together)).not.toContain("copies.folds");
  expect(together.mean.logLoss).toBeGreaterThan(apart.mean.logLoss);
  await expect(
    trial({ ...options, drop: [], group: "nobody" }),
  ).rejects.toThrow('"nobody"');
}, 300_000);
