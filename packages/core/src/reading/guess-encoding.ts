// guess-encoding: which encoding bytes that are no UTF-8 are text of, by the letters that come of them
import { Alphabets, type Alphabet } from "./alphabets";
import { CommonSigns } from "./common-signs";

export type Guess = {
  encoding: string;
  // The second best, where it gives another text and fits about as well.
  rival: string | null;
};

const sampleBytes = 48 * 1024;
// How near a second reading may come; few signs tell less than many.
const near = 0.08;

const controls = /[\x80-\x9f]/;

/** The cells with bytes beyond ASCII, up to a limit: the rest of a file tells nothing. */
export function sampleOf(bytes: Uint8Array): Buffer {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (let at = 0; at < bytes.length && size < sampleBytes;) {
    let from = at;
    let high = false;
    for (; at < bytes.length; at++) {
      // A separator may be the second byte of a pair, so cells end at line breaks, commas and tabs alone, which never are.
      if (bytes[at] === 0x0a || bytes[at] === 0x2c || bytes[at] === 0x09) break;
      if (bytes[at] >= 0x80) high = true;
      if (at - from > 4096) break;
    }
    at = Math.min(at + 1, bytes.length);
    if (!high) continue;
    pieces.push(bytes.subarray(from, at));
    size += at - from;
  }
  return Buffer.concat(pieces);
}

export function guess(bytes: Uint8Array): Guess {
  const sample = sampleOf(bytes);
  const seen = countPairs(sample);
  const found = [
    ...pairs.map(({ encoding, common, score }) => {
      const text = decoded(sample, encoding);
      if (text === null) return { encoding, text, score: 0 };
      const known = CommonSigns.share(text, common) ?? 0.5;
      const sum = score(seen) + 0.8 * (known - 0.5) - grafted(text);
      return { encoding, text, score: sum };
    }),
    ...Alphabets.encodings.map(([encoding, alphabets]) => {
      const text = decoded(sample, encoding);
      const score = text === null ? 0 : fit(text, alphabets, encoding);
      return { encoding, text, score };
    }),
  ].filter(({ text }) => text !== null);
  // Sorting keeps the order of what fits equally well.
  const [best, ...others] = found.sort((a, b) => b.score - a.score);
  const told = new Set(best.text!.replace(/[\0-\x7f]/g, "")).size;
  const rival = others.find(
    ({ text, score }) =>
      text !== best.text &&
      // Nobody writes control characters: what reads them stands for nothing else.
      (!controls.test(text!) || controls.test(best.text!)) &&
      best.score - score < near + 2.5 * (told + 1) ** -1.5,
  );
  return { encoding: best.encoding, rival: rival?.encoding ?? null };
}

// The last character of the sample may be cut.
function decoded(sample: Buffer, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(sample, {
      stream: true,
    });
  } catch {
    return null;
  }
}

// Of western text read as pairs, characters stand right beside small letters.
function grafted(text: string): number {
  const all = text.match(/[\u3000-\u9fff\uac00-\ud7af]/gu)?.length ?? 0;
  const beside = text.match(
    /[a-z][\u3000-\u9fff\uac00-\ud7af]|[\u3000-\u9fff\uac00-\ud7af][a-z]/gu,
  );
  return all ? Math.min(1, (0.7 * (beside?.length ?? 0)) / all) : 0.3;
}

const letter = /\p{L}|\p{M}/u;
const word = /[\p{L}\p{M}\x80-\uffff]*[\x80-\uffff][\p{L}\p{M}\x80-\uffff]*/gu;

