import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { TextSource } from "@mainstay/core/tabular/text-source";

const read = (bytes: Uint8Array) => TextSource.read(bytes, { workbook: true });
const file = readFileSync("test/fixtures/reading/two-sheets.xlsx");

test("the first sheet with rows comes out as CSV, dates written year first and lines where they stood", async () => {
  const { text } = await read(file);
  expect(text.toString().split("\n").slice(0, 5)).toEqual([
    "Accounts of March,,,,,,",
    ",,,,,,",
    "id,seen,at,mrr,share,active,note",
    '000,2024-02-28,2024-02-28 12:00:00,100.25,0.5,false,"said ""x"",',
    'y"',
  ]);
});

test("what is no workbook, or only part of one, says so", async () => {
  for (const bytes of [
    Buffer.from("id,mrr\n1,2\n"),
    file.subarray(0, file.length / 2),
    Buffer.alloc(0),
  ])
    await expect(read(bytes)).rejects.toMatchObject({
      code: "upload.workbook",
    });
});

test("a workbook that would not fit into memory is refused before it is unpacked", async () => {
  const huge = Buffer.from(file);
  const entry = huge.lastIndexOf("xl/worksheets/sheet2.xml") - 46;
  huge.writeUInt32LE(2 ** 31, entry + 24);
  await expect(read(huge)).rejects.toMatchObject({
    code: "upload.workbook.large",
  });
});
