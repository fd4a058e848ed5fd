import fc from "fast-check";
import { expect, test } from "vitest";
import { ScanEvidence } from "@mainstay/core/dataset/scan-evidence";
import { Csv } from "@mainstay/core/tabular/csv";
import { Definition } from "@mainstay/core/tabular/definition";
import { TableLayout } from "@mainstay/core/lines/table-layout";
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
  expect(
    label("churned", ["Yes", "no", "Yes", "Y", "N/A", "FALSE", "1"]).label,
  ).toMatchObject({ column: "churned", positive: "Yes" });
  expect(
    label("Résilié", ["Inconnu", "Oui", "Non", "Inconnu"]).label,
  ).toMatchObject({ column: "Résilié", positive: "Oui" });
  expect(
    label("churn", ["Yes", "No", "Low", "High", "Low", "High"]).label?.column,
  ).not.toBe("churn");
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

const csv = (header: string, row: (i: number) => string, rows = 60) =>
  [header, ...Array.from({ length: rows }, (_, i) => row(i))].join("\n");

test("keys, label and roles are known by their names in five languages", () => {
  const told = (header: string, row: (i: number) => string) => {
    const { id, time, label, roles } = infer(csv(header, row));
    return { id, time, label: label?.column, ...roles };
  };
  const month = (i: number) => `2024-0${1 + (i % 3)}`;
  const rest = (i: number) => `K${Math.floor(i / 3)},${month(i)},${i * 10.5}`;
  expect(
    told(
      "Kundennummer,Monat,Umsatz,Gekündigt",
      (i) => `${rest(i)},${i % 2 ? "Ja" : "Nein"}`,
    ),
  ).toEqual({
    ...{ id: "Kundennummer", time: "Monat", revenue: "Umsatz" },
    label: "Gekündigt",
  });
  expect(
    told(
      "Numéro client,Mois,Revenu mensuel,Résilié",
      (i) => `${rest(i)},${i % 2 ? "oui" : "non"}`,
    ),
  ).toEqual({
    ...{ id: "Numéro client", time: "Mois", revenue: "Revenu mensuel" },
    label: "Résilié",
  });
  expect(
    told(
      "ID de cliente,Mes,Ingreso mensual,Baja",
      (i) => `${rest(i)},${i % 2 ? "sí" : "no"}`,
    ),
  ).toEqual({
    ...{ id: "ID de cliente", time: "Mes", revenue: "Ingreso mensual" },
    label: "Baja",
  });
  expect(
    told(
      "客户编号,月份,月费,是否流失",
      (i) => `${rest(i)},${i % 2 ? "是" : "否"}`,
    ),
  ).toEqual({
    ...{ id: "客户编号", time: "月份", revenue: "月费" },
    label: "是否流失",
  });
});

test("a decimal sign is a column's own, and the file's where its cells leave it open", () => {
  const read = (row: (i: number) => string) =>
    inferred(csv("id;version;mrr;fee", row));
  const own = read((i) => `C${i};2.${i % 9};${100 + i},90;${1 + (i % 9)}.000`);
  expect(own.definition.numbers).toMatchObject({
    version: { decimal: "." },
    mrr: { decimal: "," },
  });
  const open = read((i) => `C${i};${i};${100 + i},90;${1 + (i % 9)}.000`);
  expect(open.definition).toMatchObject({
    numbers: { fee: { decimal: "," } },
    undecided: ["numbers.fee"],
  });
  expect(open.warnings).toMatchObject([
    { code: "number.decimal.undecided", column: "fee", example: "1.000" },
  ]);
});