// From −3 to 1: how well the letters beyond ASCII are those of one language.
function fit(text: string, alphabets: Alphabet[], encoding: string): number {
  const counts = new Map<string, number>();
  let [total, bad] = [0, 0];
  const fault = (weight: number) => {
    total += weight;
    bad += weight;
  };
  for (const [found] of text.matchAll(word)) {
    const signs = [...found];
    const latin = /[a-z]/i.test(found);
    signs.forEach((sign, k) => {
      if (sign < "\x80") return;
      const inside = k > 0 && k < signs.length - 1;
      if (/[\x80-\x9f\ufffd\p{Co}]/u.test(sign)) return fault(1);
      // Quotes, dashes and signs stand between words, not within them.
      if (!letter.test(sign)) {
        const loose = inside ? /[’·–]/ : /[\p{P}\p{Zs}°®™©ªº²³€]/u;
        const lone = signs.length === 1 || loose.test(sign);
        return lone ? undefined : fault(inside ? 1 : 0.5);
      }
      total++;
      const before = signs[k - 1];
      const turns = before && isLower(before) && isUpper(sign);
      const strange = latin && /[^\p{sc=Latin}\p{sc=Inherited}]/u.test(sign);
      const early = /[ςךםןףץ]/.test(sign) && letter.test(signs[k + 1] ?? "");
      // A mark stands on a letter, and Portuguese õ and ã before few signs.
      const loose = /\p{M}/u.test(sign) && !letter.test(before ?? "");
      const nasal = /[õã]/i.test(sign) && !/[oesn]/i.test(signs[k + 1] ?? "o");
      const soft =
        /[ьъЬЪ]/.test(sign) && !/[^\x80аеёиоуыэюяіїєьъ]/i.test(before ?? "а");
      if (turns || strange || early || loose || nasal || soft) bad++;
      else counts.set(sign, (counts.get(sign) ?? 0) + 1);
    });
    bad += strained(signs);
    // Chinese pairs read as western text leave words without a plain letter.
    const bare = !latin && signs.length > 1 && /\p{Script=Latin}/u.test(found);
    if (bare) fault(signs.length / 4);
  }
  if (!total) return 0.5;
  const covered = ({ common, rare, rareWeight }: Alphabet) => {
    let sum = 0;
    for (const [sign, count] of counts) {
      const lower = sign.toLowerCase();
      if (common.has(sign) || common.has(lower)) sum += count;
      else if (rare.has(lower)) sum += rareWeight * count;
      else sum -= 2 * count;
    }
    return sum;
  };
  const all = [...counts].reduce((sum, [, count]) => sum + count, 0);
  const having = (pattern: RegExp) =>
    [...counts].reduce((sum, [s, n]) => sum + (pattern.test(s) ? n : 0), 0);
  // Hebrew read as Cyrillic is capitals alone, and Vietnamese without its own marks is none.
  const capitals = having(/[\p{Ll}\p{Lo}\p{M}]/u) === 0 && all > 3;
  const foreign =
    encoding === "windows-1258" && having(/[\p{M}đơư]/iu) < 0.35 * all;
  const doubt = (capitals ? 0.2 : 0) + (foreign ? 0.4 : 0);
  const several = Alphabets.mixed.get(alphabets);
  const best = Math.max(
    ...alphabets.map(covered),
    several ? 0.8 * covered(several) : -Infinity,
  );
  // Of few letters what most files are written in is the likelier.
  const custom = /^(windows-1252|iso-8859-15)$/.test(encoding)
    ? 0.4 / (1 + counts.size)
    : 0;
  return (best - 2 * bad) / total - doubt + custom;
}

const vowel = /[aeiouyаеёиоуыэюяіїєαεηιουω]/i;
const latinOrAlike = /[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}]/u;

// Of a wrong reading, vowels stand where consonants should and the reverse: Sřren, Øehoø.
function strained(signs: string[]): number {
  const kinds = signs.map((sign) => {
    if (!latinOrAlike.test(sign)) return " ";
    return vowel.test(plainLetter(sign)) ? "v" : "c";
  });
  let faults = 0;
  signs.forEach((sign, k) => {
    if (sign < "\x80") return;
    const around = kinds.slice(Math.max(0, k - 2), k + 3).join("");
    const beside = (kinds[k - 1] ?? "") + kinds[k] + (kinds[k + 1] ?? "");
    if (kinds[k] === "c" && beside === "ccc") faults += 0.3;
    if (kinds[k] === "c" && around === "ccccc") faults += 0.3;
    if (kinds[k] === "v" && /vv/.test(beside)) faults += 0.1;
  });
  return faults;
}

