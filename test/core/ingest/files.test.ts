import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Bucket } from "@mainstay/core/aws/bucket";
import { Snapshot } from "@mainstay/core/customers/snapshot";
import { Upload } from "@mainstay/core/ingest/upload";
import { start, type Cloud } from "../../cloud";

let cloud: Cloud;
beforeAll(async () => {
  cloud = await start();
});
afterAll(() => cloud.stop());

const drop = (dataset: string, name: string, body: string | Uint8Array) =>
  Bucket.put(Bucket.keys.inbox(dataset, name), body);
const uploads = async (dataset: string) =>
  (await Upload.page(dataset, { limit: 100 })).items.reverse();
const rows = (count: number) =>
  Array.from({ length: count }, (_, i) => `C${i},2024-0${1 + (i % 2)},${i}\n`);
const table = (count: number) =>
  `customer_id,month,mrr\n${rows(count).join("")}`;

test("endings that are read are read in any case, and every other object says why it is not", async () => {
  const tabbed = table(4).replaceAll(",", "\t");
  for (const name of ["a.CSV", "b.txt", "c.csv.GZ"])
    await drop(
      "kinds",
      name,
      /gz$/i.test(name) ? gzipSync(table(4)) : table(4),
    );
  for (const name of ["d.tsv", "e.tsv.gz"])
    await drop("kinds", name, /gz$/.test(name) ? gzipSync(tabbed) : tabbed);
  for (const name of ["f.xls", "g.parquet", "h", "i.csv.bz2", "j.md", "k.gz"])
    await drop("kinds", name, table(4));
  await drop("kinds", "folder/", "");
  await cloud.drain();
  expect(
    (await uploads("kinds")).map(({ key, state, error }) => [
      key.split("/").at(-1),
      error?.code ?? state,
    ]),
  ).toEqual([
    ...["a.CSV", "b.txt", "c.csv.GZ", "d.tsv", "e.tsv.gz"].map((name) => [
      name,
      "done",
    ]),
    ...["f.xls", "g.parquet", "h", "i.csv.bz2", "j.md", "k.gz"].map((name) => [
      name,
      "upload.type",
    ]),
  ]);
});

test("a workbook's first sheet with rows is read, its title passed over", async () => {
  const file = readFileSync("test/fixtures/reading/two-sheets.xlsx");
  await drop("sheets", "Accounts 2024-03.xlsx", file);
  await cloud.drain();
  const [upload] = await uploads("sheets");
  expect(upload).toMatchObject({
    state: "done",
    accepted: 6,
    rejected: 0,
    warnings: [{ code: "header.skipped" }],
  });
  const found = await Snapshot.inPeriod("sheets", upload.periods[0]);
  expect(found.map(({ id }) => id)).toContain("003");
});

const rejects = async ({ id }: Upload.Item) => {
  const text = (await Bucket.text(Bucket.keys.rejects(id))) ?? "";
  return text
    .split("\n")
    .slice(1, -1)
    .map((line) => line.split(",").slice(0, 3))
    .map(([line, , code]) => [Number(line), code]);
};

test("titles, units, totals and repeated headers are nobody's rows, and lines stay those of the file", async () => {
  await drop(
    "lines",
    "a.csv",
    "Accounts,,\n# made by hand\n\ncustomer_id,month,mrr\n(text),(month),(USD)\n" +
      "C1,2024-01,10.5\nC2,2024-01,20\n,,\nSubtotal,,30.5\n\ufeffcustomer_id,month,mrr\n" +
      "C3,2024-01,30\nTOTAL (3),,60.50\n",
  );
  await cloud.drain();
  const [upload] = await uploads("lines");
  expect(upload).toMatchObject({ state: "done", accepted: 3, rejected: 3 });
  expect(upload.warnings.map(({ code }) => code)).toEqual([
    "header.skipped",
    "row.units",
  ]);
  expect(await rejects(upload)).toEqual([
    [9, "row.total"],
    [10, "row.header"],
    [12, "row.total"],
  ]);
});

test("a time still to come, an id and a row too large are refused alone", async () => {
  const day = (days: number) =>
    new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const lines = [
    `C1,${day(0)},ok`,
    `C2,${day(3)},future`,
    "C3,2099-12-31,future",
    `${"x".repeat(901)},${day(0)},long`,
    `C5,${day(0)},${"y".repeat(360_000)}`,
    `C6,${day(1)},tomorrow`,
  ];
  await drop("sized", "a.csv", `customer_id,day,note\n${lines.join("\n")}\n`);
  await cloud.drain();
  const [upload] = await uploads("sized");
  expect(upload).toMatchObject({ state: "done", accepted: 2, rejected: 4 });
  expect(await rejects(upload)).toEqual([
    [3, "row.time.future"],
    [4, "row.time.future"],
    [5, "row.id.long"],
    [6, "row.bytes"],
  ]);
});

test("the period comes from the name or the folders, else it is said to be assumed", async () => {
  const text = "customer_id,mrr\nC1,1\nC2,2\n";
  await drop("named", "customers_Jan2024.csv", text);
  await drop("named", "2024-02/a.csv", `${text}C3,3\n`);
  await drop("named", "customers 2099-01.csv", `${text}C4,4\n`);
  await cloud.drain();
  const now = new Date().toISOString().slice(0, 7);
  expect(
    (await uploads("named")).map(({ periods, warnings }) => [
      ...periods,
      ...warnings.map(({ code }) => code),
    ]),
  ).toEqual([["2024-01"], ["2024-02"], [now, "period.assumed"]]);
});

test("a header wider than any table is answered at once", async () => {
  const wide = Array.from({ length: 100_000 }, (_, k) => `c${k}`).join(",");
  await drop("wide", "a.csv", `${wide}\n1,2\n`);
  await cloud.drain();
  const [upload] = await uploads("wide");
  expect(upload.error?.code).toBe("upload.columns");
});

test("ids that stand twice, and ids spelt otherwise than the month before, are said", async () => {
  const month = (month: string, spell: (i: number) => string) =>
    `customer_id,month,mrr\n${Array.from({ length: 8 }, (_, i) => `${spell(i)},${month},${i}\n`).join("")}`;
  const zeros = (i: number) => `00${10 + i}`;
  await drop("ids", "a.csv", `${month("2024-01", zeros)}0012,2024-01,99\n`);
  await cloud.drain();
  await drop(
    "ids",
    "b.csv",
    month("2024-02", (i) => `${10 + i}.0`),
  );
  await cloud.drain();
  await drop(
    "ids",
    "c.csv",
    month("2024-03", (i) => `${10 + i}.0`),
  );
  await cloud.drain();
  expect((await uploads("ids")).map(({ warnings }) => warnings)).toMatchObject([
    [{ code: "id.repeated", count: 1, example: "0012" }],
    [{ code: "id.changed", column: "customer_id", count: 8 }],
    [],
  ]);
});
