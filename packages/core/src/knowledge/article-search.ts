// article-search: the passages that answer a question best, and how sure that is
import MiniSearch from "minisearch";
import type { Lang } from "../text/wording";
import type { Article } from "./article";
import { passages, type Passage } from "./passage";
import { SearchTerms } from "./search-terms";

export type Found = {
  article: Article;
  passages: Passage[]; // best first
  /** 0–1, see `certain`. */
  confidence: number;
};

export type Index = {
  passages: Passage[];
  search: MiniSearch<{ id: number }>;
  weigh: (term: string) => number;
};

export function index(articles: Article[]): Index {
  const all = articles.flatMap(passages);
  const search = new MiniSearch<{ id: number }>({
    fields: ["title", "headings", "text"],
    tokenize: SearchTerms.indexed,
    processTerm: (term) => term,
  });
  search.addAll(
    all.map(({ article, headings, sentences }, id) => ({
      id,
      title: article.title,
      headings: headings.join("\n"),
      text: sentences.join(""),
    })),
  );
  return { passages: all, search, weigh: weights(articles) };
}

// How much a term tells: that of BM25, by articles. A word that no article has tells most.
function weights(articles: Article[]) {
  const counts = new Map<string, number>();
  for (const { title, text } of articles)
    for (const term of new Set(SearchTerms.indexed(`${title}\n${text}`)))
      counts.set(term, (counts.get(term) ?? 0) + 1);
  const n = articles.length;
  return (term: string) => {
    const count = counts.get(term) ?? 0;
    return Math.log(1 + (n - count + 0.5) / (count + 0.5));
  };
}

const boost = { title: 3, headings: 2 };
// A synonym, and a word spelled alike, count for less than the word itself.
const kin = 0.5;
const latin = /^[a-z]+$/;

type Hit = { passage: Passage; score: number; met: string[] };

type Word = SearchTerms.Word & { alike: string[]; weight: number };

const wordsOf = (question: string, weigh: Index["weigh"]): Word[] =>
  SearchTerms.content(question).map(({ terms, any }) => ({
    ...{ terms, any },
    alike: terms.flatMap(SearchTerms.synonyms),
    // Of two ways to cut a word, the one that articles know is the one that was meant.
    weight: any
      ? Math.min(...terms.map(weigh))
      : terms.reduce((sum, term) => sum + weigh(term), 0) / terms.length,
  }));

function hits({ search, passages }: Index, question: string, words: Word[]) {
  const own = new Set(SearchTerms.terms(question));
  const asked = new Set([...own, ...words.flatMap(({ alike }) => alike)]);
  const found = search.search([...asked].join(" "), {
    tokenize: (text) => text.split(" "),
    boost,
    boostTerm: (term) => (own.has(term) ? 1 : kin),
    fuzzy: (term) =>
      own.has(term) && term.length >= 6 && latin.test(term) ? 0.17 : false,
  });
  return found.map(({ id, score, queryTerms }): Hit => ({
    passage: passages[id],
    score,
    met: queryTerms,
  }));
}

function covered(words: Word[], met: Set<string>) {
  const share = ({ terms, any, alike }: Word) =>
    (any ? [...terms, ...alike] : alike).some((term) => met.has(term))
      ? 1
      : terms.filter((term) => met.has(term)).length / terms.length;
  const total = words.reduce((sum, { weight }) => sum + weight, 0);
  const found = words.reduce((sum, w) => sum + w.weight * share(w), 0);
  return total > 0 ? found / total : 0;
}

/**
 * Share of what the question says that the article says too, each word by how much it tells, less up to a quarter where
 * another article scores nearly as well: c · (3 + min(1, 2m)) / 4, m = 1 − second score / best score.
 */
const certain = (covered: number, best: number, second: number) =>
  covered === 0
    ? 0
    : (covered * (3 + Math.min(1, 2 * (1 - second / best)))) / 4;

// The title is all passages' alike: which of them answers is told by their own words.
function closest(words: Word[], hits: Hit[]): Passage[] {
  return hits
    .map(({ passage }) => ({
      passage,
      share: covered(words, new Set(SearchTerms.indexed(own(passage)))),
    }))
    .sort((a, b) => b.share - a.share)
    .map(({ passage }) => passage);
}

const own = ({ headings, sentences }: Passage) =>
  [...headings, ...sentences].join("\n");

// Articles worth telling apart.
const most = 10;

/** Articles of one language, best first. */
export function find(index: Index, question: string, lang: Lang): Found[] {
  const words = wordsOf(question, index.weigh);
  const byArticle = new Map<Article, Hit[]>();
  for (const hit of hits(index, question, words)) {
    const { article } = hit.passage;
    if (article.lang !== lang) continue;
    byArticle.set(article, [...(byArticle.get(article) ?? []), hit]);
  }
  const ranked = [...byArticle]
    .map(([article, hits]) => {
      const share = covered(words, new Set(hits.flatMap(({ met }) => met)));
      return { article, hits, share, score: share * hits[0].score };
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, most);
  return ranked.map(({ article, hits, share, score }, k) => ({
    article,
    passages: closest(words, hits),
    confidence: certain(
      share,
      score,
      Math.min(score, ranked[k === 0 ? 1 : 0]?.score ?? 0),
    ),
  }));
}

/** The passage as far down the article as the one found, if the article is there in that language. */
export function translated(
  { passages }: Index,
  { article, passages: [best], confidence }: Found,
  lang: Lang,
): Found | undefined {
  const own = passages.filter((passage) => passage.article === article);
  const theirs = passages.filter(
    (passage) =>
      passage.article.id === article.id && passage.article.lang === lang,
  );
  if (!theirs.length) return undefined;
  const at = Math.min(own.indexOf(best), theirs.length - 1);
  return {
    article: theirs[0].article,
    passages: [theirs[at]],
    confidence,
  };
}
