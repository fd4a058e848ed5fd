// sequence-training: training the transformer inside ONNX Runtime, many steps a run
import type { Optimizer } from "../../onnx/optimizer";
import { NoisePool } from "../../onnx/noise-pool";
import { gradient } from "../../onnx/gradient";
import { Graph, type Value } from "../../onnx/graph";
import { Parameters } from "./parameters";
import type { Batch } from "./history-windows";
import { type Size, scores, shapes, states } from "./transformer";

/**
 * The graph of `steps` training steps, by weighted cross-entropy of the softmax over all items at the answers.
 * Feeds: ids [S, B, N], query [S, Q] (row of B · N), answer [S, T, 2] (query, item), weight [S, T].
 */
export function learning(
  size: Size,
  batch: Batch,
  dropout: number,
  optimizer: Optimizer,
): Uint8Array {
  const g = new Graph();
  const shape = shapes(size);
  const length = Parameters.size(shape);
  const { windows } = batch;
  const queries = windows * batch.questions;
  const answers = queries * batch.answers;
  const ids = g.input("ids", "int64", ["steps", windows, size.length]);
  const query = g.input("query", "int64", ["steps", queries]);
  const answer = g.input("answer", "int64", ["steps", answers, 2]);
  const weight = g.input("weight", "float", ["steps", answers]);
  const total = g.input("total", "float", ["steps", queries, 1]); // Σ weight of each query's answers
  const rates = g.input("rates", "float", ["steps"]);
  const steps = g.input("steps", "int64", []);
  const pool = dropout > 0 && g.input("dropout", "float", ["strip"]);
  const places =
    dropout > 0 && g.input("places", "int64", ["steps", drops(size)]);
  const state = [
    "parameters",
    "parameters moment 0",
    "parameters moment 1",
  ].map((name) => g.input(name, "float", [length]));
  const loop = g.Loop(steps, state, (g, turn, [flat, ...moments]) => {
    const current = (value: Value) => g.Gather(value, turn);
    let place = 0;
    const drop = (layer: Value) => {
      if (!pool || !places) return layer;
      const count = windows * size.length * size.width;
      const mask = NoisePool.window(g, pool, {
        start: g.Gather(current(places), g.constant("int64", [1], [place++])),
        count: g.constant("int64", [1], [count]),
        shape: layer.shape,
      });
      return g.Mul(layer, mask);
    };
    const p = Parameters.split(g, shape, flat);
    const all = states(g, size, p, current(ids), drop);
    const logits = scores(g, p, g.Gather(all, current(query))); // [Q, items]
    // d loss / d logits = Σ weight · softmax − weight at the answers.
    const share = g.Softmax(logits);
    const error = g.ScatterND(
      g.Mul(share, current(total)),
      current(answer),
      g.Neg(current(weight)),
    );
    const [slope] = gradient(g, logits, [flat], error);
    const next = optimizer.update(g, flat, slope, moments, current(rates));
    return { state: [next.parameters, ...next.moments] };
  });
  loop.state.forEach((value, i) => g.output(`next ${state[i].name}`, value));
  return g.model();
}

/** Number of windows that a step's dropout reads. */
export const drops = ({ blocks }: Size) => 1 + 2 * blocks;

function scored(g: Graph, size: Size, p: Record<string, Value>) {
  const ids = g.input("ids", "int64", ["batch", size.length]);
  const all = states(g, size, p, ids); // [batch · N, d]
  const rows = g.Reshape(all, ["batch", size.length, size.width]);
  const last = g.constant("int64", [], [size.length - 1]);
  g.output("scores", scores(g, p, g.Gather(rows, last, 1)));
  return g.model();
}

/** ids [batch, N] and the parameters → scores [batch, items] after the newest event. */
export function scoring(size: Size): Uint8Array {
  const g = new Graph();
  const shape = shapes(size);
  const flat = g.input("parameters", "float", [Parameters.size(shape)]);
  return scored(g, size, Parameters.split(g, shape, flat));
}

/** The same with the parameters inside. */
export function serving(size: Size, flat: Float32Array): Uint8Array {
  const g = new Graph();
  return scored(g, size, Parameters.constants(g, shapes(size), flat));
}

export * as SequenceTraining from "./sequence-training";
