// section: what stands below one heading of an article, whole, which is what an answer is made of
import type { Lang } from "../text/wording";
import type { Article } from "./article";
import { Markdown } from "./markdown";

export type Section = {
  article: Article;
  headings: string[]; // from the outermost
  sentences: string[]; // each with the white space that follows it
};

// A longer one is cut between paragraphs.
const longest = 1200; // characters

const splitters = {
  en: new Intl.Segmenter("en", { granularity: "sentence" }),
  zh: new Intl.Segmenter("zh", { granularity: "sentence" }),
} satisfies Record<Lang, Intl.Segmenter>;

// A line of a list is a sentence of its own; a sentence longer than a section is cut.
function sentencesOf(text: string, lang: Lang): string[] {
  const found = text
    .split(/(?<=\n)/)
    .flatMap((line) =>
      Array.from(splitters[lang].segment(line), ({ segment }) => segment),
    );
  return found.flatMap((sentence) =>
    sentence.length <= longest
      ? [sentence]
      : Array.from({ length: Math.ceil(sentence.length / longest) }, (_, k) =>
          sentence.slice(k * longest, (k + 1) * longest),
        ),
  );
}

const size = (sentences: string[]) =>
  sentences.reduce((sum, { length }) => sum + length, 0);

/** In their order. */
export function sections(article: Article): Section[] {
  const found: Section[] = [];
  const path: string[] = [];
  let held: string[] = [];
  const close = () => {
    if (held.length)
      found.push({
        article,
        headings: path.filter(Boolean),
        sentences: [...held.slice(0, -1), held.at(-1)!.trimEnd()],
      });
    held = [];
  };
  for (const { heading, text, code } of Markdown.blocks(article.text)) {
    if (heading) {
      close();
      path.length = heading.level;
      path.fill("", path.findLastIndex(Boolean) + 1);
      path[heading.level - 1] = heading.text;
      continue;
    }
    const shown = code ? text : Markdown.plain(text);
    const next = sentencesOf(`${shown}\n`, article.lang);
    if (size(held) + size(next) > longest) close();
    for (const sentence of next) {
      if (size(held) + sentence.length > longest) close();
      held.push(sentence);
    }
  }
  close();
  // A title alone may be all there is to say.
  return found.length
    ? found
    : [{ article, headings: [], sentences: [article.title] }];
}

export * as Section from "./section";
