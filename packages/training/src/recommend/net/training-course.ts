// training-course: a learner's state on its way through runs of many steps each, and the running mean of where it has been
import type { Optimizer } from "../../onnx/optimizer";
import { type InferenceSession, OnnxRuntime } from "../../onnx/onnx-runtime";

export type State = Record<string, { data: Float32Array; shape: number[] }>;

/** Zero moments for each of `names`, as state of its own beside it. */
export function withMoments(state: State, { moments }: Optimizer): State {
  const all: State = {};
  for (const [name, { data, shape }] of Object.entries(state)) {
    all[name] = { data, shape };
    for (let i = 0; i < moments; i++)
      all[`${name} moment ${i}`] = {
        data: new Float32Array(data.length),
        shape,
      };
  }
  return all;
}

/**
 * The running mean follows the steps by θ̄ ← ρθ̄ + (1 − ρ)θ, ρ = 0.99 a step and less at first (Polyak & Juditsky
 * 1992): where few users judge, the mean of the last hundred steps errs less than any of them.
 */
export class Course {
  readonly mean: Record<string, Float32Array> = {};
  private readonly session: InferenceSession;
  private readonly optimizer: Optimizer;
  private readonly state: State;
  private step = 0;

  constructor(
    session: InferenceSession,
    optimizer: Optimizer,
    start: Record<string, { data: Float32Array; shape: number[] }>,
  ) {
    this.session = session;
    this.optimizer = optimizer;
    this.state = withMoments(start, optimizer);
    for (const name of Object.keys(start))
      this.mean[name] = start[name].data.slice();
  }

  async advance(feeds: OnnxRuntime.Feeds, steps: number): Promise<void> {
    const rates = Float32Array.from({ length: steps }, (_, i) =>
      this.optimizer.rate(this.step + i + 1),
    );
    const all: OnnxRuntime.Feeds = {
      ...feeds,
      rates: OnnxRuntime.float(rates, [steps]),
      steps: OnnxRuntime.int64([steps], []),
    };
    for (const [name, { data, shape }] of Object.entries(this.state))
      all[name] = OnnxRuntime.float(data, shape);
    const results = await this.session.run(all);
    this.step += steps;
    for (const [name, slot] of Object.entries(this.state))
      slot.data = results[`next ${name}`].data as Float32Array;
    const keep = Math.min(0.99, this.step / (this.step + 10)) ** steps;
    for (const [name, mean] of Object.entries(this.mean)) {
      const { data } = this.state[name];
      for (let i = 0; i < mean.length; i++)
        mean[i] = keep * mean[i] + (1 - keep) * data[i];
    }
  }
}
