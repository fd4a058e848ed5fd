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

// Four groups of so many customers each around the corners, the first with the largest tokens and tickets.
function uneven(sizes: number[], extra: Record<string, number[]> = {}) {
  const corner = [
    ...[
      [20, 20],
      [20, 0],
      [0, 20],
      [0, 0],
    ].slice(0, sizes.length),
  ];
  const rows = sizes.flatMap((n, c) =>
    Array.from({ length: n }, (_, i) => [
      corner[c][0] + (i % 3),
      corner[c][1] + (i % 2),
    ]),
  );
  return CustomerTable.fromColumns({
    ...{ period: "2026-01", id: rows.map((_, i) => `c${i}`) },
    roles: { tokens: "x", tickets: "y" },
    numbers: { x: rows.map(([x]) => x), y: rows.map(([, y]) => y), ...extra },
  });
}

test("groups come by size, the largest first, and are named in both languages by what sets them apart most", () => {
  const model = Kmeans.fit(uneven([10, 40, 20, 30]), config)!;
  const stored = Segment.Fitted.parse(
    JSON.parse(JSON.stringify({ kmeans: model })),
  );
  expect(stored.kmeans).toEqual(model);
  const { groups } = model;
  const name = ({ label }: (typeof groups)[number]) => ({
    en: label.en.split(", ").sort().join(", "),
    zh: label.zh.split("、").sort().join("、"),
  });
  expect(groups.map(name)).toEqual([
    { en: "high tokens, low tickets", zh: "tickets 低、tokens 高" },
    { en: "low tickets, low tokens", zh: "tickets 低、tokens 低" },
    { en: "high tickets, low tokens", zh: "tickets 高、tokens 低" },
    { en: "high tickets, high tokens", zh: "tickets 高、tokens 高" },
  ]);
  for (const { name, label, centre } of groups) {
    expect(name).toBe(label.en);
    const [first] = label.en.split(", ");
    const largest = centre
      .map(Math.abs)
      .indexOf(Math.max(...centre.map(Math.abs)));
    expect(first).toContain(["tokens", "tickets"][largest]);
  }
});

test("a group near the mean of everything is average, and groups alike are told apart by number", () => {
  // Along one line, with a second column that hardly separates: the middle group differs in nothing.
  const line = (places: number[]) =>
    CustomerTable.fromColumns({
      ...{ period: "2026-01", id: places.map((_, i) => `c${i}`) },
      numbers: {
        a: places.map((x, i) => x + (i % 3) / 10),
        b: places.map((x, i) => x + (i % 2) / 10),
      },
    });
  const three = line([0, 10, 20].flatMap((x) => Array<number>(20).fill(x)));
  const found = Kmeans.fit(three, config, ["a", "b"])!.groups;
  expect(found.map(({ label }) => label)).toContainEqual({
    ...{ en: "average", zh: "平均" },
  });
  const five = line(
    [0, 10, 20, 30, 40].flatMap((x) => Array<number>(20).fill(x)),
  );
  const names = Kmeans.fit(five, config, ["a", "b"])!.groups.map(
    ({ name }) => name,
  );
  expect(new Set(names).size).toBe(5);
  expect(names.filter((name) => / 2$/.test(name)).length).toBeGreaterThan(0);
});

test("a long tail of what is never negative is read as logarithms, anything else as it is", () => {
  const n = 80;
  const id = Array.from({ length: n }, (_, i) => `c${i}`);
  const logarithm = (a: number[]) =>
    Kmeans.fit(
      CustomerTable.fromColumns({
        ...{ period: "2026-01", id },
        numbers: { a, b: id.map((_, i) => (i % 2) * 5 + i / n) },
      }),
      config,
      ["a", "b"],
    )!.features[0];
  const tail = id.map((_, i) => (i < 70 ? i % 4 : 1000 * i));
  const even = id.map((_, i) => i);
  expect(logarithm(tail).logarithm).toBe(true);
  expect(logarithm(tail.map((x) => x - 1)).logarithm).toBe(false);
  expect(logarithm(even).logarithm).toBe(false);
  expect(logarithm(tail.map((x) => 80_000 - x)).logarithm).toBe(false);
  // Moments and median are of the values as they are used.
  const logs = tail.map(Math.log1p);
  const mean = logs.reduce((a, b) => a + b, 0) / n;
  const { mean: found, deviation, median } = logarithm(tail);
  expect(found).toBeCloseTo(mean, 10);
  expect(deviation).toBeCloseTo(
    Math.sqrt(logs.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n),
    10,
  );
  expect(median).toBe([...logs].sort((a, b) => a - b)[n / 2]);
});

