import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { BgNbd } from "@mainstay/core/lifetime/bg-nbd";
import { logGamma } from "@mainstay/core/stats/log-gamma";
import { GammaGamma } from "@mainstay/core/lifetime/gamma-gamma";
import { draws } from "./draws";

// The paper's parameters, in weeks.
const published = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
const positive = (max: number) =>
  fc.double({ min: 0.05, max, noNaN: true, noDefaultInfinity: true });
const parameters = fc.record({
  r: positive(4),
  alpha: positive(40),
  a: positive(4),
  b: positive(8),
});
const history = fc
  .tuple(fc.nat(30), positive(1), positive(100))
  .map(([x, share, T]) => ({ x, tx: x === 0 ? 0 : share * T, T }));

test("the gamma function's logarithm has its known values and follows its recursion", () => {
  expect(logGamma(1)).toBeCloseTo(0, 13);
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13);
  expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 12);
  fc.assert(
    fc.property(positive(500), (x) => {
      const [next, now] = [logGamma(x + 1), logGamma(x) + Math.log(x)];
      expect(Math.abs(next - now)).toBeLessThan(1e-12 * (1 + Math.abs(next)));
    }),
  );
});

// Equation (10) as the paper prints it, its 2F1 summed term by term.
function printed(
  { r, alpha, a, b }: BgNbd.Parameters,
  t: number,
  { x, tx, T }: { x: number; tx: number; T: number },
) {
  const z = t / (alpha + T + t);
  let [term, hypergeometric] = [1, 1];
  for (let n = 0; n < 20_000 && term !== 0; n++) {
    term *= ((r + x + n) * (b + x + n) * z) / ((a + b + x - 1 + n) * (n + 1));
    hypergeometric += term;
  }
  const staying =
    1 - ((alpha + T) / (alpha + T + t)) ** (r + x) * hypergeometric;
  const left =
    x > 0 ? (a / (b + x - 1)) * ((alpha + T) / (alpha + tx)) ** (r + x) : 0;
  return (((a + b + x - 1) / (a - 1)) * staying) / (1 + left);
}

test("purchases expected are what the paper's equation gives, wherever that can be summed", () => {
  fc.assert(
    fc.property(parameters, history, positive(100), (p, known, t) => {
      fc.pre(Math.abs(p.a - 1) > 0.1 && Math.abs(p.a + p.b - 1) > 0.1);
      fc.pre(t < 2 * (p.alpha + known.T));
      const wanted = printed(p, t, known);
      fc.pre(Number.isFinite(wanted) && wanted > 1e-6);
      const found = BgNbd.expected(p, t, known.x, known.tx, known.T);
      expect(Math.abs(found - wanted)).toBeLessThan(1e-6 * (1 + wanted));
    }),
  );
});

test("a = 1 and a + b = 1, where the equation divides by zero, lie between their neighbours", () => {
  const at = (a: number, b: number, x: number) =>
    BgNbd.expected({ ...published, a, b }, 39, x, x && 20, 30);
  for (const x of [0, 1, 5]) {
    expect(at(1, 2, x)).toBeCloseTo((at(0.999, 2, x) + at(1.001, 2, x)) / 2, 4);
    const near = (at(0.4, 0.599, x) + at(0.4, 0.601, x)) / 2;
    expect(at(0.4, 0.6, x)).toBeCloseTo(near, 4);
  }
});

test("customers who all leave with one chance, and all buy at one rate, have their closed form", () => {
  const [p, rate, silent, t] = [0.15, 0.1, 20, 30];
  for (const many of [1e4, 1e5]) {
    const [a, b] = [p * many, (1 - p) * many];
    const spread = { r: 0.9, alpha: 7, a, b };
    for (const x of [0, 3, 12]) {
      const ahead = (1 - (1 + (p * t) / 57) ** -(0.9 + x)) / p;
      const alive = BgNbd.alive(spread, x, x && 30, 50);
      const found = BgNbd.expected(spread, t, x, x && 30, 50);
      expect(found / (ahead * alive)).toBeCloseTo(1, 2);
    }
    const same = { r: rate * 1e4, alpha: 1e4, a, b };
    const ahead = (1 - Math.exp(-p * rate * t)) / p;
    expect(BgNbd.expected(same, t, 0, 0, silent) / ahead).toBeCloseTo(1, 2);
  }
});

test("more is expected of a longer future, and never less than nothing however much was bought", () => {
  fc.assert(
    fc.property(
      parameters,
      history,
      positive(500),
      positive(500),
      (p, { x, tx, T }, s, t) => {
        const [short, long] = [Math.min(s, t), Math.max(s, t)].map((t) =>
          BgNbd.expected(p, t, x, tx, T),
        );
        expect(short).toBeGreaterThanOrEqual(0);
        expect(long).toBeGreaterThanOrEqual(short - 1e-9);
      },
    ),
  );
  const huge = BgNbd.expected(published, 52, 5000, 100, 101);
  expect(huge).toBeGreaterThan(0);
  expect(Number.isFinite(huge)).toBe(true);
});

test("a longer silence makes a buyer less likely to be alive, and one purchase says nothing of it", () => {
  fc.assert(
    fc.property(parameters, history, positive(100), (p, { x, tx, T }, more) => {
      expect(BgNbd.alive(p, x, tx, T + more)).toBeLessThanOrEqual(
        BgNbd.alive(p, x, tx, T),
      );
      expect(BgNbd.alive(p, 0, 0, T)).toBe(1);
    }),
  );
});

