// What the end of a long file shows: signs, letters and sums that its beginning does not hold.
import { expect, test } from "vitest";
import { Preview } from "@mainstay/core/intake/preview";
import { bytesOf } from "../reading/bytes-of";

const now = new Date("2026-01-15T00:00:00Z");
const row = (k: number) =>
  `C-${k};Firm ${k};${1 + (k % 8)}.${100 + (k % 900)}\n`;

function preview(end: string, encoding = "utf-8") {
  const lines = ["customer_id;company;mrr\n"];
  for (let k = 0; k < 60_000; k++) lines.push(row(k));
  const all = bytesOf(lines.join("") + end, encoding);
  const head = all.subarray(0, Preview.maxBytes);
  const tail = all.subarray(all.length - Preview.tailBytes);
  const file = { dataset: "customers", name: "2025-06.csv", isCut: true };
  const read = (body: Uint8Array, size: number) =>
    Preview.read({ ...file, ...Preview.parted(body, size) }, now);
  return Promise.all([
    read(head, 0),
    read(Buffer.concat([head, tail]), tail.length),
  ]);
}
const codes = ({ warnings }: Preview.Info) => warnings.map(({ code }) => code);

test("a decimal sign that only the end shows is taken, and a total there is said", async () => {
  const [head, whole] = await preview("C-x;Firm x;12,50\nTotal;;9.999,50\n");
  expect(codes(head)).toContain("number.decimal.undecided");
  expect(codes(whole)).toEqual(["row.total"]);
  expect(whole.columns[2]).toMatchObject({ type: "number", decimal: "," });
  expect(whole.rows).toBe(head.rows);
});

test("letters that only the end has tell the encoding", async () => {
  const end = "C-x;松鼠食品有限公司北京;1.200\nC-y;上海客户服务中心;1.300\n";
  const [head, whole] = await preview(end, "gb18030");
  expect([head.encoding, whole.encoding]).toEqual(["utf-8", "gb18030"]);
});
