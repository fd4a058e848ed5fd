// extract-sentences: the sentences of an article that answer a question, as they stand
import type { Found } from "../article-search";
import { SearchTerms } from "../search-terms";

const enough = 600; // characters

/** Of the best passage: all if it is short, else the run of sentences around the one that says most of the question. */
export function sentences({ passages: [best] }: Found, question: string) {
  const said = best.sentences;
  if (length(said) <= enough) return said.join("").trim();
  const asked = new Set(
    SearchTerms.terms(question).flatMap((term) => [
      term,
      ...SearchTerms.synonyms(term),
    ]),
  );
  const hits = said.map(
    (sentence) =>
      new Set(SearchTerms.terms(sentence).filter((term) => asked.has(term)))
        .size,
  );
  let from = hits.indexOf(Math.max(...hits));
  let to = from + 1;
  // What follows explains more often than what goes before.
  const fits = (a: number, b: number) => length(said.slice(a, b)) <= enough;
  while (to < said.length && fits(from, to + 1)) to++;
  while (from > 0 && fits(from - 1, to)) from--;
  return said.slice(from, to).join("").trim();
}

const length = (sentences: string[]) =>
  sentences.reduce((sum, { length }) => sum + length, 0);
