// search-terms: a text as the units it is searched by, in English and Chinese; other scripts go word by word
import { stemmer } from "stemmer";
import type { Lang } from "../text/wording";
import { ActionWords } from "./action-words";
import { FunctionWords } from "./function-words";
import { Glossary } from "./glossary/glossary";

/** A word, or a phrase of the glossary. */
export type Unit = {
  text: string;
  /** Any of them finds it. */
  terms: string[];
  /** Groups of the glossary it belongs to. */
  meanings: number[];
  /** Not to find it says little. */
  light: boolean;
  /** It says what is done, or how, rather than with what. */
  action: boolean;
  /** A name, a number or a code: nothing else stands for it. */
  named: boolean;
  han: boolean;
  /** The words of a phrase, for articles that have them apart. */
  parts: Unit[];
};

const han = /\p{Script=Han}/u;
const run =
  /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+(?:['’.-](?:(?!\p{Script=Han})[\p{L}\p{N}])+)*/gu;

/** As it is named, else by its script: a Chinese text quotes many English words, hardly the other way round. */
export function langOf(text: string, named?: string | null): Lang {
  if (named && /^(zh|cn|chi|中|汉|简|繁)/i.test(named.trim())) return "zh";
  if (named && /^(en|英)/i.test(named.trim())) return "en";
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const signs = count(/\p{Script=Han}/gu);
  return signs > 0 && signs * 4 >= count(/\p{Script=Latin}/gu) ? "zh" : "en";
}

const irregular = new Map(
  `paid pay sent send bought buy sold sell lost lose left leave forgot forget forgotten forget broke break broken break stolen steal stole steal
chose choose chosen choose gave give given give took take taken take went go kept keep held hold told tell made make met meet
children child men man women woman feet foot people person got get gotten get ran run began begin begun begin wrote write
written write hid hide hidden hide drove drive driven drive fell fall fallen fall shut shut built build spent spend lent lend meant mean
found find bound bind brought bring caught catch taught teach thought think froze freeze frozen freeze woke wake grew grow grown grow
loss lose losses lose knew know known know threw throw thrown throw came come became become said say paid pay`
    .split(/\s+/)
    .flatMap((word, k, all) => (k % 2 ? [] : [[word, all[k + 1]] as const])),
);

const stemmed = new Map<string, string>();
/** A word as the index holds it. */
export function term(word: string): string {
  if (han.test(word) || /\d/.test(word)) return word;
  const known = stemmed.get(word);
  if (known !== undefined) return known;
  const stem = stemmer(irregular.get(word) ?? word.replace(/'$/, ""));
  if (stemmed.size < 50_000) stemmed.set(word, stem);
  return stem;
}

const actions = new Set(
  Array.from(ActionWords.actions, (word) =>
    han.test(word) ? word : term(word),
  ),
);
const isAction = (stem: string) => actions.has(stem);

type Phrase = { words: string[]; meanings: number[] };

// Phrases by their first term; a Chinese word is a phrase of signs.
const latin = new Map<string, Phrase[]>();
const chinese = new Map<string, number[]>();
Glossary.groups.forEach((group, meaning) => {
  for (const said of group) {
    if (han.test(said)) {
      const known = chinese.get(said) ?? [];
      if (!known.includes(meaning)) chinese.set(said, [...known, meaning]);
      continue;
    }
    const words = said.split(" ").map(term);
    const rivals = latin.get(words[0]) ?? [];
    const known = rivals.find((one) => one.words.join(" ") === words.join(" "));
    if (known) known.meanings.push(meaning);
    else rivals.push({ words, meanings: [meaning] });
    latin.set(
      words[0],
      rivals.sort((a, b) => b.words.length - a.words.length),
    );
  }
});
const longest = Math.max(...Array.from(chinese.keys(), (w) => w.length));

const distinct = <T>(list: T[]) => [...new Set(list)];

type Word = { text: string; term: string; named: boolean };

const inside = new Set(
  "it them this that these those my our your the a an me us him her".split(" "),
);

/** The phrase that starts here, and how many words it takes; "pick it up" is "pick up". */
function phraseAt(words: Word[], at: number): [Phrase | undefined, number] {
  for (const phrase of latin.get(words[at].term) ?? []) {
    let next = at + 1;
    const fits = phrase.words.slice(1).every((one) => {
      for (let skip = 0; skip < 3; skip++) {
        const word = words[next + skip];
        if (word?.term === one) return (next += skip + 1);
        if (!word || !inside.has(word.text)) return false;
      }
      return false;
    });
    if (fits) return [phrase, next - at];
  }
  return [undefined, 1];
}

/** "sign-in" is "sign in", or "signin". */
function hyphenated({ text, named }: Word): Phrase | undefined {
  if (!text.includes("-")) return undefined;
  const pieces = text.split("-");
  for (const parts of [pieces, [pieces.join("")]]) {
    const words = parts.map((part) => ({
      ...{ text: part, named },
      term: term(part),
    }));
    const [phrase, size] = phraseAt(words, 0);
    if (phrase && size === words.length) return phrase;
  }
  return undefined;
}

function latinUnits(words: Word[]): Unit[] {
  const units: Unit[] = [];
  for (let at = 0; at < words.length;) {
    const { text, term: stem, named } = words[at];
    const [found, size] = phraseAt(words, at);
    const phrase = found ?? hyphenated(words[at]);
    const own = words.slice(at, at + size);
    at += size;
    if (size === 1 && FunctionWords.empty.has(text)) continue;
    const parts = size > 1 ? own.flatMap((word) => latinUnits([word])) : [];
    // Words that say something each by itself stand for the phrase as well.
    if (parts.length > 1) {
      for (const part of parts)
        units.push({
          ...part,
          meanings: distinct([...part.meanings, ...phrase!.meanings]),
        });
      continue;
    }
    const pieces = text.includes("-") ? text.split("-") : [];
    const light = size === 1 && FunctionWords.light.has(text);
    units.push({
      text: own.map(({ text }) => text).join(" "),
      terms:
        size > 1
          ? [phrase!.words.join("")]
          : distinct([stem, ...(pieces.length ? [term(pieces.join(""))] : [])]),
      meanings: phrase?.meanings ?? [],
      light,
      action: own.every(
        (word) =>
          isAction(word.term) ||
          FunctionWords.empty.has(word.text) ||
          FunctionWords.light.has(word.text),
      ),
      named: size === 1 && !light && (named || /\d/.test(text)),
      han: false,
      parts,
    });
  }
  return units;
}

const split = new Intl.Segmenter("zh", { granularity: "word" });

// Sums of days and the like: 三天, 两个月.
const counted = /^[一二两三四五六七八九十百千几半]+[天月年周个次日号]?月?$/;

const signs = (word: string, meanings: number[]): Unit => ({
  text: word,
  terms: [word],
  meanings,
  light:
    FunctionWords.light.has(word) ||
    counted.test(word) ||
    (word.length === 1 && !meanings.length),
  action: ActionWords.actions.has(word),
  named: false,
  han: true,
  parts: [],
});

// Signs that lean on a word: 退掉, 退给 and 能退 are 退.
const leaning =
  /^[能不没要就才请再被让想先可谁我你他有太还]+(?=.)|(?<=.)[给掉了到完得过着来去出好起上下进走吗呢]+$/gu;

/** A word as the glossary or else the segmenter has it, without what leans on it. */
function wordOf(segment: string): Unit[] {
  const known = chinese.get(segment);
  const bare = known ? segment : segment.replaceAll(leaning, "");
  if (!bare || [segment, bare].some((one) => FunctionWords.empty.has(one)))
    return [];
  return [signs(bare, chinese.get(bare) ?? [])];
}

// Words of the glossary first, the longest at each place; what is between them as the segmenter cuts it.
function hanUnits(text: string): Unit[] {
  const units: Unit[] = [];
  let from = 0;
  // The segmenter leaves the signs of a word it does not know one by one.
  const between = (to: number) => {
    let loose = "";
    const close = () => {
      units.push(...wordOf(loose));
      loose = "";
    };
    for (const { segment } of split.segment(text.slice(from, to))) {
      const alone = segment.length === 1 && !chinese.has(segment);
      if (alone && !FunctionWords.empty.has(segment)) {
        loose += segment;
        continue;
      }
      close();
      units.push(...wordOf(segment));
    }
    close();
  };
  for (let at = 0; at < text.length;) {
    let size = Math.min(longest, text.length - at);
    const piece = () => text.slice(at, at + size);
    while (
      size > 1 &&
      !chinese.has(piece()) &&
      !FunctionWords.empty.has(piece())
    )
      size--;
    if (size < 2) {
      at++;
      continue;
    }
    between(at);
    if (!FunctionWords.empty.has(piece()))
      units.push(signs(piece(), chinese.get(piece())!));
    at += size;
    from = at;
  }
  between(text.length);
  return units;
}

/** What a text is about, in its order. */
export function units(text: string): Unit[] {
  const found: Unit[] = [];
  let words: Word[] = [];
  const close = () => {
    found.push(...latinUnits(words));
    words = [];
  };
  const normal = text.normalize("NFKC").replaceAll("’", "'");
  // Capitals tell a name only within a text that has small letters, and not where a sentence starts.
  const small = /\p{Ll}/u.test(normal);
  for (const { 0: one, index } of normal.matchAll(run)) {
    if (han.test(one)) {
      close();
      found.push(...hanUnits(one));
      continue;
    }
    const before = normal.slice(0, index).trimEnd().at(-1);
    const starts = before === undefined || /[.!?:。！？\n]/.test(before);
    const upper = /^\p{Lu}/u.test(one) && !/^I('|$)/.test(one);
    const inHan = before !== undefined && han.test(before);
    const lower = one.toLowerCase().replace(/'s$|(?<=\d)s$/, "");
    words.push({
      text: lower,
      term: term(lower),
      named: upper && (inHan || (small && !starts)),
    });
    if (/[.!?;:,]/.test(normal[index + one.length] ?? "")) close();
  }
  close();
  return found;
}

export * as SearchTerms from "./search-terms";
