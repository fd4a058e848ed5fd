// unanswered-questions: questions of customers that no article answers
import { Block } from "../../document/block";
import type { Pen } from "../pen";
import type { Info } from "../report";

const maxQuestions = 20;
const maxLetters = 200;

export function questions({ questions }: Info, pen: Pen): Block.Section | null {
  if (!questions?.length) return null;
  const { t, whole } = pen;
  const times = questions.reduce((sum, { count }) => sum + count, 0);
  return {
    ...{ id: "support", title: t("questions.title") },
    blocks: [
      Block.text(t("questions.times", { n: times })),
      Block.table(
        [
          ...[t("questions.question"), `#${t("questions.unanswered")}`],
          ...[`#${t("questions.asked")}`, t("questions.last")],
        ],
        questions
          .slice(0, maxQuestions)
          .map(({ question, count, asked, last }) => [
            `“${Block.clipped(question, maxLetters)}”`,
            ...[whole(count), whole(asked), last.slice(0, 10)],
          ]),
      ),
    ],
  };
}
