// ngrams: the character and word n-grams of a text, hashed; training and serving use the same
import { murmur3 } from "./murmur3";
import type { Script } from "./writing-system";

export const blocks = { han: 1, latin: 2 } satisfies Record<Script, number>;
/** A block's table has at most 2^bits buckets. */
export const bits = { han: 21, latin: 18 } satisfies Record<Script, number>;

// Occurrences in their order in the text. `from` and `to` count characters (code points) of `text`.
export type Ngrams = {
  text: string;
  size: number;
  block: Uint8Array;
  hash: Uint32Array;
  from: Int32Array;
  to: Int32Array;
};

const encoder = new TextEncoder();
const [letterC, letterB, SPACE] = [0x63, 0x62, 0x20];

const tokens = /[a-z0-9]+(?:'[a-z]+)?|n't|'[a-z]+|[!?$%:;()*.,]|[^\s\w]/gu;
const negator =
  /^(not|no|never|n't|nor|neither|without|hardly|barely|cannot|nothing|nobody|none|.*n't)$/;
const stop = /^(?:[.,;:!?()]|but)$/;
const negatedTokens = 4; // after a negator

/** A function that reads texts. It reuses its memory, so a result is valid until the next text is read. */
export function reader() {
  let grams: Ngrams = {
    text: "",
    size: 0,
    block: new Uint8Array(1024),
    hash: new Uint32Array(1024),
    from: new Int32Array(1024),
    to: new Int32Array(1024),
  };
  let bytes = new Uint8Array(4096);
  let starts = new Int32Array(4096); // byte where each character of the text starts
  let piece = new Uint8Array(4096);

  function add(block: number, hash: number, from: number, to: number) {
    const { size } = grams;
    if (size === grams.hash.length) grow();
    grams.block[size] = block;
    grams.hash[size] = hash;
    grams.from[size] = from;
    grams.to[size] = to;
    grams.size++;
  }

  function grow() {
    const double = <A extends Uint8Array | Uint32Array | Int32Array>(
      old: A,
    ) => {
      const Kind = old.constructor as new (length: number) => A;
      const next = new Kind(old.length * 2);
      next.set(old);
      return next;
    };
    grams = {
      ...grams,
      block: double(grams.block),
      hash: double(grams.hash),
      from: double(grams.from),
      to: double(grams.to),
    };
  }

  // Writes the text's UTF-8 bytes and the starts of its characters, and returns the count of characters.
  function lay(text: string) {
    if (bytes.length < 3 * text.length) {
      bytes = new Uint8Array(6 * text.length);
      starts = new Int32Array(2 * text.length + 1);
      piece = new Uint8Array(6 * text.length);
    }
    const { written } = encoder.encodeInto(text, bytes);
    let count = 0;
    for (let at = 0; at < written; at++)
      if ((bytes[at] & 0xc0) !== 0x80) starts[count++] = at;
    starts[count] = written;
    return count;
  }

  function hashed(letter: number, from: number, to: number) {
    piece[0] = letter;
    let at = 1;
    for (let i = from; i < to; i++) piece[at++] = bytes[i];
    return murmur3(piece, 0, at);
  }

  function hashedText(text: string) {
    if (piece.length < 3 * text.length) piece = new Uint8Array(6 * text.length);
    return murmur3(piece, 0, encoder.encodeInto(text, piece).written);
  }

  function characters(raw: string) {
    const text = raw.replace(/\s{2,}/g, " ");
    grams.text = text;
    const count = lay(text);
    for (let n = 1; n <= 3; n++)
      for (let i = 0; i + n <= count; i++)
        add(0, hashed(letterC, starts[i], starts[i + n]), i, i + n);
  }

  function words(text: string) {
    grams.text = text;
    const count = lay(text);
    let before = "<s>";
    let beforeAt = 0;
    let negated = 0;
    let at = 0; // characters
    let seen = 0; // code units
    for (const match of text.matchAll(tokens)) {
      const token = match[0];
      at += length(text, seen, match.index);
      seen = match.index;
      const end = at + length(text, seen, seen + token.length);
      add(0, hashedText(`w${token}`), at, end);
      add(0, hashedText(`w${before} ${token}`), beforeAt, end);
      if (stop.test(token)) negated = 0;
      if (negated > 0) {
        add(0, hashedText(`w${token}_NEG`), at, end);
        negated--;
      }
      if (negator.test(token)) negated = negatedTokens;
      before = token;
      beforeAt = at;
    }
    add(0, hashedText(`w${before} </s>`), beforeAt, Math.max(count, beforeAt));
    return count;
  }

  // Windows of 2 to 5 characters over every token between white space, padded with a space on either side.
  function windows(count: number) {
    for (let from = 0; from < count;) {
      while (from < count && isSpace(from)) from++;
      let to = from;
      while (to < count && !isSpace(to)) to++;
      if (to > from) for (let n = 2; n <= 5; n++) token(from, to, n);
      from = to;
    }
  }

  function token(from: number, to: number, n: number) {
    const size = to - from + 2;
    const last = Math.max(size - n, 0);
    for (let i = 0; i <= last; i++) {
      // Position 0 and size - 1 are the spaces.
      const end = Math.min(i + n, size);
      const first = Math.max(i - 1, 0) + from;
      const past = Math.min(end - 1, size - 2) + from;
      let k = 0;
      piece[k++] = letterB;
      if (i === 0) piece[k++] = SPACE;
      for (let b = starts[first]; b < starts[past]; b++) piece[k++] = bytes[b];
      if (end === size) piece[k++] = SPACE;
      add(1, murmur3(piece, 0, k), first, past);
    }
  }

  const space = /\s/;
  function isSpace(i: number) {
    const byte = bytes[starts[i]];
    if (byte < 0x80) return byte === SPACE || (byte >= 9 && byte <= 13);
    if (byte !== 0xc2 && (byte < 0xe1 || byte > 0xef)) return false;
    const character = Buffer.from(bytes.subarray(starts[i], starts[i + 1]));
    return space.test(character.toString());
  }

  return (
    text: string,
    script: Script,
    // Without the windows within words, which are four in five of a Latin text's n-grams.
    { inWords = true } = {},
  ): Ngrams => {
    grams.size = 0;
    const lower = text.toLowerCase();
    if (script === "han") characters(lower);
    else {
      const count = words(lower);
      if (inWords) windows(count);
    }
    return grams;
  };
}

// Characters between two code units: a pair of surrogates is one.
function length(text: string, from: number, to: number) {
  let count = to - from;
  for (let i = from; i < to - 1; i++) {
    const unit = text.charCodeAt(i);
    const next = text.charCodeAt(i + 1);
    if (unit >= 0xd800 && unit < 0xdc00 && next >= 0xdc00 && next < 0xe000)
      count--;
  }
  return count;
}

export * as Ngrams from "./ngrams";
