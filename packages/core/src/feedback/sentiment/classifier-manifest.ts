// classifier-manifest: the inputs, outputs and labels of a text classifier that an owner brings
import * as z from "zod";

export const Info = z.looseObject({
  input: z.string().describe("the string tensor [n] or [n, 1] of texts"),
  output: z.string().describe("the float tensor [n, classes]"),
  labels: z.array(z.string()).min(2).describe("the classes, in order"),
  positive: z
    .string()
    .optional()
    .describe("the class that means content; without it there is no score"),
  negative: z
    .string()
    .optional()
    .describe("the class that means discontent; with two labels the other one"),
});
export type Info = z.infer<typeof Info>;

export * as ClassifierManifest from "./classifier-manifest";