test("a kept sign reads what both allow, and a file that contradicts it is read by its own", () => {
  const first = infer(csv("id;mrr", (i) => `C${i};1${i % 10}0,50`));
  expect(first.numbers).toEqual({ mrr: { decimal: "," } });
  const thousands = inferred(
    csv("id;mrr", (i) => `C${i};${1 + (i % 9)}.000`),
    first,
  );
  expect([thousands.warnings, thousands.writing.numbers]).toEqual([[], {}]);
  const points = inferred(
    csv("id;mrr", (i) => `C${i};1,${100 + i}.50`),
    first,
  );
  expect(points.definition.numbers).toEqual(first.numbers);
  expect(points.writing.numbers).toEqual({ mrr: { decimal: "." } });
  expect(points.warnings).toMatchObject([
    { code: "number.decimal.changed", column: "mrr", count: 60 },
  ]);
});

test("a sign that was left open is told by a later file, and what was read otherwise is read anew", () => {
  const first = infer(csv("id,mrr", (i) => `C${i},"${1 + (i % 9)},200"`));
  expect(first.numbers).toEqual({ mrr: { decimal: "." } });
  const next = inferred(
    csv("id,mrr", (i) => `C${i},"1${i % 10},50"`),
    first,
  );
  expect(next).toMatchObject({
    definition: { numbers: { mrr: { decimal: "," } }, undecided: [] },
    rereads: true,
    warnings: [{ code: "number.decimal.changed" }],
  });
});

test("an order of day and month is told from the pattern of the days, or said to be open", () => {
  const read = (date: (i: number) => string) =>
    inferred(csv("customer_id,month,v", (i) => `C${i >> 2},${date(i)},${i}.5`));
  const firsts = read((i) => `01/0${1 + (i % 4)}/2024`);
  expect(firsts.definition).toMatchObject({
    dates: { month: "dmy" },
    time: "month",
    period: "month",
  });
  expect(firsts.warnings).toEqual([]);
  expect(read((i) => `0${1 + (i % 4)}/01/2024`).definition.dates).toEqual({
    month: "mdy",
  });
  const open = read((i) => `0${1 + (i % 4)}/0${2 + (i % 3)}/2024`);
  expect(open.warnings).toMatchObject([
    { code: "date.order.undecided", column: "month" },
  ]);
  expect(open.definition.undecided).toEqual(["dates.month"]);
  const dotted = read((i) => `0${1 + (i % 4)}.02.2024`);
  expect(dotted.columns[1]).toMatchObject({ name: "month", order: "dmy" });
});

test("digits are dates only under names whose whole words say so and near now", () => {
  const type = (name: string, cell: (i: number) => unknown) =>
    infer(table(["k", name], 60, (i) => [i, cell(i)])).columns[name];
  expect(type("month", (i) => 45292 + i)).toBe("date");
  expect(type("created_at", (i) => 1706700000 + i)).toBe("date");
  expect(type("Monat", (i) => 202401 + (i % 9))).toBe("date");
  expect(type("monthly_bytes", (i) => 1706700000 + i)).toBe("number");
  expect(type("daytime_phone", (i) => 2025550100 + i)).toBe("number");
  expect(type("lifetime_value", (i) => 45292 + i)).toBe("number");
  expect(type("time", (i) => 9e9 + i)).toBe("number");
});

test("a column without a filled cell has no type, and what is open is told by a later file", () => {
  const first = infer(
    csv("customer_id,month,nps,churned", (i) => `C${i},2024-01,,N/A`),
  );
  expect([first.columns, first.label]).toEqual([
    { customer_id: "text", month: "date" },
    undefined,
  ]);
  const { definition, warnings, rereads } = inferred(
    csv(
      "Customer ID,Month,NPS,churned",
      (i) => `C${i},2024-02,${i % 11},${i % 2 ? "yes" : "no"}`,
    ),
    first,
  );
  expect(definition).toMatchObject({
    columns: { nps: "number", churned: "boolean" },
    roles: { nps: "nps" },
    label: { column: "churned", positive: "yes" },
  });
  expect([warnings, rereads]).toEqual([[], false]);
});

test("columns that went missing or came new against the file before are said", () => {
  const first = infer(csv("id,mrr,plan", (i) => `C${i},${i}.5,pro`));
  const { warnings } = inferred(
    csv("ID,m.r.r,MRR,seats", (i) => `C${i},1,${i},4`),
    first,
  );
  expect(warnings.map(({ code, column }) => `${code}@${column}`)).toEqual([
    "column.gone@plan",
    "column.new@m.r.r",
    "column.new@seats",
  ]);
});

