// label: what is to be foretold: which column says it, and as what it is learned
import * as z from "zod";

// Yes or no, an amount, one of several classes, one of several levels, or when something happens.
export const Kind = z.enum(["binary", "number", "classes", "ordered", "time"]);
export type Kind = z.infer<typeof Kind>;

const positive = z
  .union([z.string(), z.number(), z.boolean()])
  .transform(String);

export const Candidate = z.object({ column: z.string(), positive });

export const Info = z
  .object({
    column: z.string(),
    // The value that says yes, of kinds that ask for one.
    positive: positive.default(""),
    horizon: z.int().min(0).default(0),
    // Binary where it is not said.
    kind: Kind.optional(),
    // Of levels, from the least to the greatest, where they do not say so themselves.
    order: z.array(z.string()).optional(),
  })
  .refine((label) => label.positive !== "" || !asks(label), {
    path: ["positive"],
    message: "expected the value that says yes",
  });
export type Info = z.infer<typeof Info>;

const asks = ({ kind = "binary" }: { kind?: Kind }) =>
  kind === "binary" || kind === "time";

/** The label where it is one of yes and no; what else is foretold says nothing about who has left. */
export const yesOrNo = <L extends { kind?: Kind }>(label?: L): L | undefined =>
  label && (label.kind ?? "binary") === "binary" ? label : undefined;

export * as Label from "./label";
