// descent: minibatch training inside ONNX Runtime, one run() of a Loop per epoch over flat parameters
import { gradient } from "../onnx/gradient";
import { Graph, type Value } from "../onnx/graph";
import { type InferenceSession, Session } from "../onnx/session";
import type { Random } from "../random";
import { judge } from "../sigmoid";
import { type Holdout, take } from "./holdout";
import type { Epoch } from "./learner";
import type { Optimizer } from "./optimizer";

export type Network = {
  features: number;
  shapes: number[][]; // of the parameters, in order
  /** [b, d] and the parameters → logit [b, 1]. */
  logit(g: Graph, features: Value, parameters: Value[]): Value;
};

export type Plan = {
  network: Network;
  optimizer: Optimizer;
  start: Float32Array; // parameters, flat
  features: Float32Array; // [n, d]
  label: Float32Array; // [n]
  weight?: Float32Array; // [n]
  holdout: Holdout;
  epochs: number;
  batch: number;
  random: Random;
  progress?: (epoch: Epoch) => void;
  signal?: AbortSignal;
};

const count = (shape: number[]) => shape.reduce((product, n) => product * n, 1);

export function size({ shapes }: Network): number {
  return shapes.reduce((sum, shape) => sum + count(shape), 0);
}

/** The network's parameters as constants, for a model that is done learning. */
export function constants(
  g: Graph,
  { shapes }: Network,
  flat: Float32Array,
): Value[] {
  let at = 0;
  return shapes.map((shape) =>
    g.constant("float", shape, flat.slice(at, (at += count(shape)))),
  );
}

function split(g: Graph, { shapes }: Network, flat: Value): Value[] {
  return g
    .Split(flat, shapes.map(count), 0)
    .map((part, i) => g.Reshape(part, shapes[i]));
}

/** One epoch: rows [steps, batch] in, parameters and moments on, and every batch's logits out. */
function epochModel(
  { network, optimizer, weight }: Plan,
  rows: number,
): Uint8Array {
  const g = new Graph();
  const features = g.input("features", "float", [rows, network.features]);
  const label = g.input("label", "float", [rows, 1]);
  const weights = weight && g.input("weight", "float", [rows, 1]);
  const order = g.input("order", "int64", ["steps", "batch"]);
  const rates = g.input("rates", "float", ["steps"]);
  const share = g.input("share", "float", []); // 1 / batch
  const steps = g.input("steps", "int64", []);
  const state = ["parameters", ...momentNames(optimizer)].map((name) =>
    g.input(name, "float", [size(network)]),
  );
  const loop = g.Loop(steps, state, (g, turn, [flat, ...moments]) => {
    const index = g.Gather(order, turn);
    const z = network.logit(
      g,
      g.Gather(features, index),
      split(g, network, flat),
    );
    // d log loss / d logit = σ(z) − y.
    const error = g.Sub(g.Sigmoid(z), g.Gather(label, index));
    const scaled = g.Mul(error, share);
    const seed = weights ? g.Mul(scaled, g.Gather(weights, index)) : scaled;
    const [slope] = gradient(g, z, [flat], seed);
    const next = optimizer.update(
      g,
      flat,
      slope,
      moments,
      g.Gather(rates, turn),
    );
    return { state: [next.parameters, ...next.moments], scans: [z] };
  });
  loop.state.forEach((value, i) => g.output(`next ${state[i].name}`, value));
  g.output("logits", loop.scans[0]);
  return g.model();
}

const momentNames = ({ moments }: Optimizer) =>
  Array.from({ length: moments }, (_, i) => `moment ${i}`);

function scoreModel(network: Network): Uint8Array {
  const g = new Graph();
  const features = g.input("features", "float", ["n", network.features]);
  const flat = g.input("parameters", "float", [size(network)]);
  g.output("logit", network.logit(g, features, split(g, network, flat)));
  return g.model();
}

type Score = (
  features: Float32Array,
  parameters: Float32Array,
) => Promise<Float32Array>;

/** Opens the network for the time of `use`, its parameters still an input. */
function scoring<T>(
  network: Network,
  use: (score: Score) => Promise<T>,
): Promise<T> {
  const width = network.features;
  return Session.using(scoreModel(network), (session) =>
    use((features, parameters) =>
      Session.rows(
        session,
        features.length / width,
        "logit",
        ({ from, to }) => ({
          features: Session.float(features.subarray(from * width, to * width), [
            to - from,
            width,
          ]),
          parameters: Session.float(parameters, [parameters.length]),
        }),
      ),
    ),
  );
}

/** Logits of rows [n, d] as training saw them: through the parameters as input, not through an exported graph. */
export function predict(
  network: Network,
  parameters: Float32Array,
  features: Float32Array,
): Promise<Float64Array> {
  return scoring(network, async (score) =>
    Float64Array.from(await score(features, parameters)),
  );
}

type State = Record<string, Float32Array>;

/** Runs the steps whose rows are `order` [steps, batch], moves `state` on and returns their logits. */
async function advance(
  session: InferenceSession,
  fixed: Session.Feeds,
  state: State,
  order: Int32Array,
  rates: Float32Array,
): Promise<Float32Array> {
  const steps = rates.length;
  const batch = order.length / steps;
  const feeds: Session.Feeds = {
    ...fixed,
    order: Session.int64(order, [steps, batch]),
    rates: Session.float(rates, [steps]),
    share: Session.float(Float32Array.of(1 / batch), []),
    steps: Session.int64([steps], []),
  };
  for (const [name, data] of Object.entries(state))
    feeds[name] = Session.float(data, [data.length]);
  const results = await session.run(feeds);
  for (const name of Object.keys(state))
    state[name] = results[`next ${name}`].data as Float32Array;
  return results.logits.data as Float32Array;
}

/** Trains for `epochs` and returns the parameters of the epoch with the lowest validation loss (training loss without such rows). */
export async function descend(
  plan: Plan,
): Promise<{ parameters: Float32Array; curves: Epoch[]; best: number }> {
  const { network, optimizer, features, label, weight, holdout } = plan;
  const { train, validation } = holdout;
  const rows = label.length;
  const width = network.features;
  const fixed: Session.Feeds = {
    features: Session.float(features, [rows, width]),
    label: Session.float(label, [rows, 1]),
    ...(weight && { weight: Session.float(weight, [rows, 1]) }),
  };
  const held = take(features, width, validation);
  const state: State = { parameters: plan.start };
  for (const name of momentNames(optimizer))
    state[name] = new Float32Array(plan.start.length);
  const batch = Math.min(plan.batch, train.length);
  const full = Math.floor(train.length / batch) * batch;
  const curves: Epoch[] = [];
  let best = { loss: Infinity, epoch: 0, parameters: plan.start };
  let step = 0;
  const rates = (steps: number) =>
    Float32Array.from({ length: steps }, () => optimizer.rate(++step));

  await Session.using(epochModel(plan, rows), (learn) =>
    scoring(network, async (score) => {
      for (let epoch = 1; epoch <= plan.epochs; epoch++) {
        plan.signal?.throwIfAborted();
        const order = plan.random.permutation(train.length);
        for (let i = 0; i < order.length; i++) order[i] = train[order[i]];
        const run = (part: Int32Array, steps: number) =>
          advance(learn, fixed, state, part, rates(steps));
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
      }
    }),
  );
  return { parameters: best.parameters, curves, best: best.epoch };
}