test("a type once inferred is widened by a file that mostly contradicts it, one that was said is not", () => {
  const first = infer(csv("id,size", (i) => `C${i},${i}`));
  const words = csv("id,size", (i) => `C${i},${["small", "large"][i % 2]}`);
  expect(inferred(words, first)).toMatchObject({
    definition: { columns: { size: "category" } },
    rereads: true,
    warnings: [{ code: "column.type.changed", column: "size" }],
  });
  expect(inferred(words, { ...first, said: ["columns.size"] })).toMatchObject({
    definition: { columns: { size: "number" } },
    rereads: false,
  });
});

test("names of JavaScript are columns like any other", () => {
  const names = [
    "id",
    "constructor",
    "toString",
    "hasOwnProperty",
    "__proto__",
  ];
  const rows = csv(
    names.join(","),
    (i) => `C${i},${i % 2 ? "yes" : "no"},${i},,x`,
  );
  const first = infer(rows);
  expect(Object.entries(first.columns)).toEqual([
    ["id", "text"],
    ["constructor", "boolean"],
    ["toString", "number"],
    ["__proto__", "category"],
  ]);
  expect(inferred(rows, first).warnings).toEqual([]);
});

test("a column named as time that does not read is the time all the same, so that its rows are refused", () => {
  const terms = infer(
    csv("customer_id,month,mrr", (i) => `C${i},Spring term,${i}.5`),
  );
  expect(terms).toMatchObject({ id: "customer_id", time: "month" });
  const claims = infer(
    csv(
      "PolicyNumber,Month,paid",
      (i) => `${i},${["Dec", "Jan"][i % 2]},${i}.5`,
    ),
  );
  expect(claims.time).toBeUndefined();
});

test("answers of surveys are told by their questions and by what stands there", () => {
  const answer = (i: number) => `"Reply number ${i} in words of one's own"`;
  const chinese = infer(
    csv(
      "序号,提交答卷时间,所用时间,来源,1、您的客户编号,2、您向朋友推荐我们的可能性有多大?(0-10),3、请说明您打分的主要原因",
      (i) =>
        `${i},2025/3/${1 + (i % 28)} 8:00:09,${i}秒,微信,KH-${i},${i % 11},${answer(i)}`,
    ),
    undefined,
    "feedback",
  );
  expect(chinese).toMatchObject({
    ...{ id: "1、您的客户编号", time: "提交答卷时间" },
    roles: {
      rating: "2、您向朋友推荐我们的可能性有多大?(0-10)",
      text: "3、请说明您打分的主要原因",
      channel: "来源",
    },
  });
  const english = infer(
    csv(
      "Respondent,Account ID,Submitted At,Q1. How likely are you to recommend us?,Q2. Why?",
      (i) => `${i},A${i},2025-03-01 10:00,${i % 11},${answer(i)}`,
    ),
    undefined,
    "feedback",
  );
  expect(english).toMatchObject({
    ...{ id: "Account ID", time: "Submitted At" },
    roles: {
      rating: "Q1. How likely are you to recommend us?",
      text: "Q2. Why?",
    },
  });
  const bare = infer(
    csv("kunde,wann,a,b", (i) => `K${i},2025-03-01,${i % 6},${answer(i)}`),
    undefined,
    "feedback",
  );
  expect(bare.roles).toEqual({ rating: "a", text: "b" });
});

