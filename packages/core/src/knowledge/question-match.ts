// question-match: the sections that answer a question best, and by what marks one can tell how surely they do
import type { Lang } from "../text/wording";
import type { Article } from "./article";
import { AnswerKind } from "./answer-kind";
import { Contradiction } from "./contradiction";
import { SectionIndex } from "./section-index";

export type Match = {
  entry: SectionIndex.Entry;
  article: Article;
  score: number;
  met: Float64Array; // [unit]
};

/** What tells whether the best section is the answer; each 0 to 1. */
export type Marks = {
  covered: number; // share of the question's units, each by its weight, that the section meets
  missing: number; // the share that says what it is about, not what is done with it, and that the section does not meet
  rival: number; // the share that the best section of another article meets
  lead: number; // over the best section of another article
  anchor: number; // weight of the heaviest unit that title or headings meet
  statement: number; // 1 where nothing is asked and a problem is told
  told: number; // how much the question says
  yesNo: number; // 1 where yes or no is asked for
  vague: number; // 1 where nothing says what it is about, only what is done
};

export type Found = { matches: Match[]; marks: Marks; asked: Asked[] };

type Asked = SectionIndex.Asked & { weight: number };

const weight = {
  least: 0.25,
  light: 0.3,
  aside: 0.4,
  nearAside: 0.6,
  code: 3,
  strangeName: 1.4,
  strangeVerb: 0.5,
};
const titleMet = 0.9;
// A sum of money where the price is asked for.
const kindMet = 0.7;
const elsewhereMet = 0.45;
// What ranks sections beside the share they meet.
const bonus = {
  heading: 0.22,
  title: 0.14,
  kind: 0.12,
  narrow: 0.08,
  sentence: 0.3,
};

// A word that one article of two has is not a common word.
const fewest = 8;

// How rare a unit is among the articles, by the formula of BM25; 1 where no article has it.
function weighed(
  index: SectionIndex.Index,
  lang: Lang,
  question: string,
): Asked[] {
  const entries = index.entries[lang];
  const n = Math.max(fewest, index.articles[lang].length);
  const most = Math.log(1 + (n + 0.5) / 0.5);
  const main = mainClauses(question).toLowerCase();
  const units = SectionIndex.asked(index, question);
  const inMain = ({ text }: SectionIndex.Asked) =>
    main.includes(text.split(" ")[0]);
  const telling = units.filter((unit) => inMain(unit) && !unit.light).length;
  const aside = [1, weight.nearAside][telling] ?? weight.aside;
  return units.map((unit) => {
    const within = new Set<Article>();
    for (const { section, titled } of entries)
      if (!within.has(section.article) && SectionIndex.met(unit, titled) >= 0.7)
        within.add(section.article);
    const count = within.size;
    const told = Math.log(1 + (n - count + 0.5) / (count + 0.5)) / most;
    return {
      ...unit,
      weight:
        (weight.least + (1 - weight.least) * told) *
        (unit.light ? weight.light : 1) *
        (count > 0
          ? unit.named && /\d/.test(unit.text)
            ? weight.code
            : 1
          : strange(unit)) *
        (inMain(unit) ? 1 : aside),
    };
  });
}

// A name or a code that no article knows tells most; a verb's form, or one sign, that is unknown tells less.
function strange({ named, han, text, meanings }: SectionIndex.Asked) {
  // A number that no article has is most often how many there are.
  if (named) return /^\d+$/.test(text) ? weight.light : weight.strangeName;
  if (meanings.length) return 1;
  return (han ? text.length === 1 : /(?:ed|ing|ly)$/.test(text))
    ? weight.strangeVerb
    : 1;
}

const clauses = /[^.,;!?。，；！？\n]+[.,;!?。，；！？\n]*/g;
const asking =
  /\?|？|^\W*(?:and |but |so |or |also )?(?:who|what|when|where|why|which|how|can|could|do|does|did|is|are|am|was|will|would|should|may|must|has|have)\b|吗|呢|怎么|怎样|如何|什么|哪|谁|几|多少|多久|多长|能不能|可不可以|可以.*[吗么]|是否|是不是|有没有|要不要|为何/i;

/** The clauses that ask, where some do and others only tell what it is about. */
function mainClauses(question: string) {
  const all = question.normalize("NFKC").match(clauses) ?? [];
  const ask = all.filter((one) => asking.test(one));
  return (ask.length ? ask : all).join(" ");
}

const yesNo =
  /^\W*(?:and |but |so |or |also )?(?:can|could|do|does|did|is|are|am|will|would|should|may|has|have)\b(?!.*\b(?:how|what|when|where|why|which|who)\b)|吗[？?。]*$|能不能|可不可以|是否|是不是|有没有|要不要|会不会/i;

const total = (asked: Asked[], of: (unit: Asked, k: number) => number) =>
  asked.reduce((sum, unit, k) => sum + unit.weight * of(unit, k), 0);

