// section-index: the sections of all articles as they are searched, and how well a unit of a question is met in one
import type { Lang } from "../text/wording";
import type { Article } from "./article";
import { Section } from "./section";
import { FunctionWords } from "./function-words";
import { SearchTerms } from "./search-terms";

export type Field = {
  text: string;
  terms: Set<string>;
  meanings: Set<number>;
};

export type Entry = {
  section: Section.Section;
  at: number; // its place in the article
  title: Field;
  heading: Field;
  sentences: Field[];
  own: Field; // headings and sentences
  titled: Field; // those and the title
};

export type Index = {
  entries: Record<Lang, Entry[]>;
  articles: Record<Lang, Article[]>;
  vocabulary: Set<string>; // of words in Latin letters
};

export function build(articles: Article[]): Index {
  const index: Index = {
    entries: { en: [], zh: [] },
    articles: { en: [], zh: [] },
    vocabulary: new Set(),
  };
  for (const article of articles) {
    const title = field(article.title);
    index.articles[article.lang].push(article);
    for (const [at, section] of Section.sections(article).entries()) {
      // What stands before the first heading stands below the title.
      const heading = section.headings.length
        ? field(section.headings.join("\n"))
        : title;
      const sentences = section.sentences.map(field);
      const own = union([
        ...(section.headings.length ? [heading] : []),
        ...sentences,
      ]);
      index.entries[article.lang].push({
        section,
        at,
        title,
        heading,
        sentences,
        own,
        titled: union([title, own]),
      });
      for (const { terms } of [title, own])
        for (const term of terms)
          if (latin.test(term)) index.vocabulary.add(term);
    }
  }
  return index;
}

const latin = /^[a-z]+$/;

export function field(text: string): Field {
  const units = SearchTerms.units(text);
  return {
    text: text.normalize("NFKC").toLowerCase(),
    terms: new Set(units.flatMap(({ terms }) => terms)),
    meanings: new Set(units.flatMap(({ meanings }) => meanings)),
  };
}

const union = (fields: Field[]): Field => ({
  text: fields.map(({ text }) => text).join("\n"),
  terms: new Set(fields.flatMap(({ terms }) => [...terms])),
  meanings: new Set(fields.flatMap(({ meanings }) => [...meanings])),
});

/** A unit of a question with the words of the articles that are spelled much like it. */
export type Asked = Omit<SearchTerms.Unit, "parts"> & {
  alike: string[];
  parts: Asked[];
};

const nowhere = new Set<string>();

/** A text's units by themselves, without the words of any articles. */
export const units = (text: string) => asked({ vocabulary: nowhere }, text);

export function asked(
  { vocabulary }: Pick<Index, "vocabulary">,
  question: string,
): Asked[] {
  const seen = new Set<string>();
  return SearchTerms.units(question)
    .filter(({ terms: [term] }) => !seen.has(term) && seen.add(term))
    .map((unit) => withKin(unit, vocabulary));
}

const withKin = (unit: SearchTerms.Unit, vocabulary: Set<string>): Asked => ({
  ...unit,
  parts: unit.parts.map((part) => withKin(part, vocabulary)),
  alike: unit.terms.flatMap((term) =>
    latin.test(term) && term.length >= 5
      ? Array.from(vocabulary).filter((other) => kin(term, other))
      : [],
  ),
});

/** Stems that part only in their last two letters, or by one letter more, less or other. */
export function kin(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 2 || b.length < 5)
    return false;
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  if (same >= 5 && a.length - same <= 2 && b.length - same <= 2) return true;
  if (Math.abs(a.length - b.length) > 1 || same < 2) return false;
  const [p, q] = [a.slice(same), b.slice(same)];
  return p.slice(1) === q || p === q.slice(1) || p.slice(1) === q.slice(1);
}

// How much is met by a word of the same meaning, less for each other meaning that the word has; by one spelled alike; by the
// signs of a word alone.
const strength = {
  ...{ meaning: 0.85, perMeaning: 0.05, meaningLeast: 0.5 },
  ...{ alike: 0.75, signs: 0.5 },
};

/** 0 to 1. */
export function met(unit: Asked, field: Field): number {
  const { text, terms, meanings } = field;
  const { han, text: word } = unit;
  if (unit.terms.some((term) => terms.has(term))) return 1;
  if (han && word.length > 1 && text.includes(word)) return 1;
  if (unit.meanings.some((one) => meanings.has(one)))
    return Math.max(
      strength.meaningLeast,
      strength.meaning - strength.perMeaning * (unit.meanings.length - 1),
    );
  if (unit.alike.some((term) => terms.has(term))) return strength.alike;
  if (!han) {
    const sum = unit.parts.reduce((sum, part) => sum + met(part, field), 0);
    return unit.parts.length ? sum / unit.parts.length : 0;
  }
  return bySigns(word, text);
}

// A sign within another word: 补 of 补课, 班 of 换班 and 小班. What leans on words, and numbers, tell nothing.
const telling = (sign: string) =>
  !FunctionWords.empty.has(sign) && !leans.test(sign);
const leans =
  /[一二三四五六七八九十两几半百千个元天月年日时分中上下里外前后大小多少人有不没到得来去好给用会能开个名号]/;

function bySigns(word: string, text: string) {
  const all = [...word].filter(telling);
  if (!all.length) return 0;
  const there = all.filter((sign) => text.includes(sign)).length;
  return ((all.length === 1 ? 0.72 : strength.signs) * there) / all.length;
}

export * as SectionIndex from "./section-index";