test.each([
  [
    "customers",
    "customer_id,month,mrr,plan",
    (i: number) => `C${i},2024-01,${i}.5,pro`,
  ],
  [
    "events",
    "user_id,event,timestamp",
    (i: number) => `U${i},login,2024-01-01T10:00:00Z`,
  ],
  [
    "events",
    "InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice,CustomerID",
    (i: number) => `${i},S${i},2,2024-01-02,2.5,${i}`,
  ],
  [
    "feedback",
    "customer_id,time,channel,rating,text",
    (i: number) =>
      `C${i},2024-01-01,mail,${i % 5},a longer comment number ${i}`,
  ],
  [
    "products",
    "product_id,title,category,price",
    (i: number) => `P${i},Lamp ${i},light,${i}.5`,
  ],
  [
    "knowledge",
    "id,title,text,lang",
    (i: number) => `${i},How to ${i},A long text ${i},en`,
  ],
  [
    "subscriptions",
    "customer,plan,amount,currency,interval,start,end,quantity",
    (i: number) => `C${i},pro,${i}.5,EUR,month,2024-01-01,,1`,
  ],
  ["own", "sepal,petal,species", (i: number) => `${i}.5,${i}.25,setosa`],
] as const)(
  "a file of %s is guessed from its columns %s",
  (kind, header, row) => expect(inferred(csv(header, row)).kind).toBe(kind),
);

test("a label's third value is named, and so is nothing where there are two answers", () => {
  const read = (cell: (i: number) => string) =>
    inferred(csv("customer_id,churned", (i) => `C${i},${cell(i)}`));
  expect(read((i) => (i % 2 ? "Yes" : "no")).warnings).toEqual([]);
  const third = read((i) => (i < 4 ? "pending" : i % 2 ? "Yes" : "no"));
  expect(third.definition.label).toMatchObject({ positive: "Yes" });
  expect(third.warnings).toMatchObject([
    { code: "label.values", column: "churned", count: 4, example: "pending" },
  ]);
});

const column = fc.constantFrom<(i: number) => string>(
  (i) => String(i * 3),
  (i) => `${i}.${i % 10}`,
  (i) => `"${i}.${100 + (i % 9)},${i % 10}0"`,
  (i) => (i % 7 ? `${1 + (i % 9)}.200` : String(i)),
  (i) => (i % 5 ? `${i}.5` : "N/A"),
  (i) => `0${1 + (i % 9)}/0${1 + (i % 7)}/2024`,
  (i) => `${10 + (i % 19)}/0${1 + (i % 7)}/2024`,
  (i) => `2024-01-0${1 + (i % 9)}T10:00:00Z`,
  (i) => String(i % 2),
  (i) => (i > 60 ? String(i) : String(i % 2)),
  (i) => (i > 50 ? `${i},5` : ""),
);

test("a file tells the same whether its rows are seen at once or those behind the sample later", () => {
  fc.assert(
    fc.property(
      fc.array(column, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 30, max: 99 }),
      (columns, cut) => {
        const names = columns.map((_, k) => `c${k}`);
        const sample = Buffer.from(
          csv(
            ["id", ...names].join(";"),
            (i) => [`${i}`, ...columns.map((cell) => cell(i))].join(";"),
            100,
          ),
        );
        const layout = TableLayout.find(sample, { whole: true });
        const scan = TableLayout.rows(sample, layout, { whole: true });
        const all = { dataset: "x", layout, scan };
        const rows = Array.from({ length: cut }, (_, row) => row);
        const part = InferDefinition.infer({ ...all, rows });
        const more = ScanEvidence.of(
          scan,
          part.names.map((name, cell) => ({
            name,
            cell,
            kind: part.definition.columns[name],
          })),
          { first: cut, width: layout.header.width },
        );
        const told = InferDefinition.infer({ ...all, rows, more }).definition;
        const whole = InferDefinition.infer(all).definition;
        for (const key of ["columns", "numbers", "dates", "undecided"] as const)
          expect(told[key]).toEqual(whole[key]);
      },
    ),
    { numRuns: 80 },
  );
});

