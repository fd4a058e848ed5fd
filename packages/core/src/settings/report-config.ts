// report-config: whose monthly report it is, in which currency, what is aimed at and who gets it
import * as z from "zod";
import { Wording } from "../text/wording";

export const Config = z.strictObject({
  company: z.string().trim().min(1).max(80).nullable().default(null),
  currency: z
    .string()
    .trim()
    .min(1)
    .max(8)
    .nullable()
    .default(null)
    .describe("Of all sums, such as EUR; amounts stand bare without it"),
  targets: z
    .record(z.string().trim().min(1), z.number())
    .default({})
    .describe("What each metric should reach, such as nrr 1.05"),
  recipients: z
    .array(z.email())
    .max(50)
    .default([])
    .describe("Who gets the report by mail on the first of the month"),
  sender: z
    .email()
    .nullable()
    .default(null)
    .describe("Whom the mail is from; an address that SES has verified"),
  lang: Wording.Lang.default("en").describe("Of the mail"),
});
export type Config = z.infer<typeof Config>;
export const defaults = Config.parse({});

export * as ReportConfig from "./report-config";
