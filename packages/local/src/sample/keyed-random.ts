// keyed-random: seeded draws, one stream per key, so that adding a customer moves nobody else's numbers

export type Random = {
  uniform: () => number;
  normal: (mean?: number, sd?: number) => number;
  poisson: (mean: number) => number;
  chance: (probability: number) => boolean;
  pick: <T>(items: readonly T[]) => T;
  weighted: <T>(items: readonly (readonly [T, number])[]) => T;
};

export function stream(seed: number, key: string): Random {
  let state = hash(`${seed}:${key}`);
  // mulberry32
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  // Twelve uniforms less six: mean 0, variance 1, no tail beyond 6.
  const normal = (mean = 0, sd = 1) => {
    let sum = -6;
    for (let k = 0; k < 12; k++) sum += uniform();
    return mean + sd * sum;
  };
  const poisson = (mean: number) => {
    let left = mean + Math.log(1 - uniform());
    let count = 0;
    for (; left > 0; left += Math.log(1 - uniform())) count++;
    return count;
  };
  const weighted = <T>(items: readonly (readonly [T, number])[]) => {
    let left = uniform() * items.reduce((sum, [, weight]) => sum + weight, 0);
    return (items.find(([, weight]) => (left -= weight) < 0) ??
      items[items.length - 1])[0];
  };
  return {
    ...{ uniform, normal, poisson, weighted },
    chance: (probability) => uniform() < probability,
    pick: (items) => items[Math.floor(uniform() * items.length)],
  };
}

// FNV-1a, then a full mix, so that neighbouring keys start far apart.
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++)
    h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
