// learner: how a table is learned, by the name of a recipe or with options of one's own
import * as z from "zod";
import { JsonOption } from "../base/json-option";

export const Name = z.enum(["auto", "logistic", "mlp", "boost", "article"]);
export type Name = z.infer<typeof Name>;

// Members of the blend: additive, deep and short trees, a network, a straight line, the words of texts.
export const Member = z.enum(["plr", "l31w", "l6", "mlp", "linear", "words"]);
export type Member = z.infer<typeof Member>;

const share = z.number().min(0).lt(1);
const part = z.number().gt(0).max(1);

export const Mlp = z.strictObject({
  kind: z.literal("mlp"),
  hidden: z.array(z.int().min(1).max(1024)).min(1).max(8).optional(),
  dropout: share.optional(),
  l1: z.number().min(0).optional(),
  l2: z.number().min(0).optional(),
  noise: z.number().min(0).optional(),
  rate: z.number().gt(0).max(1).optional(),
  schedule: z.enum(["plateau", "decay", "fixed"]).optional(),
  epochs: z.int().min(1).max(1000).optional(),
  batch: z.int().min(1).max(65_536).optional(),
  patience: z.int().min(1).optional(),
});
export type Mlp = z.infer<typeof Mlp>;

export const Boost = z.strictObject({
  kind: z.literal("boost"),
  trees: z.int().min(1).max(5000).optional(), // at most
  depth: z.int().min(1).max(64).optional(),
  leaves: z.int().min(2).max(4096).optional(),
  rate: z.number().gt(0).max(1).optional(),
  rowSample: part.optional(),
  columnSample: part.optional(),
  patience: z.int().min(1).optional(),
  // 1: more of the column never lowers the score; -1: never raises it.
  monotone: z
    .record(z.string(), z.union([z.literal(1), z.literal(-1), z.literal(0)]))
    .optional(),
});
export type Boost = z.infer<typeof Boost>;

export const Auto = z.strictObject({
  kind: z.literal("auto"),
  members: z.array(Member).min(1).optional(),
  minutes: z.number().positive().optional(),
  search: z.boolean().optional(), // other options of the members are tried within the minutes
});
export type Auto = z.infer<typeof Auto>;

export const Options = z.discriminatedUnion("kind", [Mlp, Boost, Auto]);
export type Options = z.infer<typeof Options>;

export const Info = z.union([Name, Options]);
export type Info = z.infer<typeof Info>;

export const nameOf = (learner: Info): Name =>
  typeof learner === "string" ? learner : learner.kind;

/** Options as a person writes them; it fails with what was expected where. */
export const fromJson = (text: string): Options =>
  JsonOption.read(Options, text, "learner.options");

export * as Learner from "./learner";
