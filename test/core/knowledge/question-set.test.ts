// The questions of companies of different trades, half of them Chinese, with near misses, anger and articles that disagree.
import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { QuestionSet } from "@mainstay/core/knowledge/ask/question-set";
import { Knowledge } from "@mainstay/core/knowledge/knowledge";
import { SearchTerms } from "@mainstay/core/knowledge/search-terms";
import {
  articlesOf,
  questionsOf,
} from "../../../packages/cli/src/evaluate-ask";

const judgedOf = async (root: string) =>
  (
    await Promise.all(
      readdirSync(root).map(async (company) =>
        QuestionSet.judge(
          Knowledge.build(await articlesOf(`${root}/${company}/articles`)),
          await questionsOf(`${root}/${company}/questions.csv`),
        ),
      ),
    )
  ).flat();
const judged = await judgedOf("test/fixtures/knowledge");

test.each(["en", "zh"])(
  "in %s seven answerable questions of ten are answered, one answer of fifty is wrong, and what no article says is refused",
  (lang) => {
    const own = judged.filter(
      ({ question }) => SearchTerms.langOf(question) === lang,
    );
    const { questions, answerable, right, wrongConfident, refused } =
      QuestionSet.sum(own);
    expect(right / answerable).toBeGreaterThan(0.7);
    expect(wrongConfident / questions).toBeLessThanOrEqual(0.02);
    expect(refused / (questions - answerable)).toBeGreaterThanOrEqual(0.95);
  },
);

test("a company whose questions played no part in the fit is answered less often, and what no article says is refused", async () => {
  const { questions, answerable, right, wrongConfident, refused } =
    QuestionSet.sum(await judgedOf("test/fixtures/knowledge-unfitted"));
  expect(right / answerable).toBeGreaterThan(0.55);
  expect(wrongConfident / questions).toBeLessThan(0.08);
  expect(refused / (questions - answerable)).toBeGreaterThanOrEqual(0.95);
});

test("confidence is calibrated: what is answered at about 0.9 is right about nine times of ten", () => {
  const sure = judged.filter(({ confidence }) => confidence >= 0.5);
  const mean = (of: (one: QuestionSet.Judged) => number) =>
    sure.reduce((sum, one) => sum + of(one), 0) / sure.length;
  const right = mean(({ verdict }) => Number(verdict === "right"));
  expect(Math.abs(mean(({ confidence }) => confidence) - right)).toBeLessThan(
    0.12,
  );
});

test.each([
  ["", []],
  ["none", []],
  ["无", []],
  ["refunds", ["refunds"]],
  ["refunds | billing.md", ["refunds", "billing.md"]],
])("an article cell %j means %j", (cell, articles) => {
  expect(QuestionSet.articlesIn(cell)).toEqual(articles);
});

test("an article is named by its file, its id or its title", () => {
  const base = Knowledge.build([
    {
      ...{ id: "refunds", title: "Getting your money back", lang: "en" },
      text: "A refund is paid within 14 days.",
    },
  ]);
  const named = (name: string) =>
    QuestionSet.judge(base, [
      { question: "How long does a refund take?", articles: [name] },
    ])[0].verdict;
  for (const name of ["refunds", "en/Refunds.md", "getting your money back"])
    expect(named(name)).toBe("right");
  expect(named("returns")).toBe("wrong");
});
