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