test("a unit behind a name is no part of it, and a share of seats is no number of seats", () => {
  const roles = (names: string[], cells: string[]) =>
    infer(
      table(["id", ...names], 40, (row) => [`c${row}`, ...cells]),
      {},
      "customers",
    ).roles;
  for (const name of ["MRR (USD)", "mrr_eur", "Umsatz in EUR", "MRR [€]"])
    expect(roles([name], ["12.5"])).toEqual({ revenue: name });
  expect(roles(["Seats", "Seats Used %"], ["12", "50%"])).toEqual({
    seats: "Seats",
  });
  expect(roles(["seats_used"], ["50%"])).toEqual({});
  expect(roles(["seats_used"], ["50"])).toEqual({ activeSeats: "seats_used" });
  expect(roles(["Error rate"], ["2%"])).toEqual({ errorRate: "Error rate" });
});

test("an id is a number only where each of its cells is one, and never refuses a name", () => {
  const ids = (id: (i: number) => string, known?: Definition.Input) =>
    infer(
      csv("customer_id,mrr", (i) => `${id(i)},${i}.5`),
      known,
    );
  const first = ids((i) => String(1000 + i));
  expect(first.columns.customer_id).toBe("number");
  const odd = (i: number) => (i === 7 ? "A-17" : String(1000 + i));
  expect(ids(odd).columns.customer_id).toBe("category");
  expect(ids(odd, first).columns.customer_id).toBe("category");
});

const survey = (names: string, row: (i: number) => string) =>
  csv(names, row, 30);
const tools: [dataset: string, first: string, second: string][] = [
  [
    "feedback",
    survey(
      "customer_id,submitted_at,rating,comment",
      (i) => `C${i % 7},2025-03-0${1 + (i % 9)} 10:00,${i % 11},word ${i}`,
    ),
    survey(
      "Ticket,Requester email,CSAT score,What could we improve?,Resolved at",
      (i) =>
        `${i},c${i % 7}@ex.com,${1 + (i % 5)},thing ${i},2025-04-0${1 + (i % 9)} 09:00`,
    ),
  ],
  [
    "events",
    survey(
      "UserID,ProductID,Action,Time",
      (i) => `u${i % 5},p${i % 3},buy,2025-03-0${1 + (i % 9)}`,
    ),
    survey(
      "distinct_id,event,timestamp,sku",
      (i) => `u${i % 5},view,2025-04-0${1 + (i % 9)}T10:00:00Z,p${i % 3}`,
    ),
  ],
  [
    "subscriptions",
    survey(
      "customer,plan,amount,currency,interval,start,end",
      (i) => `c${i},Pro,${10 + i},EUR,month,2025-01-0${1 + (i % 9)},`,
    ),
    survey(
      "subscription_id,customer_id,plan_name,unit_price,currency_code,billing_interval,started_at,canceled_at",
      (i) => `s${i},c${i},Pro,${10 + i},EUR,year,2025-02-0${1 + (i % 9)},`,
    ),
  ],
  [
    "products",
    survey("sku,title,category,price", (i) => `S${i},Thing,tools,${i + 1}`),
    survey("product_id,name,stock", (i) => `S${i},Thing,${i}`),
  ],
];

test.each(tools)(
  "another tool's export of %s plays the same under the names of the first",
  (dataset, first, second) => {
    const known = infer(first, undefined, dataset);
    const found = inferred(second, known, dataset);
    const { id, time, roles } = found.definition;
    expect({ id, time }).toEqual({ id: known.id, time: known.time });
    expect(roles).toMatchObject(known.roles);
    const alone = infer(second, undefined, dataset);
    const named = (name: string | undefined) =>
      found.names[
        second
          .split("\n", 1)[0]
          .split(",")
          .indexOf(name ?? "")
      ];
    expect(named(alone.id)).toBe(known.id);
    if (known.time) expect(named(alone.time)).toBe(known.time);
    for (const [role, name] of Object.entries(known.roles))
      if (role in alone.roles)
        expect(named(alone.roles[role as Definition.Role]), role).toBe(name);
    // What its owner said binds: another name for it is a failure that names it.
    const said = { ...known, said: ["id", "time"] };
    if (!second.split(",").includes(known.id!))
      expect(() => inferred(second, said, dataset)).toThrow(
        `Expected the id column "${known.id}"`,
      );
  },
);
