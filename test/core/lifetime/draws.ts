// Lehmer's generator, and by it the exponential, gamma (Marsaglia & Tsang 2000) and beta distributions.
export function draws(seed: number) {
  let state = seed;
  const uniform = () =>
    (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const normal = () =>
    Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const gamma = (shape: number): number => {
    if (shape < 1) return gamma(shape + 1) * uniform() ** (1 / shape);
    const d = shape - 1 / 3;
    for (;;) {
      const z = normal();
      const v = (1 + z / Math.sqrt(9 * d)) ** 3;
      if (
        v > 0 &&
        Math.log(uniform()) < z * z * 0.5 + d - d * v + d * Math.log(v)
      )
        return d * v;
    }
  };
  const beta = (a: number, b: number) => {
    const x = gamma(a);
    return x / (x + gamma(b));
  };
  return {
    uniform,
    gamma,
    beta,
    wait: (rate: number) => -Math.log(uniform()) / rate,
  };
}
