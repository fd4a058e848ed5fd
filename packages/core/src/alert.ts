// alert: something people should hear of once, and whom to tell
import * as z from "zod";
import { Written } from "./model/wording";
import { Text } from "./playbook/text";

export const Kind = z.enum([
  "high-risk",
  "health-fall",
  "upload-failed",
  "model-refused",
  "training-failed",
]);
export type Kind = z.infer<typeof Kind>;

const isSafe = (address: string) => {
  const { protocol, hostname } = new URL(address);
  const loopback = ["127.0.0.1", "[::1]", "localhost"].includes(hostname);
  return protocol === "https:" || (protocol === "http:" && loopback);
};
export const Config = z.strictObject({
  causes: z
    .array(Kind)
    .default(Kind.options)
    .describe("what is worth an alert"),
  healthFall: z
    .number()
    .positive()
    .default(15)
    .describe("points of health lost from one period to the next"),
  webhook: z
    .url()
    .refine(isSafe, "expected an https address, or http on this machine")
    .nullable()
    .default(null)
    .describe('takes {"text": …} by POST, as Slack does'),
  language: Written.Lang.default("en"),
});
export type Config = z.infer<typeof Config>;

export const usual: Config = Config.parse({});

export const Info = z.object({
  cause: z.string(), // the same for the same thing, however often it is found
  kind: Kind,
  dataset: z.string(),
  customer: z.string().nullable(),
  text: Text,
});
export type Info = z.infer<typeof Info>;

export const Stored = Info.extend({
  state: z.enum(["pending", "sent"]),
  at: z.string(),
  reached: z.array(z.string()), // channels that took it
});
export type Stored = z.infer<typeof Stored>;

export * as Alert from "./alert";
