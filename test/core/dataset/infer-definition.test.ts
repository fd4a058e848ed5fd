import { expect, test } from "vitest";
import { Csv } from "@mainstay/core/tabular/csv";
import { Definition } from "@mainstay/core/tabular/definition";
import { TableLayout } from "@mainstay/core/tabular/table-layout";
import { InferDefinition } from "@mainstay/core/dataset/infer-definition";

const inferred = (
  source: string,
  known?: Definition.Input,
  dataset = "x",
  whole = true,
) => {
  const sample = Buffer.from(source);
  const layout = TableLayout.find(sample, { whole, known });
  const scan = TableLayout.rows(sample, layout, { whole });
  return InferDefinition.infer({ dataset, layout, scan, known });
};
const infer = (...asked: Parameters<typeof inferred>) =>
  inferred(...asked).definition;
const table = (
  names: string[],
  rows: number,
  cells: (row: number) => unknown[],
) =>
  Csv.line(names) +
  Array.from({ length: rows }, (_, row) =>
    Csv.line(cells(row).map(String)),
  ).join("");
const kind = (rows: number, cell: (row: number) => unknown) =>
  infer(table(["k", "v"], rows, (row) => [row, cell(row)])).columns.v;

test("each column gets the type its cells read as", () => {
  expect(kind(300, (i) => i * 1.5)).toBe("number");
  expect(kind(300, (i) => i % 2)).toBe("boolean");
  expect(kind(300, (i) => (i % 2 ? "Yes" : "No"))).toBe("boolean");
  expect(kind(300, (i) => ["Yes", "No", "Unknown"][i % 3])).toBe("category");
  expect(kind(300, (i) => `2026-01-${10 + (i % 20)}`)).toBe("date");
  expect(kind(300, (i) => `00${i % 50}`)).toBe("category");
  expect(kind(300, (i) => `comment number ${i}`)).toBe("text");
  expect(kind(300, () => "")).toBeUndefined();
});

test("nine in ten of the filled cells, sentinels apart, make a type", () => {
  const misfits = (count: number, text: string) =>
    kind(100, (i) => (i < count ? text : i * 1.5));
  expect(misfits(10, "tbc")).toBe("number");
  expect(misfits(11, "tbc")).not.toBe("number");
  for (const sentinel of ["n/a", "NULL", "-", "—", "#N/A", "无"])
    expect(misfits(80, sentinel)).toBe("number");
  expect(misfits(100, "N/A")).toBeUndefined();
});

test("counts that are mostly 0 and 1 stay numbers", () => {
  expect(kind(300, (i) => (i === 7 ? 2 : i % 2))).toBe("number");
});

test("which of day and month stands first is told from days past the twelfth", () => {
  const dates = (cell: (row: number) => string) =>
    infer(table(["k", "v"], 40, (row) => [row, cell(row)])).dates;
  expect(dates((i) => `${1 + (i % 28)}/02/2026`)).toEqual({ v: "dmy" });
  expect(dates((i) => `02/${1 + (i % 28)}/2026`)).toEqual({ v: "mdy" });
  expect(dates((i) => `2026-02-${10 + (i % 18)}`)).toEqual({});
});

test("a table whose first row looks like data has no header", () => {
  expect(infer("6,148,33.6,1\n1,85,26.6,0\n8,183,23.3,1\n")).toMatchObject({
    header: false,
    columns: { 0: "number", 3: "boolean" },
  });
  expect(infer("a fine film\t1\na poor film\t0\n").header).toBe(false);
  expect(infer("id,2024,2025\nA,10,20\nB,30,40\n").header).toBe(true);
  expect(infer("id,plan\nA,Basic\nB,Pro\n").header).toBe(true);
});

test("an id is one by its name and by naming each row once within its period", () => {
  const panel = (names: string[]) =>
    infer(
      table(names, 60, (i) => [
        i,
        `C${i % 30}`,
        i < 30 ? "2026-01" : "2026-02",
        i * 0.5,
      ]),
    );
  expect(panel(["RowNumber", "customer_id", "month", "v"])).toMatchObject({
    id: "customer_id",
    time: "month",
    period: "month",
  });
  const visits = panel(["RowNumber", "order_id", "note", "v"]);
  expect(visits.id).toBeUndefined();
  expect(visits.candidates!.id).toEqual(["order_id"]);
});

test("a column that is well named as an id is the id even if it repeats", () => {
  const rows = table(["customer_id", "product", "mrr"], 80, (i) => [
    `C${i >> 1}`,
    i % 2 ? "core" : "addon",
    i,
  ]);
  expect(infer(rows)).toMatchObject({ id: "customer_id", period: "month" });
});

test("days of a machine make days its periods", () => {
  const daily = table(["machine_id", "date", "heat"], 120, (i) => [
    `M${i % 4}`,
    `2026-01-${String(1 + Math.floor(i / 4)).padStart(2, "0")}`,
    i * 0.3,
  ]);
  expect(infer(daily)).toMatchObject({
    id: "machine_id",
    time: "date",
    period: "day",
  });
});

test("weeks and steps are periods where they tell the rows of one id apart", () => {
  const runs = (name: string, when: (i: number) => unknown) =>
    infer(
      table(["unit_id", name, "heat"], 120, (i) => [
        `M${i % 4}`,
        when(Math.floor(i / 4)),
        i * 0.3,
      ]),
    );
  expect(runs("cycle", (k) => k + 1)).toMatchObject({
    time: "cycle",
    period: "step",
  });
  expect(runs("week", (k) => `2026-W${10 + k}`)).toMatchObject({
    time: "week",
    period: "week",
  });
});

