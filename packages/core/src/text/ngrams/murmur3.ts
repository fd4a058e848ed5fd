// murmur3: MurmurHash3_x86_32 with seed 0 (Appleby), the hash of an n-gram

const c1 = 0xcc9e2d51;
const c2 = 0x1b873593;

const mixed = (k: number) => {
  k = Math.imul(k, c1);
  return Math.imul((k << 15) | (k >>> 17), c2);
};

/** The unsigned hash of bytes[from, to). */
export function murmur3(bytes: Uint8Array, from: number, to: number): number {
  const length = to - from;
  let h = 0;
  let at = from;
  for (; at + 4 <= to; at += 4) {
    h ^= mixed(
      bytes[at] |
        (bytes[at + 1] << 8) |
        (bytes[at + 2] << 16) |
        (bytes[at + 3] << 24),
    );
    h = (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
  }
  let k = 0;
  for (let i = to - 1; i >= at; i--) k = (k << 8) | bytes[i];
  if (at < to) h ^= mixed(k);
  h ^= length;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
