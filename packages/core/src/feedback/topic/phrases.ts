// phrases: the phrases of a comment, short runs of words without function words
import { FunctionWords } from "../../knowledge/function-words";
import { SearchTerms } from "../../knowledge/search-terms";
import { WritingSystem } from "../../text/ngrams/writing-system";
import { DrivingWords } from "../../text/ngrams/driving-words";

// Function words, and words that judge without naming anything.
const english = new Set(
  `a an the this that these those some any each every all both few more most other such same own i me my mine we us our
ours you your yours he him his she her hers it its they them their theirs who whom whose which what there here am is are
was were be been being do does did doing done have has had having will would shall should can could may might must let
get gets got getting of at by for with about against between into through during before after above below to from up
down in out on off over under again further then once and but or nor so if because as until while since than though
although when where why how not no never only just also too very really quite even still yet ever much many lot lots bit
almost always often sometimes now today please yes ok one two first last another nobody nothing everything something
thing things via per re ve ll s t d m i'm it's we're you're they're don't doesn't didn't isn't aren't wasn't weren't
can't cannot couldn't won't wouldn't i've we've they've that's there's good great nice fine well best better bad worse
worst poor terrible horrible awful like love hate recommend disappointed disappointing make made makes way back go
went goes going come came use used using keep kept take took see day week month year time minutes hours far`.split(
    /\s+/,
  ),
);
const chinese = new Set(
  `我们 你们 他们 它们 这个 那个 这些 那些 非常 比较 真的 对于 为了 因为 所以 但是 不过 而且 如果 虽然 可是 可以 时候 一些 一下 一点
一直 已经 没有 什么 怎么 自己 大家 总是 每次 每个 感觉 觉得 现在 今天 或者 还是 那么 这么 这样 那样 根本 本来 本人 基本 结果 后来 开始
发现 看到 知道 应该 需要 东西 其实 居然 竟然 确实 实在 完全 希望 建议 可能 不错 一般 失望 糟糕 满意 喜欢 推荐 很差 太差 好评 差评 第一 不知道`.split(
    /\s+/,
  ),
);
// A word of only these characters is a function word too.
const particles =
  /^[的了是我你他她它这那在有和与及或就也都还又再很太真更最被把给对跟从到向为而只才会能要想说去来上下里中后前时个一不没之其以吧吗呢啊呀哦着过得地等多少几两三次家本天年月日请让使此该并些点样定好差]+$/;

const maxWords = 3;
const characters = { min: 2, max: 5 }; // of a Chinese phrase
const number = /^[\d.,%\p{Sc}]+$/u;

// Each phrase with its words.
export type Phrases = Map<string, readonly string[]>;

const meanings = new Map<string, ReadonlySet<number>>();

/** The groups of the glossary that a phrase belongs to as a whole, whatever its language. */
export function meaningsOf(phrase: string): ReadonlySet<number> {
  const known = meanings.get(phrase);
  if (known) return known;
  const [first = [], ...others] = SearchTerms.units(phrase).map(
    (unit) => unit.meanings,
  );
  const found = new Set(
    first.filter((one) => others.every((list) => list.includes(one))),
  );
  if (meanings.size < 20_000) meanings.set(phrase, found);
  return found;
}

/** Distinct phrases of a comment: runs of up to three words, in Chinese of two to five characters. */
export function findPhrases(text: string): Phrases {
  const lower = text.toLowerCase().replaceAll("’", "'");
  const han = WritingSystem.detect(text) === "han";
  const empty = (word: string) =>
    number.test(word) ||
    FunctionWords.empty.has(word) ||
    (han ? chinese.has(word) || particles.test(word) : english.has(word));
  const found: Phrases = new Map();
  let run: string[] = [];
  let end = -1;
  for (const word of DrivingWords.spans(lower, han ? "han" : "latin")) {
    // Only white space joins words; any other sign between them ends a run.
    if (lower.slice(Math.max(end, 0), word.from).trim()) run = [];
    end = word.to;
    if (empty(word.text)) {
      run = [];
      continue;
    }
    run = [...run, word.text].slice(-maxWords);
    for (let from = 0; from < run.length; from++) {
      const words = run.slice(from);
      const phrase = words.join(han ? "" : " ");
      if (fits(phrase, han)) found.set(phrase, words);
    }
  }
  return found;
}

function fits(phrase: string, han: boolean) {
  const { length } = Array.from(phrase);
  if (!han) return length > 2;
  return length >= characters.min && length <= characters.max;
}

export const isHan = (phrase: string) => WritingSystem.detect(phrase) === "han";

export * as Phrases from "./phrases";
