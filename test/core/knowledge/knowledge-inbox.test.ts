import { afterAll, beforeAll, expect, test } from "vitest";
import { Bucket } from "@mainstay/core/aws/bucket";
import { Csv } from "@mainstay/core/tabular/csv";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Presigned } from "@mainstay/core/ingest/presigned";
import { Knowledge } from "@mainstay/core/knowledge/knowledge";
import { Upload } from "@mainstay/core/ingest/upload";
import { start, type Cloud } from "../../cloud";

let cloud: Cloud;
beforeAll(async () => void (cloud = await start()));
afterAll(() => cloud.stop());

async function drop(name: string, body: string | Uint8Array) {
  await Bucket.put(Bucket.keys.inbox("knowledge", name), body);
  await cloud.drain();
}
const upload = async (name: string) => {
  const { items } = await Upload.page("knowledge", { limit: 100 });
  return items.find(({ key }) => key.endsWith(`/${name}`))!;
};
const csv = (...rows: string[][]) =>
  [["id", "title", "text", "lang"], ...rows].map(Csv.line).join("");
const articles = async () => (await Knowledge.load()).articles;
const find = async (id: string) =>
  (await articles()).filter((article) => article.id === id);

const text = 'Within **14** days.\n\n## How, and "where"\n\nBy ticket, please.';

test("a Markdown file and a row of a CSV give the same article, and the definition says what is what", async () => {
  await drop("refunds.md", `\ufeff# Refunds\r\n\r\n${text}\r\n`);
  expect(await upload("refunds.md")).toMatchObject({
    state: "done",
    accepted: 1,
    rejected: 0,
  });
  const fromMarkdown = await find("refunds");
  expect(fromMarkdown).toEqual([
    { id: "refunds", title: "Refunds", text, lang: "en" },
  ]);
  expect(await Dataset.get("knowledge")).toMatchObject({
    id: "id",
    roles: { title: "title", text: "text", lang: "lang" },
    columns: { id: "text", title: "text", text: "text", lang: "text" },
  });
  await drop("two.csv", csv(["again", "Refunds", text, "en"]));
  expect(await find("again")).toEqual([{ ...fromMarkdown[0], id: "again" }]);
});

test("the newest upload of an id counts, and an empty text takes the article away", async () => {
  await drop("refunds.md", "# Refunds\n\nWithin 30 days.");
  expect(await find("refunds")).toMatchObject([{ text: "Within 30 days." }]);
  await drop("gone.csv", csv(["refunds", "Refunds", "", "en"]));
  expect(await find("refunds")).toEqual([]);
  await drop("refunds.md", "# Refunds\n\nWithin 7 days.");
  expect(await find("refunds")).toMatchObject([{ text: "Within 7 days." }]);
});

test("an article may stand in two languages under one id; numbers are titles too", async () => {
  await drop(
    "both.csv",
    csv(
      ["429", "429", "Too many requests.", "en"],
      ["429", "429", "请求太多。", "zh"],
    ),
  );
  expect((await find("429")).map(({ lang }) => lang).sort()).toEqual([
    "en",
    "zh",
  ]);
});

test("a Markdown file in GB18030 is read as Chinese", async () => {
  // 退款 and 十四天内。 in GB18030
  const bytes = Buffer.from("2320cdcbbfee0a0acaaecbc4ccecc4daa1a3", "hex");
  await drop("tuikuan.md", bytes);
  expect(await find("tuikuan")).toEqual([
    { id: "tuikuan", title: "退款", text: "十四天内。", lang: "zh" },
  ]);
});

test("what is in memory follows what lies in the lake, and stays while nothing changes", async () => {
  const before = await Knowledge.load();
  expect(await Knowledge.load()).toBe(before);
  await drop("fresh.md", "# Fresh\n\nNew here.");
  expect(await Knowledge.load()).not.toBe(before);
  expect(await find("fresh")).toHaveLength(1);
});

test("an upload may be Markdown for knowledge and for nothing else", async () => {
  const file = { name: "a.md", size: 3, type: "text/markdown" };
  expect(
    await Presigned.address({ ...file, dataset: "knowledge" }),
  ).toMatchObject({
    key: "inbox/knowledge/a.md",
  });
  for (const [dataset, name] of [
    ["customers", "a.md"],
    ["knowledge", "a.pdf"],
    ["knowledge", "../a.md"],
  ])
    expect(() => Presigned.address({ ...file, dataset, name })).toThrow();
  await Bucket.put(Bucket.keys.inbox("notes", "a.md"), "# No CSV");
  await cloud.drain();
  expect((await Upload.page("notes", { limit: 10 })).items).toMatchObject([
    { state: "failed", error: { code: "upload.type" } },
  ]);
});

test("an article of more than 4 MiB is refused", async () => {
  await drop("book.md", "word ".repeat(1 << 20));
  expect(await upload("book.md")).toMatchObject({
    state: "failed",
    error: { code: "upload.markdown.large" },
  });
});
