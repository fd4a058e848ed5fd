// answer-search: the sections that answer a question, as they stand, with how likely they do
import type { Lang } from "../text/wording";
import type { Article } from "./article";
import { Confidence } from "./confidence";
import { QuestionMatch } from "./question-match";
import type { SectionIndex } from "./section-index";

export type Passage = { article: Article; text: string };

export type Found = Passage & {
  /** 0–1, calibrated. */
  confidence: number;
  /** A section of another article that says otherwise. */
  opposed: Passage | null;
  at: number; // its place among the article's sections
};

const textOf = ({ section }: SectionIndex.Entry) =>
  section.sentences.join("").trim();

// Sections of the article that answer nearly as well are said too, as long as they fit.
const nearly = 0.88;
const enough = 1600; // characters

function whole({ matches: [best, ...others] }: QuestionMatch.Found) {
  const said = [best];
  let size = textOf(best.entry).length;
  for (const one of others) {
    if (one.article !== best.article || one.score < nearly * best.score)
      continue;
    size += textOf(one.entry).length;
    if (size > enough) break;
    said.push(one);
  }
  const order = ({ entry }: QuestionMatch.Match) => entry.at;
  return said
    .sort((a, b) => order(a) - order(b))
    .map(({ entry }) => textOf(entry))
    .join("\n\n");
}

export function find(
  index: SectionIndex.Index,
  question: string,
  lang: Lang,
): Found | undefined {
  const found = QuestionMatch.find(index, question, lang);
  if (!found) return undefined;
  const [{ article, entry }] = found.matches;
  const other = QuestionMatch.opposed(found);
  return {
    article,
    text: whole(found),
    confidence: Confidence.of(found.marks),
    opposed: other
      ? { article: other.article, text: textOf(other.entry) }
      : null,
    at: entry.at,
  };
}

/** The section as far down the article as the one found, if the article is there in that language. */
export function translated(
  { entries }: SectionIndex.Index,
  found: Found,
  lang: Lang,
): Found | undefined {
  const theirs = entries[lang].filter(
    ({ section }) => section.article.id === found.article.id,
  );
  const entry = theirs[Math.min(found.at, theirs.length - 1)];
  return (
    entry && {
      ...found,
      article: entry.section.article,
      text: textOf(entry),
      at: entry.at,
    }
  );
}

export * as AnswerSearch from "./answer-search";
