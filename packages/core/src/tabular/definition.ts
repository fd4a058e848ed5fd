// definition: what a dataset's columns are, and which of them name the row, its time and its label
import * as z from "zod";
import { recordOf } from "../base/record-of";
import { Budget } from "../learning/budget";
import { Costs } from "../learning/costs";
import { Label } from "../learning/label";
import { Learner } from "../learning/learner";
import { ImpossibleZeros } from "../reading/impossible-zeros";
import { separators } from "./csv";
import { TextEncoding } from "../reading/text-encoding";

export const Name = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9_-]{0,62}$/,
    "lower-case letters, digits, - and _, at most 63",
  );
export const Kind = z.enum(["number", "category", "boolean", "date", "text"]);
export type Kind = z.infer<typeof Kind>;
export const Period = z.enum(["month", "week", "day", "step"]);
export type Period = z.infer<typeof Period>;
const roleNames = [
  // Answers: how content, how loyal, whether the goal was reached; the standard questions 0–10, 1–5 and 1–7.
  "satisfaction",
  "loyalty",
  "success",
  "nps",
  "csat",
  "ces",
  // Money a period, and the contract it comes from.
  "revenue",
  "currency",
  "spend",
  "commitment",
  "credits",
  "budget",
  "termStart",
  "termEnd",
  "renewal",
  // Who the customer is.
  "name",
  "owner",
  "plan",
  "stage",
  "signup",
  "trial",
  // How much of what was bought is used.
  "seats",
  "activeSeats",
  "features",
  "daily",
  "monthly",
  "usage",
  "tokens",
  "requests",
  "models",
  "errorRate",
  "rateLimited",
  "latency",
  "tickets",
  // Milestones: dates or yes/no of onboarding, training and the first value.
  "onboarded",
  "trained",
  "firstValue",
  "referrals",
  "referralValue",
  // Roles of events: what was acted on, how, how much of it, for how much money, in which order. Who and when are id and time.
  "product",
  "action",
  "quantity",
  "price",
  "amount",
  "order",
  // Roles of subscriptions: which one it is, how often the amount is due, and from when to when.
  "subscription",
  "interval",
  "start",
  "end",
  // Roles of feedback: by which way it came, its answer out of how many, and its words.
  "channel",
  "rating",
  "scale",
  "text",
  // Roles of knowledge: what a passage is called and its language.
  "title",
  "lang",
] as const;
export const Role = z.enum(roleNames);
export type Role = z.infer<typeof Role>;
// Which column says what; a column that no role names is told by its own name alone.
export const Roles = z.partialRecord(Role, z.string());
export type Roles = z.infer<typeof Roles>;

// For events: the dataset whose monthly snapshots are made of them, and when its customers count as lapsed.
export const Derive = z.strictObject({
  dataset: Name.default("customers"),
  windowDays: z.int().min(1).max(730).default(90),
  purchase: z.array(z.string()).min(1).optional(),
});

// How a model is learned anew by itself: how often at most, and whether a rule or a person lets the new version serve.
export const Retrain = z.strictObject({
  every: z.enum(["week", "month", "quarter", "never"]).default("month"),
  promote: z.enum(["rule", "approval"]).default("rule"),
});
export type Retrain = z.infer<typeof Retrain>;

// Whole months before the current one whose rows are kept; what is older goes.
export const Retention = z.strictObject({ months: z.int().min(1).max(1200) });

export const Numbers = z.object({ decimal: z.enum([".", ","]) });

export const Info = z.object({
  id: z.string().optional(),
  time: z.string().optional(),
  period: Period.default("month"),
  header: z.boolean().default(true),
  // What stands in the line of names, where nothing but its owner can tell which line that is.
  names: z.array(z.string()).optional(),
  separator: z.enum(separators).optional(),
  // Rows as they stand in the file, though it looks to be turned, wide or to hold its period in two columns.
  shape: z.literal("rows").optional(),
  // As TextDecoder and databases name it; told from the bytes where it is not said.
  encoding: z
    .string()
    .refine(
      (name) => TextEncoding.known(name) !== null,
      "an encoding such as utf-8, gb18030, big5 or windows-1250",
    )
    .optional(),
  label: Label.Info.optional(),
  ignore: z.array(z.string()).default([]),
  // How the model is learned, and about how long that may take on two cores.
  learner: Learner.Info.optional(),
  minutes: z.number().positive().optional(),
  budget: Budget.Info.optional(),
  // Columns the owner insists on though they look like leaks.
  keep: z.array(z.string()).optional(),
  columns: recordOf(Kind).default({}),
  roles: Roles.default({}),
  // What people call a column.
  labels: z
    .record(z.string(), z.object({ en: z.string(), zh: z.string() }).partial())
    .optional(),
  // Columns that somebody can act on, and those that no decision may rest on.
  changeable: z.array(z.string()).optional(),
  protected: z.array(z.string()).optional(),
  // Which of day and month stands first in a date column written with slashes, dots or dashes.
  dates: recordOf(z.enum(["dmy", "mdy"])).default({}),
  // Whether point or comma parts off a number column's decimals.
  numbers: recordOf(Numbers).default({}),
  // Whether a number column's zeros stand for a missing value.
  zeros: recordOf(z.enum(ImpossibleZeros.meanings)).optional(),
  // Where a day begins, for cells that say their offset; UTC unless told.
  timezone: z.string().optional(),
  // How many customers a team can call in a period.
  capacity: z.int().positive().optional(),
  costs: Costs.Info.optional(),
  // Columns whose values part the rows a model is judged on.
  segments: z.array(z.string()).max(8).optional(),
  // The id, or these columns, are kept under pseudonyms only.
  pseudonymise: z
    .union([z.literal(true), z.array(z.string()).min(1)])
    .optional(),
  derive: Derive.optional(),
  retrain: Retrain.optional(),
  retention: Retention.nullable().optional(), // null where its owner said that all is kept
  // Paths of what the owner said ("columns.mrr", "label"); all else was inferred.
  said: z.array(z.string()).optional(),
  // Paths of signs and orders that the cells so far leave open ("numbers.mrr").
  undecided: z.array(z.string()).optional(),
  // The columns of the newest file, filled or not.
  lastHeader: z.array(z.string()).optional(),
  // What inference thought possible and left to the owner.
  candidates: z
    .object({
      id: z.array(z.string()),
      time: z.array(z.string()),
      label: z.array(Label.Candidate),
    })
    .optional(),
});
export type Info = z.infer<typeof Info>;

// What an owner may send: every key optional, the unsaid ones found from the first upload.
export const Input = Info.partial().strict();
export type Input = z.infer<typeof Input>;

export * as Definition from "./definition";
