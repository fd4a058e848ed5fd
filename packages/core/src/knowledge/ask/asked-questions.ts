// asked-questions: what was asked in a month, counted by its words, with what came of it; not by whom
import * as z from "zod";
import { sha256 } from "../../base/digest";
import { Lang } from "../../text/wording";
import { Table } from "../../aws/table";

export const Info = z.object({
  question: z.string().describe("As it was asked last."),
  lang: Lang,
  count: z.int().positive().describe("How often it went unanswered."),
  asked: z.int().positive(),
  last: z.iso.datetime(),
});
export type Info = z.infer<typeof Info>;

/** Case, width, punctuation and spaces make no other question. */
export const normal = (question: string) =>
  question
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

// Addresses, keys and numbers of people have no place in a report.
const personal =
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\+?\d(?:[\s()-]{0,3}\d){6,}|(?:\w+-)*\b(?=\w*\d)(?=\w*[a-z])\w{16,}/gi;
export const masked = (question: string) =>
  question.replaceAll(personal, "[…]");

const shownLength = 300;

export async function count({
  question,
  lang,
  answered,
  handOver,
  now,
}: {
  question: string;
  lang: Lang;
  answered: boolean;
  handOver: boolean;
  now: Date;
}) {
  const at = now.toISOString();
  const text = masked(question);
  await Table.update(
    Table.keys.question(at.slice(0, 7), sha256(normal(text) || text)),
    {
      set: { question: text.slice(0, shownLength), lang, last: at },
      add: {
        asked: 1,
        unanswered: answered ? 0 : 1,
        handedOver: handOver ? 1 : 0,
      },
    },
  );
}

/** Most asked first; `month` is YYYY-MM in UTC. */
export async function unanswered(month: string, limit = 100): Promise<Info[]> {
  const items = await Table.all(Table.keys.question(month, "").pk);
  return items
    .filter((item) => item.unanswered > 0)
    .map(({ question, lang, unanswered, asked, last }) =>
      Info.parse({ question, lang, count: unanswered, asked, last }),
    )
    .sort(
      (a, b) =>
        b.count - a.count ||
        (a.last === b.last
          ? a.question < b.question
            ? -1
            : 1
          : a.last < b.last
            ? 1
            : -1),
    )
    .slice(0, limit);
}
