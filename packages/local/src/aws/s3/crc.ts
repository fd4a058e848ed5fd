// crc: the two cyclic checksums that Node does not bring, bit-reflected, a byte at a time

// Castagnoli polynomial, RFC 3720 appendix B.4.
const castagnoli = new Int32Array(256);
for (let byte = 0; byte < 256; byte++) {
  let value = byte;
  for (let bit = 0; bit < 8; bit++)
    value = (value >>> 1) ^ (value & 1 ? 0x82f63b78 : 0);
  castagnoli[byte] = value;
}

export function crc32c(data: Uint8Array, previous = 0) {
  let value = ~previous;
  for (let i = 0; i < data.length; i++)
    value = (value >>> 8) ^ castagnoli[(value ^ data[i]) & 0xff];
  return ~value >>> 0;
}

// NVM Express NVM Command Set 1.0, figure 110; held as two 32-bit halves, since BigInt is far slower.
const high = new Int32Array(256);
const low = new Int32Array(256);
for (let byte = 0; byte < 256; byte++) {
  let h = 0;
  let l = byte;
  for (let bit = 0; bit < 8; bit++) {
    const odd = l & 1;
    l = (l >>> 1) | (h << 31);
    h = h >>> 1;
    if (odd) {
      h ^= 0x9a6c9329;
      l ^= 0xac4bc9b5;
    }
  }
  high[byte] = h;
  low[byte] = l;
}

export class Crc64 {
  #high = -1;
  #low = -1;
  update(data: Uint8Array) {
    let h = this.#high;
    let l = this.#low;
    for (let i = 0; i < data.length; i++) {
      const at = (l ^ data[i]) & 0xff;
      l = ((l >>> 8) | (h << 24)) ^ low[at];
      h = (h >>> 8) ^ high[at];
    }
    this.#high = h;
    this.#low = l;
  }
  digest() {
    const bytes = Buffer.alloc(8);
    bytes.writeInt32BE(~this.#high, 0);
    bytes.writeInt32BE(~this.#low, 4);
    return bytes;
  }
}
