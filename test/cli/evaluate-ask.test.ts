import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { articlesOf, ask } from "../../packages/cli/src/evaluate-ask";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mainstay-ask-"));
  await mkdir(join(folder, "articles", "zh"), { recursive: true });
  const put = (name: string, text: string) =>
    writeFile(join(folder, name), text);
  await put(
    "articles/refunds.md",
    "# Refunds\n\nA refund is paid within 14 days of the return.",
  );
  await put("articles/zh/refunds.md", "# 退款\n\n退货后 14 天内退款。");
  await put(
    "articles/more.csv",
    'id,title,text,lang\nkeys,API keys,"Keys are made under Settings, API keys.",en\n',
  );
  await put(
    "questions.csv",
    "question,article\nHow long does a refund take?,refunds\nWhere do I make an API key?,API keys\n退款要几天？,refunds.md\nDo you sell bicycles?,none\nI want to talk to a person,\n",
  );
});
afterAll(() => rm(folder, { recursive: true }));

const said = async (options: Parameters<typeof ask>[1]) => {
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  await ask(join(folder, "questions.csv"), options);
  const [[text]] = log.mock.calls;
  log.mockRestore();
  return JSON.parse(text);
};

test("a file of questions is asked of Markdown and CSV articles, and the figures are printed as JSON", async () => {
  expect(
    await said({ articles: join(folder, "articles"), json: true }),
  ).toEqual({
    ...{ questions: 5, answerable: 3, right: 3, wrongConfident: 0 },
    ...{ refused: 2, handedOver: 2 },
  });
});

test("a folder names the language of its articles", async () => {
  const found = await articlesOf(join(folder, "articles"));
  expect(found.map(({ id, lang }) => `${id} ${lang}`).sort()).toEqual([
    "keys en",
    "refunds en",
    "refunds zh",
  ]);
});

test("no folder, an empty one, and a file without the columns are refused by name", async () => {
  const file = join(folder, "questions.csv");
  await expect(ask(file, {})).rejects.toMatchObject({
    code: "evaluate.option.missing",
  });
  const empty = join(folder, "empty");
  await mkdir(empty);
  await expect(ask(file, { articles: empty })).rejects.toMatchObject({
    code: "evaluate.articles",
  });
  const other = join(folder, "articles/more.csv");
  const articles = join(folder, "articles");
  await expect(ask(other, { articles })).rejects.toMatchObject({
    code: "evaluate.columns",
    message: expect.stringContaining("question"),
  });
});