function bought(
  { r, alpha, a, b }: BgNbd.Parameters,
  { T, customers, seed }: { T: number; customers: number; seed: number },
) {
  const { uniform, gamma, beta, wait } = draws(seed);
  const [frequency, recency]: number[][] = [[], []];
  for (let i = 0; i < customers; i++) {
    const [rate, leaves] = [gamma(r) / alpha, beta(a, b)];
    let [x, last] = [0, 0];
    for (let t = wait(rate); t < T; t += wait(rate)) {
      x++;
      last = t;
      if (uniform() < leaves) break;
    }
    frequency.push(x);
    recency.push(last);
  }
  return { frequency, recency, T: frequency.map(() => T) };
}

test("parameters that made the purchases are found again, and the better fit is the one found", () => {
  const truth = { r: 0.8, alpha: 6, a: 0.8, b: 2.5 };
  const summary = bought(truth, { T: 60, customers: 8000, seed: 7 });
  const found = BgNbd.fit(summary)!;
  for (const name of ["r", "alpha", "a", "b"] as const)
    expect(Math.abs(Math.log(found[name] / truth[name]))).toBeLessThan(0.2);
  expect(found.logLikelihood).toBeGreaterThanOrEqual(
    BgNbd.logLikelihood(truth, summary),
  );
});

test("days and weeks give one model, α in their own unit", () => {
  const weeks = bought(published, { T: 40, customers: 3000, seed: 3 });
  const days = {
    frequency: weeks.frequency,
    recency: weeks.recency.map((t) => 7 * t),
    T: weeks.T.map((t) => 7 * t),
  };
  const [a, b] = [BgNbd.fit(weeks)!, BgNbd.fit(days)!];
  expect(b.alpha / a.alpha).toBeCloseTo(7, 3);
  expect(b.r).toBeCloseTo(a.r, 4);
});

test("spending that was drawn is found again, and one customer's mean lies between its own and everybody's", () => {
  const truth = { p: 5, q: 4, gamma: 20 };
  const { gamma, uniform } = draws(11);
  const frequency: number[] = [];
  const mean = Array.from({ length: 6000 }, (_, i) => {
    frequency[i] = 1 + Math.floor(5 * uniform());
    const scale = gamma(truth.q) / truth.gamma;
    return gamma(truth.p * frequency[i]) / scale / frequency[i];
  });
  const found = GammaGamma.fit({ frequency, mean })!;
  for (const name of ["p", "q", "gamma"] as const)
    expect(Math.abs(Math.log(found[name] / truth[name]))).toBeLessThan(0.2);
  expect(Math.abs(found.correlation)).toBeLessThan(0.05);
  const usual = (truth.p * truth.gamma) / (truth.q - 1);
  expect(GammaGamma.expected(truth, 0, NaN)).toBeCloseTo(usual, 12);
  const often = GammaGamma.expected(truth, 8, 100);
  expect(often).toBeGreaterThan(GammaGamma.expected(truth, 2, 100));
  expect(often).toBeLessThan(100);
});

const real = process.env.REAL_DATA;
async function table(name: string) {
  const text = await readFile(join(real!, "retail", name), "utf8");
  const rows = text.trim().split("\n").slice(1);
  return rows.map((line) => line.split(",").map(Number));
}

test.skipIf(!real)(
  "the published fit of the CDNOW customers is found to three digits, and what it expects of the next 39 weeks (needs REAL_DATA)",
  async () => {
    const rows = await table("cdnow_customers_summary.csv");
    const [frequency, recency, T] = [1, 2, 3].map((k) =>
      rows.map((row) => row[k]),
    );
    const found = BgNbd.fit({ frequency, recency, T })!;
    expect(found.r).toBeCloseTo(0.242593, 4);
    expect(found.alpha).toBeCloseTo(4.413532, 3);
    expect(found.a).toBeCloseTo(0.792886, 4);
    expect(found.b).toBeCloseTo(2.425754, 3);
    expect(found.logLikelihood).toBeCloseTo(-9582.425561, 5);
    expect(BgNbd.alive(found, 2, 30.43, 38.86)).toBeCloseTo(0.726609, 5);
    expect(BgNbd.expected(found, 39, 2, 30.43, 38.86)).toBeCloseTo(1.22591, 5);
    let [expected, alive] = [0, 0];
    for (const [, x, tx, T] of rows) {
      expected += BgNbd.expected(found, 39, x, tx, T);
      alive += BgNbd.alive(found, x, tx, T);
    }
    expect(expected).toBeCloseTo(1653.42, 1);
    expect(alive / rows.length).toBeCloseTo(0.8134, 4);
  },
);

test.skipIf(!real)(
  "the published spending of the CDNOW customers is found (needs REAL_DATA)",
  async () => {
    const rows = await table("cdnow_customers_summary_with_transactions.csv");
    const found = GammaGamma.fit({
      frequency: rows.map((row) => row[1]),
      mean: rows.map((row) => row[4]),
    })!;
    expect(found.p).toBeCloseTo(6.25, 1);
    expect(found.q).toBeCloseTo(3.74, 1);
    expect(found.gamma).toBeCloseTo(15.44, 1);
    expect(found.n).toBe(946);
  },
);
