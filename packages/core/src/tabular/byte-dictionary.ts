// byte-dictionary: byte strings to small numbers in order of appearance, without a string for each
export type Dictionary = {
  codeOf: (bytes: Uint8Array, start: number, end: number) => number;
  levels: () => string[];
  size: () => number;
};

// Open addressing over FNV-1a; at most half full.
export function create(): Dictionary {
  let slots = new Int32Array(256).fill(-1);
  const hashes: number[] = [];
  const level: Buffer[] = [];
  const known = (
    code: number,
    hash: number,
    bytes: Uint8Array,
    start: number,
    end: number,
  ) => {
    if (hashes[code] !== hash || level[code].length !== end - start)
      return false;
    const other = level[code];
    for (let i = 0; i < other.length; i++)
      if (other[i] !== bytes[start + i]) return false;
    return true;
  };
  const grow = () => {
    slots = new Int32Array(slots.length * 2).fill(-1);
    const mask = slots.length - 1;
    hashes.forEach((hash, code) => {
      let slot = hash & mask;
      while (slots[slot] >= 0) slot = (slot + 1) & mask;
      slots[slot] = code;
    });
  };
  return {
    codeOf: (bytes, start, end) => {
      let hash = 0x811c9dc5;
      for (let i = start; i < end; i++)
        hash = Math.imul(hash ^ bytes[i], 0x01000193);
      hash ^= hash >>> 15;
      const mask = slots.length - 1;
      let slot = hash & mask;
      for (; slots[slot] >= 0; slot = (slot + 1) & mask)
        if (known(slots[slot], hash, bytes, start, end)) return slots[slot];
      const code = hashes.push(hash) - 1;
      level.push(Buffer.from(bytes.subarray(start, end)));
      slots[slot] = code;
      if (hashes.length * 2 > slots.length) grow();
      return code;
    },
    levels: () => level.map((bytes) => bytes.toString("utf8")),
    size: () => hashes.length,
  };
}

export * as ByteDictionary from "./byte-dictionary";
