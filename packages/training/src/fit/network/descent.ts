// descent: minibatch training inside ONNX Runtime, one run() of a Loop per epoch over flat parameters
import { gradient } from "../../onnx/gradient";
import { Graph, type Value } from "../../onnx/graph";
import { type InferenceSession, OnnxRuntime } from "../../onnx/onnx-runtime";
import type { Random } from "@mainstay/core/base/random";
import { judge } from "../../stats/sigmoid";
import { type Holdout, take } from "./holdout";
import type { Epoch } from "../../stats/training-curve";
import { type Network, onWeights, scoring, size, split } from "./network";
import type { Optimizer } from "../../onnx/optimizer";
import type { Schedule } from "./schedule";
import { NoisePool } from "../noise-pool";

export type Plan = {
  network: Network;
  optimizer: Optimizer;
  start: Float32Array; // parameters, flat
  features: Float32Array; // [n, d]
  label: Float32Array; // [n]
  weight?: Float32Array; // [n]
  holdout: Holdout;
  epochs: number;
  patience?: number | null; // epochs without a lower loss before the end; as many as there are unless told
  batch: number;
  schedule: Schedule;
  l2: number; // of l2 · Σ w² added to the mean log loss, over weight matrices
  dropout: number; // share of every hidden layer left out of a step
  noise: number; // deviation of what is added to every feature of a step
  random: Random;
  progress?: (epoch: Epoch) => void;
  signal?: AbortSignal;
};

/** One epoch: rows [steps, batch] in, parameters and moments on, and every batch's logits out. */
function epochModel(plan: Plan, rows: number): Uint8Array {
  const { network, optimizer, weight, l2 } = plan;
  const g = new Graph();
  const features = g.input("features", "float", [rows, network.features]);
  const label = g.input("label", "float", [rows, 1]);
  const weights = weight && g.input("weight", "float", [rows, 1]);
  const order = g.input("order", "int64", ["steps", "batch"]);
  const rates = g.input("rates", "float", ["steps"]);
  const share = g.input("share", "float", []); // 1 / batch
  const steps = g.input("steps", "int64", []);
  const chance = disturbance(g, plan);
  const state = ["parameters", ...momentNames(optimizer)].map((name) =>
    g.input(name, "float", [size(network)]),
  );
  const loop = g.Loop(steps, state, (g, turn, [flat, ...moments]) => {
    const index = g.Gather(order, turn);
    const { noisy, drop } = chance(g, turn, index);
    const z = network.logit(
      g,
      noisy(g.Gather(features, index)),
      split(g, network, flat),
      drop,
    );
    // d log loss / d logit = σ(z) − y.
    const error = g.Sub(g.Sigmoid(z), g.Gather(label, index));
    const scaled = g.Mul(error, share);
    const seed = weights ? g.Mul(scaled, g.Gather(weights, index)) : scaled;
    const [slope] = gradient(g, z, [flat], seed);
    const pull = l2 > 0 && onWeights(network, 2 * l2);
    const next = optimizer.update(
      g,
      flat,
      pull
        ? g.Add(slope, g.Mul(flat, g.constant("float", [pull.length], pull)))
        : slope,
      moments,
      g.Gather(rates, turn),
    );
    return { state: [next.parameters, ...next.moments], scans: [z] };
  });
  loop.state.forEach((value, i) => g.output(`next ${state[i].name}`, value));
  g.output("logits", loop.scans[0]);
  return g.model();
}

/** What chance does to a step: noise on its features, gaps in its hidden layers; neither is in the graph unless asked for. */
function disturbance(g: Graph, { network, noise, dropout }: Plan) {
  const asked = noise > 0 || dropout > 0;
  const starts =
    asked && g.input("starts", "int64", ["steps", 1 + network.hidden.length]);
  const noises = noise > 0 && g.input("noise", "float", ["noise"]);
  const drops = dropout > 0 && g.input("dropout", "float", ["dropout"]);
  return (g: Graph, turn: Value, index: Value) => {
    const window = (strip: Value, width: number, place: number) => {
      const size = g.node("Size", [index], [{ type: "int64", shape: [] }])[0];
      return NoisePool.window(g, strip, {
        start: g.Gather(
          g.Gather(starts as Value, turn),
          g.constant("int64", [1], [place]),
        ),
        count: g.Mul(size, g.constant("int64", [1], [width])),
        shape: [...index.shape, width],
      });
    };
    return {
      noisy: (x: Value) =>
        noises ? g.Add(x, window(noises, network.features, 0)) : x,
      drop: drops
        ? (layer: Value, i: number) =>
            g.Mul(layer, window(drops, network.hidden[i], i + 1))
        : undefined,
    };
  };
}

