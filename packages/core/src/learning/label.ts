// label: what is to be foretold: which column says it, and as what it is learned
import * as z from "zod";

// Yes or no, an amount, one of several classes, one of several levels, or when something happens.
export const Kind = z.enum(["binary", "number", "classes", "ordered", "time"]);
export type Kind = z.infer<typeof Kind>;

const positive = z
  .union([z.string(), z.number(), z.boolean()])
  .transform(String);

export const Candidate = z.object({ column: z.string(), positive });

export const Info = z.object({
  column: z.string(),
  // The value that says yes, of kinds that ask for one; told by the cells where it is not said.
  positive: positive.default(""),
  horizon: z.int().min(0).default(0),
  // Told by the cells where it is not said; binary where they leave it open.
  kind: Kind.optional(),
  // Of levels, from the least to the greatest, where they do not say so themselves.
  order: z.array(z.string()).optional(),
  // Of times whose rows are whole lives: the column that says how long each was watched.
  time: z.string().optional(),
});
export type Info = z.infer<typeof Info>;

/** Whether one of the column's values says yes. */
export const asksForPositive = ({ kind = "binary" }: { kind?: Kind }) =>
  kind === "binary" || kind === "time";

/** As people are shown it, with the kind that holds. */
export const shown = (label: Info): Info => ({
  ...label,
  kind: label.kind ?? "binary",
});

/** In a few words: `Churn = Yes`, `spend (number)`. */
export const phrase = ({ column, positive, kind = "binary" }: Info) =>
  kind === "binary" ? `${column} = ${positive}` : `${column} (${kind})`;

/** The label where it is one of yes and no; what else is foretold says nothing about who has left. */
export const yesOrNo = <L extends { kind?: Kind }>(label?: L): L | undefined =>
  label && (label.kind ?? "binary") === "binary" ? label : undefined;

export * as Label from "./label";
