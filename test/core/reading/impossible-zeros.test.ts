import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { random } from "@mainstay/core/base/random";
import { ImpossibleZeros } from "@mainstay/core/reading/impossible-zeros";
import { TypedFrame } from "@mainstay/core/tabular/typed-frame";
import { CsvFrame } from "@mainstay/training/cli/csv-frame";

const warned = (values: number[], name = "x", said = {}) =>
  ImpossibleZeros.warnings(
    ImpossibleZeros.measured([{ name, type: "number", values }]),
    said,
  );
const seeds = fc.nat({ max: 1e6 });

test("zeros far below everything that was measured are named with their number, in any unit", () => {
  fc.assert(
    fc.property(
      seeds,
      fc.integer({ min: 3, max: 300 }),
      fc.double({ min: 3.5, max: 12, noNaN: true }),
      fc.constantFrom(0.001, 1, 2.54, 1000),
      (seed, zeros, far, unit) => {
        const { normal } = random(seed);
        const measured = Array.from({ length: 400 }, () =>
          Math.round(10 * Math.max(far / 3, far + normal())),
        );
        const cells = [...Array<number>(zeros).fill(0), ...measured];
        expect(warned(cells.map((value) => value * unit))).toMatchObject([
          { code: "number.zeros", column: "x", count: zeros },
        ]);
      },
    ),
  );
});

test("counts, spending, what begins at a least amount, what most do not have, and what may be below zero are left alone", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const { uniform, normal } = random(seed);
      const many = <T>(of: () => T) => Array.from({ length: 500 }, of);
      const exponential = () => -Math.log(1 - uniform());
      for (const cells of [
        many(() => Math.floor(3 * exponential())),
        many(() =>
          uniform() < 0.3 ? 0 : Math.round(100 * exponential()) / 100,
        ),
        many(() => (uniform() < 0.3 ? 0 : 10 + Math.floor(50 * uniform()))),
        many(() => (uniform() < 0.7 ? 0 : Math.round(100 + 10 * normal()))),
        many(() => Math.round(30 * normal()) * +(uniform() < 0.8)),
        many(() => (uniform() < 0.5 ? 0 : 1)),
        many(() => 300 + 100 * Math.floor(4 * uniform())),
      ])
        expect(warned(cells)).toEqual([]);
    }),
  );
});

test("money may be nothing, and of a column whose zeros somebody has explained nothing more is said", () => {
  const { normal } = random(1);
  const cells = Array.from({ length: 400 }, (_, k) =>
    k % 10 ? Math.round(100 + 10 * normal()) : 0,
  );
  expect(warned(cells, "pulse")).toHaveLength(1);
  expect(warned(cells, "Monthly Charges")).toEqual([]);
  expect(warned(cells, "pulse", { pulse: "value" })).toEqual([]);
});

test("zeros that the definition takes as missing read as missing, in bytes, text and JSON alike, and no other cell changes", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("0", "0.0", "-0", "12", "0.5", "", "n/a"), {
        minLength: 1,
      }),
      (cells) => {
        const types = {
          columns: { x: "number" as const },
          dates: {},
          lenient: new Set(["x"]),
        };
        const read = (zeros?: Record<string, "missing" | "value">) => [
          TypedFrame.fromStrings({
            ...{ names: ["x"], cells: [cells], rows: cells.length },
            types: { ...types, zeros },
          }),
          TypedFrame.fromObjects({
            rows: cells.map((x) => ({ x })),
            types: { ...types, zeros },
          }),
        ];
        const plain = read({ x: "value" })[0].frame.columns[0];
        for (const { frame, missing } of read({ x: "missing" })) {
          const values = [
            ...(frame.columns[0] as { values: Float64Array }).values,
          ];
          expect(values).toEqual(
            [...(plain as { values: Float64Array }).values].map((value) =>
              value === 0 ? NaN : value,
            ),
          );
          const said = missing.flatMap(({ code, rows }) =>
            code === "cell.sentinel" ? rows : [],
          );
          expect(said).toEqual(
            [...cells.keys()].filter(
              (k) => cells[k] === "n/a" || Number(cells[k] || 1) === 0,
            ),
          );
        }
      },
    ),
  );
});

// Public tables are not part of the project: REAL_DATA names a folder that holds them.
const real = process.env.REAL_DATA;
test.skipIf(!real).each([
  {
    file: "health/pima-indians-diabetes.csv",
    header: false,
    zeros: ["1", "2", "3", "4", "5"],
  },
  { file: "fraud/vehicle_insurance_fraud.csv", zeros: ["Age"] },
  { file: "churn/telco_ibm.csv", zeros: [] },
  { file: "churn/Churn_Modelling.csv", zeros: [] },
  { file: "bank/bank-full.csv", zeros: [] },
  { file: "industrial/ai4i2020.csv", zeros: [] },
  { file: "retail/marketing_campaign.csv", zeros: [] },
  { file: "churn/maven_telecom_churn.csv", zeros: [] },
])(
  "of $file impossible zeros are named, and no others: $zeros",
  async (known) => {
    const { file, header = true, zeros } = known;
    const { warnings } = await CsvFrame.read(join(real!, file), { header });
    const found = warnings.filter(({ code }) => code === "number.zeros");
    expect(found.map(({ column }) => column)).toEqual(zeros);
  },
);