test("a column that more than half of the customers lack is no feature, and a missing value stands at the median", () => {
  const n = 40;
  const table = (missing: number) =>
    CustomerTable.fromColumns({
      ...{
        period: "2026-01",
        id: Array.from({ length: n }, (_, i) => `c${i}`),
      },
      numbers: {
        a: Array.from({ length: n }, (_, i) => (i % 2) * 9 + i / n),
        b: Array.from({ length: n }, (_, i) => (i < missing ? NaN : i)),
      },
    });
  expect(Kmeans.fit(table(20), config, ["a", "b"])).not.toBeNull();
  expect(Kmeans.fit(table(21), config, ["a", "b"])).toBeNull();
  const model = Kmeans.fit(table(20), config, ["a", "b"])!;
  const { median } = model.features[1];
  const alone = (b: number) =>
    Kmeans.assign(
      CustomerTable.fromColumns({
        ...{ period: "2026-01", id: ["x"], numbers: { a: [9], b: [b] } },
      }),
      model,
    );
  expect(alone(NaN)).toEqual(alone(median));
});

test("features are the roles and the computed columns, each column once; given columns only where these are too few, at most twelve", () => {
  const n = 30;
  const id = Array.from({ length: n }, (_, i) => `c${i}`);
  const values = (k: number) => id.map((_, i) => ((i * (k + 3)) % 7) + (i % 2));
  const used = (
    columns: string[],
    roles: Parameters<typeof CustomerTable.fromColumns>[0]["roles"] = {},
    asked: string[] = [],
    more: object = {},
  ) =>
    Kmeans.fit(
      CustomerTable.fromColumns({
        ...{ period: "2026-01", id, roles },
        numbers: Object.fromEntries(columns.map((c, k) => [c, values(k)])),
      }),
      Kmeans.Config.parse({ most: 2, restarts: 1, ...more }),
      asked,
    )?.features.map(({ source }) => Object.values(source)[0]);
  const roles = [
    ...["revenue", "spend", "seats", "activeSeats", "usage", "tokens"],
    ...["requests", "features", "errorRate", "tickets", "satisfaction"],
    "loyalty",
  ];
  const computed = ["events.count", "feedback.sentiment", "tenure.days"];
  expect(
    used([...roles, ...computed], Object.fromEntries(roles.map((r) => [r, r]))),
  ).toEqual([...roles, ...computed]);
  expect(used(["a", "b"], { revenue: "a", spend: "a", seats: "b" })).toEqual([
    ...["revenue", "seats"],
  ]);
  const many = Array.from({ length: 14 }, (_, k) => `x${k}`);
  expect(used(many, {}, many)).toEqual(many.slice(0, 12));
  expect(used(["a", "b", "c"], { revenue: "a", spend: "b" }, ["c"])).toEqual([
    ...["revenue", "spend"],
  ]);
  const features = [{ column: "c" }, { column: "a" }];
  expect(used(["a", "b", "c"], { revenue: "a" }, ["b"], { features })).toEqual([
    ...["c", "a"],
  ]);
});

test("there are fewer groups than customers, and at least as many as asked for", () => {
  const table = (n: number) =>
    CustomerTable.fromColumns({
      ...{
        period: "2026-01",
        id: Array.from({ length: n }, (_, i) => `c${i}`),
      },
      numbers: {
        a: Array.from({ length: n }, (_, i) => 10 * i),
        b: Array.from({ length: n }, (_, i) => 10 * i * i),
      },
    });
  const groups = (n: number, said = {}) =>
    Kmeans.fit(table(n), Kmeans.Config.parse(said), ["a", "b"])?.groups.length;
  expect(groups(3, { least: 3, most: 3 })).toBeUndefined();
  expect(groups(4, { least: 3, most: 8 })).toBe(3);
  const ok = (said: object) => Kmeans.Config.safeParse(said).success;
  for (const said of [
    ...[{ least: 1 }, { least: 9 }, { most: 1 }, { most: 9 }],
    ...[{ least: 5, most: 4 }, { restarts: 0 }, { restarts: 51 }],
    { features: [{ column: "a" }] },
  ])
    expect(ok(said)).toBe(false);
  for (const said of [
    ...[{ least: 2, most: 2 }, { least: 8 }, { restarts: 1 }],
    { features: [{ column: "a" }, { column: "b" }, { column: "c" }] },
  ])
    expect(ok(said)).toBe(true);
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
