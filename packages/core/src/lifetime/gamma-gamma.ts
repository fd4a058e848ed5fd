// gamma-gamma: how much a customer spends a purchase (Fader & Hardie 2013, "The Gamma-Gamma Model of Monetary Value")
import * as z from "zod";

export const Parameters = z.object({
  p: z.number().positive(),
  q: z.number().positive(),
  gamma: z.number().positive(),
});
export type Parameters = z.infer<typeof Parameters>;
export const Fitted = Parameters.extend({
  logLikelihood: z.number(),
  n: z.int(),
  correlation: z
    .number()
    .describe("Of frequency and mean amount, which the model takes to be 0"),
});
export type Fitted = z.infer<typeof Fitted>;

export * as GammaGamma from "./gamma-gamma";
