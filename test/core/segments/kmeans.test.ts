import { random } from "@mainstay/core/base/random";
import { Segment } from "@mainstay/core/segments/segment";
import { Kmeans } from "@mainstay/core/segments/kmeans";
import { Lloyd } from "@mainstay/core/stats/lloyd";
import { CustomerTable } from "@mainstay/core/customers/customer-table";
import fc from "fast-check";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const config = Kmeans.Config.parse({});
const corners = [
  [0, 0],
  [20, 20],
  [0, 20],
  [20, 0],
];

// Customers around so many corners of a square, in turn.
function blobs(groups: number, n = 300) {
  const { uniform } = random(5);
  const group = Array.from({ length: n }, (_, i) => i % groups);
  const at = (axis: number) =>
    Float64Array.from(group, (g) => 30 + corners[g][axis] + 2 * uniform());
  const [x, y] = [at(0), at(1)];
  const sheet = CustomerTable.fromColumns({
    ...{ period: "2026-01", id: group.map((_, i) => `c${i}`) },
    roles: { tokens: "x", tickets: "y" },
    numbers: { x, y },
  });
  return { group, sheet };
}

test.each([2, 3, 4])(
  "%i groups well apart are found, each customer in its own",
  (groups) => {
    const { group, sheet } = blobs(groups);
    const model = Kmeans.fit(sheet, config)!;
    expect(model.groups).toHaveLength(groups);
    expect(model.silhouette).toBeGreaterThan(0.8);
    const labels = Kmeans.assign(sheet, model);
    const together = new Set(labels.map((label, i) => `${group[i]} ${label}`));
    expect(together.size).toBe(groups);
    expect(new Set(labels).size).toBe(groups);
  },
);

test("groups are named by what they have more or less of", () => {
  const { sheet } = blobs(4);
  const names = Kmeans.fit(sheet, config)!.groups.map(({ name }) =>
    name.split(", ").sort().join(" and "),
  );
  expect(new Set(names)).toEqual(
    new Set([
      ...["high tickets and high tokens", "high tickets and low tokens"],
      ...["high tokens and low tickets", "low tickets and low tokens"],
    ]),
  );
});

test("the same seed gives the same groups", () => {
  const { sheet } = blobs(3);
  expect(Kmeans.fit(sheet, config)).toEqual(Kmeans.fit(sheet, config));
});

test("a model kept gives a customer its group in any company, missing values included", () => {
  const { sheet } = blobs(4);
  const model = Kmeans.fit(sheet, config)!;
  const labels = Kmeans.assign(sheet, model);
  const few = CustomerTable.fromColumns({
    ...{ period: "2026-02", id: ["c0", "c3", "new"] },
    roles: sheet.roles,
    numbers: {
      x: [sheet.number("x")![0], sheet.number("x")![3], NaN],
      y: [sheet.number("y")![0], sheet.number("y")![3], NaN],
    },
  });
  expect(Kmeans.assign(few, model).slice(0, 2)).toEqual([labels[0], labels[3]]);
  const names = model.groups.map(({ name }) => name);
  expect(names).toContain(Kmeans.assign(few, model)[2]);
});

test("one column, or columns that never vary, make no groups", () => {
  const id = ["a", "b", "c", "d"];
  const of = (numbers: Record<string, number[]>) =>
    CustomerTable.fromColumns({
      ...{ period: "2026-01", id, numbers },
      roles: {},
    });
  expect(Kmeans.fit(of({ a: [1, 2, 3, 4] }), config, ["a"])).toBeNull();
  expect(
    Kmeans.fit(of({ a: [1, 2, 3, 4], b: [7, 7, 7, 7] }), config, ["a", "b"]),
  ).toBeNull();
});

test("the silhouette is the mean of (b − a) / max(a, b) of every point", () => {
  const point = fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 9 }), fc.nat(2));
  fc.assert(
    fc.property(fc.array(point, { minLength: 4, maxLength: 25 }), (points) => {
      fc.pre(new Set(points.map(([, , label]) => label)).size > 1);
      const far = (i: number, j: number) =>
        Math.hypot(points[i][0] - points[j][0], points[i][1] - points[j][1]);
      const all = [...points.keys()];
      const mean = (of: number[]) =>
        of.reduce((sum, value) => sum + value, 0) / of.length;
      const values = all.map((i) => {
        const group = (label: number) =>
          all.filter((j) => j !== i && points[j][2] === label);
        const own = group(points[i][2]);
        if (own.length === 0) return 0;
        const a = mean(own.map((j) => far(i, j)));
        const others = [0, 1, 2].filter(
          (label) => label !== points[i][2] && group(label).length > 0,
        );
        const b = Math.min(
          ...others.map((label) => mean(group(label).map((j) => far(i, j)))),
        );
        return Math.max(a, b) === 0 ? 0 : (b - a) / Math.max(a, b);
      });
      const found = Lloyd.silhouette(
        {
          values: Float64Array.from(points.flatMap(([x, y]) => [x, y])),
          ...{ rows: points.length, width: 2 },
        },
        points.map(([, , label]) => label),
        3,
      );
      expect(found).toBeCloseTo(mean(values), 10);
    }),
  );
});

const folder = process.env.REAL_DATA;

test.skipIf(!folder)(
  "wholesale customers part into groups that agree with the channel they buy through (needs REAL_DATA)",
  () => {
    const [head, ...lines] = readFileSync(
      `${folder}/retail/wholesale_customers.csv`,
      "utf8",
    )
      .trim()
      .split(/\r?\n/)
      .map((line) => line.split(","));
    const columns = head.slice(2);
    const sheet = CustomerTable.fromColumns({
      ...{ period: "2026-01", id: lines.map((_, i) => `c${i}`) },
      numbers: Object.fromEntries(
        columns.map((name, c) => [name, lines.map((line) => +line[c + 2])]),
      ),
    });
    const { kmeans } = Segment.fit(
      Segment.Config.parse({ kmeans: { least: 2, most: 2 } }),
      sheet,
      columns,
    );
    const labels = Kmeans.assign(sheet, kmeans!);
    const first = labels.map((label) => Number(label === labels[0]));
    const agree = lines.filter(
      (line, i) => Number(line[0] === lines[0][0]) === first[i],
    ).length;
    // Two thirds is what naming the commoner channel would reach.
    expect(agree / lines.length).toBeGreaterThan(0.8);
  },
);