const plainLetter = (sign: string) =>
  ({ ø: "o", œ: "o", æ: "a", ı: "i" })[sign.toLowerCase()] ??
  sign.normalize("NFD")[0];

const isLower = (sign: string) => sign !== sign.toUpperCase();
const isUpper = (sign: string) => sign !== sign.toLowerCase();

type Pairs = {
  total: number; // bytes beyond ASCII that begin something
  lone: number;
  lead: Uint32Array; // of pairs whose second byte is beyond 0xa0
  low: Uint32Array; // of those whose second byte is not
};

function countPairs(bytes: Uint8Array): Pairs {
  const lead = new Uint32Array(256);
  const low = new Uint32Array(256);
  let [total, lone] = [0, 0];
  for (let at = 0; at < bytes.length - 1; at++) {
    if (bytes[at] < 0x80) continue;
    total++;
    const second = bytes[at + 1];
    if (second < 0x30) lone++;
    else {
      (second > 0xa0 ? lead : low)[bytes[at]]++;
      at++;
    }
  }
  return { total, lone, lead, low };
}

const sum = (counts: Uint32Array, from: number, to: number) =>
  counts.subarray(from, to + 1).reduce((total, count) => total + count, 0);

// The share of pairs that are everyday characters; of signs alone it tells nothing.
const share = (good: number, signs: number, { total, lone }: Pairs) =>
  total - signs > 0 ? (good - lone) / (total - signs) : 0.6;

// Which first bytes the everyday characters of each encoding have.
const pairs: {
  encoding: string;
  common: Set<string>;
  score: (seen: Pairs) => number;
}[] = [
  {
    encoding: "gb18030",
    common: CommonSigns.simplified,
    score: (seen) => {
      const { lead } = seen;
      const signs = sum(lead, 0xa1, 0xa3);
      const usual = sum(lead, 0xb0, 0xd7);
      const rare = sum(lead, 0xd8, 0xf7);
      return share(usual + 0.5 * rare, signs, seen);
    },
  },
  {
    encoding: "big5",
    common: CommonSigns.traditional,
    score: (seen) => {
      const { lead, low } = seen;
      const signs = sum(lead, 0xa1, 0xa3) + sum(low, 0xa1, 0xa3);
      const common = sum(lead, 0xa4, 0xc6) + sum(low, 0xa4, 0xc6);
      const rare = sum(lead, 0xc9, 0xf9) + sum(low, 0xc9, 0xf9);
      // Half of Big5's second bytes are below 0x80.
      const lopsided = common > 8 && sum(low, 0xa4, 0xc6) === 0 ? 0.3 : 0;
      return share(common + 0.3 * rare, signs, seen) - lopsided;
    },
  },
  { encoding: "shift_jis", common: CommonSigns.japanese, score: shiftJis },
  {
    encoding: "euc-kr",
    common: CommonSigns.korean,
    score: (seen) => {
      const signs = sum(seen.lead, 0xa1, 0xa3);
      return share(sum(seen.lead, 0xb0, 0xc8), signs, seen);
    },
  },
  {
    encoding: "euc-jp",
    common: CommonSigns.japanese,
    score: (seen) => {
      const { lead } = seen;
      const kana = sum(lead, 0xa4, 0xa5);
      const kanji = sum(lead, 0xb0, 0xcf) + 0.4 * sum(lead, 0xd0, 0xf4);
      const signs = sum(lead, 0xa1, 0xa3);
      const none = kana * 12 < seen.total ? 0.2 : 0;
      return share(kana + kanji, signs, seen) - none;
    },
  },
];

function shiftJis(seen: Pairs): number {
  const { lead, low } = seen;
  const both = (from: number, to: number) =>
    sum(lead, from, to) + sum(low, from, to);
  const kana = both(0x82, 0x83);
  const kanji = both(0x88, 0x97) + 0.4 * (both(0x98, 0x9f) + both(0xe0, 0xea));
  return share(kana + kanji, both(0x81, 0x81), seen);
}

export * as GuessEncoding from "./guess-encoding";
