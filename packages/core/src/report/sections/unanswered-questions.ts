// unanswered-questions: what customers asked that no article answers
import type { Info } from "../report";
import { clipped, grid, html, whole } from "../print-layout";
import type { Section } from "./section";

const most = 20;
const longest = 200;

export function questions({ questions }: Info): Section | null {
  if (!questions?.length) return null;
  const times = questions.reduce((sum, { count }) => sum + count, 0);
  return {
    id: "support",
    title: "Support",
    body: html`<p>
        ${whole(times)} times this month the articles had no answer. Each of
        these questions is an article worth writing.
      </p>
      ${grid(
        ["Question", "#Unanswered", "#Asked", "Last"],
        questions
          .slice(0, most)
          .map(({ question, count, asked, last }) => [
            `“${clipped(question, longest)}”`,
            whole(count),
            whole(asked),
            last.slice(0, 10),
          ]),
      )}`,
  };
}
