// unanswered-questions: questions of customers that no article answers
import type { Info } from "../report";
import { clipped, grid, html } from "../print-layout";
import { whole } from "../../text/format";
import type { Section } from "./section";

const maxQuestions = 20;
const maxLetters = 200;

export function questions({ questions }: Info): Section | null {
  if (!questions?.length) return null;
  const times = questions.reduce((sum, { count }) => sum + count, 0);
  return {
    id: "support",
    title: "Unanswered questions",
    body: html`<p>
        ${whole(times)} times this month the articles had no answer. Each of
        these questions is an article worth writing.
      </p>
      ${grid(
        ["Question", "#Unanswered", "#Asked", "Last"],
        questions
          .slice(0, maxQuestions)
          .map(({ question, count, asked, last }) => [
            `“${clipped(question, maxLetters)}”`,
            whole(count),
            whole(asked),
            last.slice(0, 10),
          ]),
      )}`,
  };
}
