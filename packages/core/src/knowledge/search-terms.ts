// search-terms: a text's terms to search by, in English and Chinese; other scripts go word by word
import { stemmer } from "stemmer";
import type { Lang } from "../text/wording";
import { glossary } from "./glossary";

const han = /\p{Script=Han}/u;
const run =
  /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+(?:['’-](?:(?!\p{Script=Han})[\p{L}\p{N}])+)*/gu;

/** As it is named, else by its script: a Chinese text quotes many English words, hardly the other way round. */
export function langOf(text: string, named?: string | null): Lang {
  if (named && /^(zh|cn|chi|中|汉|简|繁)/i.test(named.trim())) return "zh";
  if (named && /^(en|英)/i.test(named.trim())) return "en";
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const signs = count(/\p{Script=Han}/gu);
  return signs > 0 && signs * 4 >= count(/\p{Script=Latin}/gu) ? "zh" : "en";
}

const split = new Intl.Segmenter("zh", { granularity: "word" });

// Words that are in every question and every article and tell none from another.
const empty = new Set(
  (
    "a about after again all also am an and any anyone anything are aren't as at be because been before being but by came can can't cannot " +
    "come could couldn't did didn't do does doesn't doing don't done each else ever every explain find for from further get getting give go " +
    "goes going good got had happen happened happening happens has have haven't having he hello help her here hers hi him his hit hitting how however i i'd i'll i'm i've " +
    "if in information into is isn't issue it it's its just know let like long look made make making many may me might more most much must my need needs no " +
    "not now of off ok often old on once one only or other our ours out over own please policy possible problem question say see seem shall she should show so some somebody someone " +
    "something still such take tell than thank thanks that that's the their them then there these they thing things this those to too " +
    "tried try trying under until up us use used uses using very via want wants was wasn't way we we're we've were what what's when where which " +
    "while who whom why will with won't work works would wrong yet you your yours " +
    "的 了 吗 呢 这么 那么 这样 那样 问题 情况 旧 一般 通常 有关 关于 哪儿 吧 啊 呀 嘛 怎么 怎样 如何 什么 什么样 为何 哪 哪些 哪里 哪个 几 是否 可以 可能 能 能够 会 要 想 想要 需要 应该 " +
    "我 我们 我的 你 你们 您 他 他们 她 它 它们 这 这个 这些 那 那个 那些 是 在 有 没有 没 不 不是 和 与 或 或者 及 以及 就 都 也 还 还是 再 又 很 太 更 最 " +
    "把 被 给 对 对于 从 到 向 为 为了 因为 所以 如果 的话 但 但是 而 而且 请 请问 一下 一个 一些 一直 现在 已经 时候 之后 以后 之前 以前 里 中 上 下 " +
    "个 做 办 用 使用 进行 知道 告诉 看 说 让 总是 老是 帮 帮助 帮忙 你好 您好 谢谢 么 么办"
  ).split(" "),
);

/** A word as the index holds it, null when it tells nothing. */
export function term(word: string): string | null {
  if (empty.has(word)) return null;
  return han.test(word) || /\d/.test(word)
    ? word
    : stemmer(word.replace(/'s?$/, ""));
}

const pairs = (signs: string[]) =>
  signs.slice(1).map((sign, k) => signs[k] + sign);

// Two neighbouring signs find a word however the segmenter cuts the sentence around it.
function ofHan(text: string): string[] {
  const found: string[] = [];
  let piece = "";
  const close = () => {
    const signs = [...piece];
    found.push(...(signs.length === 1 ? signs : pairs(signs)));
    piece = "";
  };
  for (const { segment } of split.segment(text)) {
    if (empty.has(segment)) close();
    else piece += segment;
  }
  close();
  return found;
}

function ofLatin(text: string): string[] {
  const pieces = text.replaceAll("’", "'").split("-");
  const whole = pieces.length > 1 ? [pieces.join("")] : [];
  return [...pieces, ...whole].flatMap((one) => term(one) ?? []);
}

// To keep getting errors is not to keep them.
const again = /\bke(?:ep|eps|pt) (?=\w+ing\b)/g;

// Ways to ask, which the segmenter would cut into words that seem to say something.
const asking =
  /多长时间|多久|什么时候|几点|怎么办|怎么回事|为什么|怎么样|能不能|可不可以|是不是|有没有|多少/g;

const runs = (text: string) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(again, "")
    .replaceAll(asking, " ")
    .match(run) ?? [];

/** What a question is searched by. */
export const terms = (text: string): string[] =>
  runs(text).flatMap((one) => (han.test(one) ? ofHan(one) : ofLatin(one)));

/** What an article is found by: a word of one sign may stand within any run of signs. */
export const indexed = (text: string): string[] =>
  runs(text).flatMap((one) =>
    han.test(one)
      ? [...ofHan(one), ...[...one].filter((sign) => !empty.has(sign))]
      : ofLatin(one),
  );

/** The terms a word is found by: all of them, or any one where it is not known how it is cut. */
export type Word = { terms: string[]; any: boolean };

// A word the segmenter does not know falls into single signs; one sign left over after a word (开发·票) may be cut wrong (开·发票).
function wordsOfHan(text: string): Word[] {
  // What stands together in the text, word by word, loose signs joined.
  const runs: string[][] = [[]];
  let loose = false;
  for (const { segment } of split.segment(text)) {
    const told = !empty.has(segment);
    const single = told && segment.length === 1;
    const run = runs.at(-1)!;
    if (!told) runs.push([]);
    else if (single && loose) run.push(run.pop()! + segment);
    else run.push(segment);
    loose = single;
  }
  return runs.flatMap((run) => {
    const words: Word[] = [];
    run.forEach((word, k) => {
      if (run[k + 1]?.length === 1) return;
      const left = word.length === 1 && k > 0 ? run[k - 1] : "";
      words.push({ terms: ofHan(left + word), any: left !== "" });
    });
    return words;
  });
}

/** The words that a text is about. */
export const content = (text: string): Word[] =>
  runs(text)
    .flatMap((one) =>
      han.test(one) ? wordsOfHan(one) : [{ terms: ofLatin(one), any: false }],
    )
    .filter(({ terms }) => terms.length > 0);

const groups = glossary.map((words) => [
  ...new Set(words.flatMap((word) => terms(word).slice(0, 1))),
]);
const akin = new Map<string, string[]>();
for (const group of groups)
  for (const word of group)
    akin.set(word, [...(akin.get(word) ?? []), ...group]);

/** Other terms that mean the same, of either language. */
export const synonyms = (term: string) => [
  ...new Set((akin.get(term) ?? []).filter((other) => other !== term)),
];

export * as SearchTerms from "./search-terms";
