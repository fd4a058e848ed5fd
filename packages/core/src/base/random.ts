// random: xoshiro128** by Blackman and Vigna, seeded by splitmix32; every draw that must repeat comes from here
export type Random = {
  /** Whole number in [0, 2³²). */
  next(): number;
  /** In [0, 1), 32 bits. */
  uniform(): number;
  /** Whole number in [0, below), below ≤ 2³². */
  integer(below: number): number;
  /** Standard normal, by Box and Muller. */
  normal(): number;
  /** 0…n−1 in random order, by Fisher and Yates. */
  permutation(n: number): Int32Array;
};

const rotate = (x: number, k: number) => (x << k) | (x >>> (32 - k));

function splitmix(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  };
}

export function fromState(
  state: readonly [number, number, number, number],
): Random {
  let [a, b, c, d] = state;
  const next = () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotate(d, 11);
    return result;
  };
  const uniform = () => next() / 2 ** 32;
  const integer = (below: number) => Math.floor(uniform() * below);
  return {
    next,
    uniform,
    integer,
    normal: () =>
      Math.sqrt(-2 * Math.log(1 - uniform())) *
      Math.cos(2 * Math.PI * uniform()),
    permutation: (n) => {
      const order = Int32Array.from({ length: n }, (_, i) => i);
      for (let i = n - 1; i > 0; i--) {
        const j = integer(i + 1);
        const swapped = order[i];
        order[i] = order[j];
        order[j] = swapped;
      }
      return order;
    },
  };
}

export function random(seed: number): Random {
  const draw = splitmix(seed);
  return fromState([draw(), draw(), draw(), draw()]);
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
