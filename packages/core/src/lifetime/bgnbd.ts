// bgnbd: how often customers buy, and whether they still do (Fader, Hardie & Lee 2005, Marketing Science 24:275)
import * as z from "zod";

export const Parameters = z.object({
  r: z.number().positive(),
  alpha: z.number().positive(),
  a: z.number().positive(),
  b: z.number().positive(),
});
export type Parameters = z.infer<typeof Parameters>;
export const Fitted = Parameters.extend({
  logLikelihood: z.number(),
  n: z.int(),
});
export type Fitted = z.infer<typeof Fitted>;

export * as BgNbd from "./bgnbd";
