// brief-input: the schema of the facts a brief is written from; every part but the customer may be missing
import * as z from "zod";
import { Bilingual } from "../../text/bilingual";
import { Kind } from "../../tabular/definition";
import { Card } from "../../model/card";
import { Reason } from "../../model/reason";

const Day = z.iso.date();

const Customer = z.object({
  id: z.string(),
  name: z.string().optional(),
  plan: z.string().optional(),
  owner: z.string().optional().describe("Who looks after the customer."),
  segment: z.string().optional(),
  signup: Day.optional(),
});

const Moved = z.object({
  now: z.number(),
  before: z.number().optional().describe("In the period before."),
});

const Contract = z.object({
  renewal: Day.optional(),
  termEnd: Day.optional(),
  commitment: z.number().optional().describe("Money committed to in the term."),
  used: z.number().optional().describe("Money of it used so far."),
});

const Component = z.object({
  label: Bilingual.Text,
  points: z.number().min(0).max(100).nullable(),
  change: z
    .number()
    .optional()
    .describe("Its part in the change of health, in points of health."),
});
const Health = z.object({
  score: z.number().min(0).max(100).nullable(),
  status: z.enum(["red", "amber", "green"]).nullable(),
  before: z.number().min(0).max(100).nullable().optional(),
  components: z.array(Component).default([]),
});

const Score = z.object({
  probability: z.number().min(0).max(1),
  before: z.number().min(0).max(1).optional(),
  band: Card.Band,
  horizon: z
    .int()
    .min(0)
    .optional()
    .describe("Months the probability looks ahead; 0 or absent: none."),
  reasons: z
    .array(
      Reason.Info.extend({
        type: Kind.optional(),
        typical: z.string().nullable().optional(),
      }),
    )
    .default([])
    .describe("Main ones first."),
});

const Use = Moved.extend({
  label: Bilingual.Text,
  unit: z.enum(["count", "share", "money", "ms"]).default("count"),
  better: z.enum(["higher", "lower"]).default("higher"),
});

const Comment = z.object({
  at: Day,
  text: z.string(),
  score: z.number().min(-1).max(1).optional().describe("Sentiment."),
  rating: z.number().optional(),
  scale: z.number().positive().optional(),
});
const Topic = z.object({ label: z.string(), count: z.int().positive() });
const Feedback = z.object({
  days: z.int().positive().default(90).describe("How far back was looked."),
  count: z.int().min(0),
  sentiment: z.number().min(-1).max(1).optional(),
  comments: z.array(Comment).default([]).describe("Newest first."),
  topics: z.array(Topic).default([]),
});

const Done = z.object({
  text: Bilingual.Text,
  at: Day,
  state: z.enum(["accepted", "done", "dismissed"]),
  outcome: z
    .object({
      value: z.union([z.boolean(), z.number()]).optional(),
      note: z.string().optional(),
    })
    .optional(),
});
const Due = z.object({
  text: Bilingual.Text,
  due: Day,
  owner: z.union([z.string(), Bilingual.Text]).optional(),
});

export const Input = z
  .object({
    today: Day.describe("The day that what is due is counted from."),
    period: z.string().describe("The period the numbers are of."),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, "an ISO 4217 code such as USD")
      .optional()
      .describe("Without one, money is written as a plain number."),
    customer: Customer,
    revenue: Moved.optional().describe("Of a period."),
    lifetimeValue: z.number().optional(),
    contract: Contract.optional(),
    health: Health.optional(),
    score: Score.optional(),
    foretold: Bilingual.Text.optional().describe(
      "An amount, a class, a level or a time, where no risk is foretold.",
    ),
    usage: z.array(Use).default([]),
    satisfaction: z
      .object({ value: z.number(), scale: z.number().optional(), at: Day })
      .optional()
      .describe("The last answer."),
    feedback: Feedback.optional(),
    done: z.array(Done).default([]).describe("Newest first."),
    due: z.array(Due).default([]),
    risks: z
      .array(Bilingual.Text)
      .default([])
      .describe("Beyond those that are told from the other parts."),
  })
  .strict();
export type Input = z.input<typeof Input>;
export type Known = z.output<typeof Input>;

export const Section = z.object({
  heading: z.string(),
  paragraphs: z.array(z.string()),
  items: z.array(z.string()),
});
export type Section = z.infer<typeof Section>;
export const Page = z.object({ title: z.string(), sections: z.array(Section) });
export type Page = z.infer<typeof Page>;
