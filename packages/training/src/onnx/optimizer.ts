// optimizer: how a gradient moves parameters, as values; parameters and moments are flat vectors
import type { Graph, Value } from "./graph";

export type Optimizer = {
  base: number; // the rate a schedule starts from
  moments: number; // vectors kept from step to step, zero at first
  /** The rate that `update` takes at a step, counted from 1. It is known beforehand, so it is computed outside the graph. */
  rate(step: number): number;
  update(
    g: Graph,
    parameters: Value,
    gradient: Value,
    moments: Value[],
    rate: Value,
  ): { parameters: Value; moments: Value[] };
};

/**
 * Adam (Kingma & Ba 2015), in the order of section 2 that folds both bias corrections into the rate.
 * The moments are kept divided by 1 − β, which saves a multiplication of each:
 * M = β₁M + g, V = β₂V + g², θ −= rate · M / (√V + ε/√(1−β₂)).
 */
export function adam({
  rate = 1e-3,
  beta1 = 0.9,
  beta2 = 0.999,
  epsilon = 1e-8,
  keep,
  lasso,
}: {
  rate?: number;
  beta1?: number;
  beta2?: number;
  epsilon?: number;
  // The share of each parameter that a step keeps, 1 − rate · decay where it decays (AdamW, Loshchilov & Hutter 2019).
  keep?: Float32Array;
  // λ of λ|θ| for each parameter, by the proximal step of Adam's own metric (Yun, Lozano & Yang 2021): exact zeros.
  lasso?: Float32Array;
} = {}): Optimizer {
  const root = Math.sqrt(1 - beta2);
  return {
    base: rate,
    moments: 2,
    rate: (step) =>
      (((rate * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step)) *
        (1 - beta1)) /
      root,
    update(g, parameters, gradient, [m, v], rate) {
      const first = g.Add(g.Mul(m, g.scalar(beta1)), gradient);
      const second = g.Add(
        g.Mul(v, g.scalar(beta2)),
        g.Mul(gradient, gradient),
      );
      const spread = g.Add(g.Sqrt(second), g.scalar(epsilon / root));
      const step = g.Div(g.Mul(first, rate), spread);
      const kept = keep
        ? g.Mul(parameters, g.constant("float", [keep.length], keep))
        : parameters;
      const moved = g.Sub(kept, step);
      const moments = [first, second];
      if (!lasso) return { parameters: moved, moments };
      // The first moment is kept divided by 1 − β₁, and the rate multiplied by it.
      const pull = g.constant(
        "float",
        [lasso.length],
        lasso.map((value) => value / (1 - beta1)),
      );
      const threshold = g.Div(g.Mul(pull, rate), spread);
      const left = g.Relu(g.Sub(g.Abs(moved), threshold));
      return { parameters: g.Mul(g.Sign(moved), left), moments };
    },
  };
}