test("a label is set when its name is an outcome's and its values say which is positive", () => {
  const label = (name: string, values: string[]) =>
    infer(
      table(["id", "default", name], 60, (i) => [
        i,
        i % 2,
        values[i % values.length],
      ]),
    );
  expect(label("Churn", ["Yes", "No"]).label).toMatchObject({
    column: "Churn",
    positive: "Yes",
  });
  expect(label("y", ["no", "yes"]).label).toMatchObject({
    column: "y",
    positive: "yes",
  });
  expect(label("Exited", ["0", "1"]).label).toMatchObject({
    column: "Exited",
    positive: "1",
  });
  expect(label("Fraud", ["legit", "fraud"]).label!.positive).toBe("fraud");
  const vague = infer(
    table(["id", "gender"], 60, (i) => [i, i % 3 ? "M" : "F"]),
  );
  expect(vague.label).toBeUndefined();
  expect(vague.candidates!.label).toEqual([
    { column: "gender", positive: "F" },
  ]);
});

test("what the owner said stands", () => {
  const source = table(["id", "code", "churn"], 60, (i) => [i, i % 5, i % 2]);
  const known: Definition.Input = {
    id: "code",
    label: { column: "id", positive: "7", horizon: 3 },
    columns: { code: "category" },
    period: "week",
    ignore: ["churn"],
  };
  const found = infer(source, Definition.Input.parse(known));
  expect(found).toMatchObject(known);
  expect(found.columns).toEqual({
    id: "number",
    code: "category",
    churn: "boolean",
  });
});

test("a column the owner named that the file lacks is a failure that lists what is there", () => {
  for (const known of [
    { id: "nr" },
    { time: "nr" },
    { label: { column: "nr", positive: "1" } },
  ])
    expect(() =>
      infer("id,plan\n1,a\n2,b\n", Definition.Input.parse(known)),
    ).toThrow(
      expect.objectContaining({
        code: "definition.column.missing",
        message: expect.stringContaining("id, plan"),
      }),
    );
});

test("a completed definition reads the next file of its kind as itself", () => {
  const first = infer(
    table(["id", "v", "churn"], 60, (i) => [i, i * 0.5, i % 2]),
  );
  const next = table(["id", "v", "churn"], 60, (i) => [i % 7, i % 2, "no"]);
  expect(infer(next, first)).toEqual(first);
});

test("a later file may lack the label, never the id", () => {
  const first = infer(
    table(["id", "v", "churn"], 60, (i) => [i, i * 0.5, i % 2]),
  );
  expect(
    infer(
      table(["id", "v"], 60, (i) => [i, i * 0.5]),
      first,
    ),
  ).toEqual({ ...first, lastHeader: ["id", "v"] });
  expect(() =>
    infer(
      table(["nr", "v"], 60, (i) => [i, i * 0.5]),
      first,
    ),
  ).toThrow(/"id"/);
});

test("the events of a shop are known under both their names", () => {
  const rows = (i: number) => [
    `U${i % 9}`,
    `P${i % 5}`,
    "view",
    `2026-01-0${1 + (i % 9)} 10:00:00`,
  ];
  for (const names of [
    ["UserID", "ProductID", "Action", "Time"],
    ["user_id", "product_id", "event_type", "event_time"],
  ])
    expect(infer(table(names, 80, rows), undefined, "events")).toMatchObject({
      id: names[0],
      time: names[3],
      roles: { product: names[1], action: names[2] },
    });
});

test("logs of shops, of ratings and of purchases are known by the names their exports give them", () => {
  const read = (header: string, row: (i: number) => string) => {
    const lines = Array.from({ length: 60 }, (_, i) => row(i));
    return infer([header, ...lines].join("\n"), undefined, "events");
  };
  const invoices = read(
    "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
    (i) =>
      `${536000 + (i >> 2)},85${i},A lamp,${i % 7},2011-01-0${1 + (i % 9)} 08:26:00,2.55,${17000 + (i % 9)},France`,
  );
  expect(invoices).toMatchObject({ id: "CustomerID", time: "InvoiceDate" });
  expect(invoices.roles).toEqual({
    product: "StockCode",
    quantity: "Quantity",
    price: "UnitPrice",
    order: "InvoiceNo",
  });
  const ratings = read(
    "userId,movieId,rating,timestamp",
    (i) => `${i % 9},${i},${1 + (i % 5)},${964982703 + i}`,
  );
  expect(ratings).toMatchObject({ id: "userId", time: "timestamp" });
  expect(ratings.roles).toEqual({ product: "movieId", rating: "rating" });
  const discs = read(
    "customer_id,date,number_of_cds,dollar_value",
    (i) => `${i % 9},199701${10 + (i % 20)},${1 + (i % 3)},${i}.77`,
  );
  expect(discs).toMatchObject({ id: "customer_id", time: "date" });
  expect(discs.roles).toEqual({
    quantity: "number_of_cds",
    amount: "dollar_value",
  });
  const clicks = read(
    "event_time,event_type,product_id,category_id,price,user_id,user_session",
    (i) =>
      `2019-10-01 00:00:${10 + (i % 50)} UTC,view,44${i},21,35.${10 + i},54${i % 9},72d76fde-${i}`,
  );
  expect(clicks).toMatchObject({ id: "user_id", time: "event_time" });
  expect(clicks.roles).toEqual({
    product: "product_id",
    action: "event_type",
    price: "price",
    order: "user_session",
  });
});

test("a sample cut anywhere gives the types of the whole", () => {
  const source = table(["id", "v", "note"], 400, (i) => [
    i,
    i * 0.5,
    `a "b"\nc, ${i}`,
  ]);
  const { columns } = infer(source);
  for (const size of [3000, 4001, 5002])
    expect(infer(source.slice(0, size), undefined, "x", false).columns).toEqual(
      columns,
    );
});