/** The strips that steps of `batch` rows read from, and where they read. */
function strips({ network, noise, dropout, random }: Plan, batch: number) {
  const fixed: OnnxRuntime.Feeds = {};
  const put = (name: string, strip: Float32Array) =>
    (fixed[name] = OnnxRuntime.float(strip, [strip.length]));
  const { features, hidden } = network;
  if (noise > 0)
    put(
      "noise",
      NoisePool.pool(batch * features, () => noise * random.normal()),
    );
  if (dropout > 0)
    put(
      "dropout",
      NoisePool.dropout(batch * Math.max(1, ...hidden), dropout, random),
    );
  const reads = 1 + hidden.length;
  const places = (steps: number): OnnxRuntime.Feeds =>
    noise > 0 || dropout > 0
      ? {
          starts: OnnxRuntime.int64(NoisePool.starts(steps * reads, random), [
            steps,
            reads,
          ]),
        }
      : {};
  return { fixed, places };
}

const momentNames = ({ moments }: Optimizer) =>
  Array.from({ length: moments }, (_, i) => `moment ${i}`);

type State = Record<string, Float32Array>;

/** Runs the steps whose rows are `order` [steps, batch], moves `state` on and returns their logits. */
async function advance(
  session: InferenceSession,
  fixed: OnnxRuntime.Feeds,
  state: State,
  order: Int32Array,
  rates: Float32Array,
): Promise<Float32Array> {
  const steps = rates.length;
  const batch = order.length / steps;
  const feeds: OnnxRuntime.Feeds = {
    ...fixed,
    order: OnnxRuntime.int64(order, [steps, batch]),
    rates: OnnxRuntime.float(rates, [steps]),
    share: OnnxRuntime.float(Float32Array.of(1 / batch), []),
    steps: OnnxRuntime.int64([steps], []),
  };
  for (const [name, data] of Object.entries(state))
    feeds[name] = OnnxRuntime.float(data, [data.length]);
  const results = await session.run(feeds);
  for (const name of Object.keys(state))
    state[name] = results[`next ${name}`].data as Float32Array;
  return results.logits.data as Float32Array;
}

/** Trains for `epochs` and returns the parameters of the epoch with the lowest validation loss (training loss without such rows). */
export async function descend(plan: Plan): Promise<{
  parameters: Float32Array;
  curves: Epoch[];
  best: number;
  rate: number; // of the last epoch
}> {
  const { network, optimizer, features, label, weight, holdout } = plan;
  const { train, validation } = holdout;
  const rows = label.length;
  const width = network.features;
  const fixed: OnnxRuntime.Feeds = {
    features: OnnxRuntime.float(features, [rows, width]),
    label: OnnxRuntime.float(label, [rows, 1]),
    ...(weight && { weight: OnnxRuntime.float(weight, [rows, 1]) }),
  };
  const held = take(features, width, validation);
  const state: State = { parameters: plan.start };
  for (const name of momentNames(optimizer))
    state[name] = new Float32Array(plan.start.length);
  const batch = Math.min(plan.batch, train.length);
  const chance = strips(plan, batch);
  Object.assign(fixed, chance.fixed);
  const full = Math.floor(train.length / batch) * batch;
  const curves: Epoch[] = [];
  let best = { loss: Infinity, epoch: 0, parameters: plan.start };
  let step = 0;
  const losses: number[] = [];
  let rate = optimizer.base;
  const rates = (steps: number) =>
    Float32Array.from(
      { length: steps },
      () => optimizer.rate(++step) * (rate / optimizer.base),
    );

  await OnnxRuntime.using(epochModel(plan, rows), (learn) =>
    scoring(network, async (score) => {
      for (let epoch = 1; epoch <= plan.epochs; epoch++) {
        plan.signal?.throwIfAborted();
        rate = plan.schedule(optimizer.base, losses);
        const order = plan.random.permutation(train.length);
        for (let i = 0; i < order.length; i++) order[i] = train[order[i]];
        const run = (part: Int32Array, steps: number) =>
          advance(
            learn,
            { ...fixed, ...chance.places(steps) },
            state,
            part,
            rates(steps),
          );
        const logits = new Float32Array(train.length);
        logits.set(await run(order.subarray(0, full), full / batch));
        // The last rows make a batch of their own, smaller than the others.
        if (full < order.length)
          logits.set(await run(order.subarray(full), 1), full);
        const heldLogits = await score(held, state.parameters);
        const fitted = judge(logits, label, { rows: order, weight });
        const unseen = judge(heldLogits, label, { rows: validation, weight });
        const point = {
          epoch,
          trainLoss: fitted.loss,
          validationLoss: unseen.loss,
          trainAccuracy: fitted.accuracy,
          validationAccuracy: unseen.accuracy,
        };
        curves.push(point);
        plan.progress?.(point);
        const { loss } = validation.length > 0 ? unseen : fitted;
        if (loss < best.loss)
          best = { loss, epoch, parameters: state.parameters };
        losses.push(loss);
        if (epoch - best.epoch >= (plan.patience ?? Infinity)) break;
      }
    }),
  );
  return { parameters: best.parameters, curves, best: best.epoch, rate };
}
