// trim: white space around a range of UTF-8 bytes, by the same signs as String.trim
const plain = (byte: number) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);

// Length of the sign of white space outside ASCII at `at`, 0 for none.
function wide(bytes: Uint8Array, at: number): number {
  const [a, b, c] = [bytes[at], bytes[at + 1], bytes[at + 2]];
  if (a === 0xc2) return b === 0xa0 ? 2 : 0;
  if (a === 0xe1) return b === 0x9a && c === 0x80 ? 3 : 0;
  if (a === 0xe3) return b === 0x80 && c === 0x80 ? 3 : 0;
  if (a === 0xef) return b === 0xbb && c === 0xbf ? 3 : 0;
  if (a !== 0xe2) return 0;
  if (b === 0x81) return c === 0x9f ? 3 : 0;
  if (b !== 0x80) return 0;
  const space = c >= 0x80 && c <= 0x8a;
  return space || c === 0xa8 || c === 0xa9 || c === 0xaf ? 3 : 0;
}

export function trimStart(bytes: Uint8Array, start: number, end: number) {
  let at = start;
  while (at < end) {
    if (plain(bytes[at])) at++;
    else if (bytes[at] < 0x80) return at;
    else {
      const length = wide(bytes, at);
      if (length === 0) return at;
      at += length;
    }
  }
  return end;
}

export function trimEnd(bytes: Uint8Array, start: number, end: number) {
  let at = end;
  while (at > start) {
    if (plain(bytes[at - 1])) at--;
    else if (bytes[at - 1] < 0x80) return at;
    else if (at - start >= 2 && wide(bytes, at - 2) === 2) at -= 2;
    else if (at - start >= 3 && wide(bytes, at - 3) === 3) at -= 3;
    else return at;
  }
  return start;
}
