// random: xoshiro128** by Blackman and Vigna, seeded by splitmix32; for samples and starts that must repeat
export type Random = {
  /** In [0, 1), 32 bits. */
  uniform: () => number;
  /** Whole number in [0, below). */
  integer: (below: number) => number;
};

const rotate = (x: number, k: number) => (x << k) | (x >>> (32 - k));

export function random(seed: number): Random {
  let sown = seed | 0;
  const sow = () => {
    sown = (sown + 0x9e3779b9) | 0;
    let z = sown;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  };
  let [a, b, c, d] = [sow(), sow(), sow(), sow()];
  const uniform = () => {
    const drawn = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return drawn / 2 ** 32;
  };
  return { uniform, integer: (below) => Math.floor(uniform() * below) };
}

/** `count` of 0…n−1 in random order, none twice; all of them where n is no more. Fisher and Yates. */
export function sample({ integer }: Random, n: number, count: number) {
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  const drawn = Math.min(n, count);
  for (let i = 0; i < drawn; i++) {
    const j = i + integer(n - i);
    const swapped = order[i];
    order[i] = order[j];
    order[j] = swapped;
  }
  return order.slice(0, drawn);
}