export function find(
  index: SectionIndex.Index,
  question: string,
  lang: Lang,
): Found | undefined {
  const asked = weighed(index, lang, question);
  const all = total(asked, () => 1);
  if (!all) return undefined;
  const { met } = SectionIndex;
  const byArticle = new Map<Article, Float64Array>();
  const raw = index.entries[lang].map((entry) => {
    const { article } = entry.section;
    const own = Float64Array.from(asked, (unit) =>
      Math.max(
        met(unit, entry.own),
        AnswerKind.answers(unit.text, entry.own.text) ? kindMet : 0,
      ),
    );
    const title = Float64Array.from(asked, (unit) => met(unit, entry.title));
    const titled = Float64Array.from(asked, (unit) => met(unit, entry.titled));
    const best = byArticle.get(article) ?? new Float64Array(asked.length);
    asked.forEach((_, k) => (best[k] = Math.max(best[k], own[k], titled[k])));
    byArticle.set(article, best);
    return { entry, article, own, title, titled };
  });
  const matches = raw

    .map(({ entry, article, own, title, titled }): Match => {
      const whole = byArticle.get(article)!;
      const found = Float64Array.from(asked, (_, k) =>
        Math.max(own[k], titleMet * titled[k], elsewhereMet * whole[k]),
      );
      const heading = Float64Array.from(asked, (unit) =>
        met(unit, entry.heading),
      );
      const score =
        (total(asked, (_, k) => found[k]) +
          bonus.heading * total(asked, (_, k) => heading[k]) +
          bonus.title * total(asked, (_, k) => title[k]) +
          bonus.sentence * bySentence(asked, entry)) /
          all +
        bonus.kind * Math.max(0, AnswerKind.fit(question, entry.own.text)) -
        bonus.narrow * narrow(asked, entry);
      return { entry, article, score, met: found };
    })
    .filter(({ met }) => met.some((one) => one > 0))
    .sort((a, b) => b.score - a.score);
  if (!matches.length) return undefined;
  const [best] = matches;
  const rival = matches.find(({ article }) => article !== best.article);
  const { entry } = best;
  return {
    asked,
    matches,
    marks: {
      covered: total(asked, (_, k) => best.met[k]) / all,
      missing:
        total(asked, ({ light, action }, k) =>
          light || action ? 0 : 1 - best.met[k],
        ) / Math.max(1, all),
      rival: rival ? total(asked, (_, k) => rival.met[k]) / all : 0,
      lead: 1 - (rival?.score ?? 0) / best.score,
      told: Math.min(1, all / 3),
      anchor: asked.reduce(
        (most, unit) =>
          Math.max(
            most,
            unit.weight *
              Math.max(met(unit, entry.heading), met(unit, entry.title)),
          ),
        0,
      ),
      statement: asking.test(question) ? 0 : 1,
      yesNo: mainYesNo(question) ? 1 : 0,
      vague: asked.every(({ light, action }) => light || action) ? 1 : 0,
    },
  };
}

const mainYesNo = (question: string) =>
  yesNo.test(mainClauses(question).trim());

// How good, beside the best, a section of another article must be for its words to count against it.
const nearly = 0.6;
const spoken = 0.5;

/** Whether another article says otherwise of what is asked, and which one. */
export function opposed({ asked, matches }: Found): Match | undefined {
  const [best] = matches;
  const all = total(asked, () => 1);
  const near = matches.filter(({ score }) => score >= nearly * best.score);
  const about = near.map(({ entry }) => {
    const shares = sentenceShares(asked, entry);
    return entry.sentences.filter((_, k) => shares[k] >= spoken * all);
  });
  const said = near.flatMap(({ article }, k) =>
    article === best.article ? about[k] : [],
  );
  return near.find(
    ({ article }, k) =>
      article.id !== best.article.id &&
      about[k].some((one) =>
        said.some((own) => Contradiction.disagree(own, one)),
      ),
  );
}

/** What one sentence meets of what is asked, with what stands above it. */
const bySentence = (asked: Asked[], entry: SectionIndex.Entry) =>
  Math.max(...sentenceShares(asked, entry));

function sentenceShares(
  asked: Asked[],
  { sentences, heading, title }: SectionIndex.Entry,
) {
  const { met } = SectionIndex;
  const above = asked.map((unit) =>
    Math.max(met(unit, heading), titleMet * met(unit, title)),
  );
  return sentences.map((one) =>
    total(asked, (unit, k) => Math.max(above[k], met(unit, one))),
  );
}

// A section whose heading names what the question does not is about a special case.
function narrow(asked: Asked[], { heading }: SectionIndex.Entry) {
  if (!heading.terms.size) return 0;
  const said = new Set(asked.flatMap(({ terms }) => terms));
  const meant = new Set(asked.flatMap(({ meanings }) => meanings));
  const strange = [...heading.terms].filter((term) => !said.has(term)).length;
  const shared = [...heading.meanings].some((one) => meant.has(one));
  return (strange / heading.terms.size) * (shared ? 0.5 : 1);
}

export * as QuestionMatch from "./question-match";
