// foretold-counts: what is foretold of a period's customers where the label is no question of yes and no, in figures
import * as z from "zod";
import { PeriodIndex } from "../customers/period-index";
import { Label } from "../learning/label";
import { Card } from "../model/card";
import { Registry } from "../model/registry";
import { OutcomeCard } from "../outcome/outcome-card";

export const Info = z.object({
  version: z.string(),
  createdAt: z.string(),
  label: Label.Info,
  by: z.enum(["class", "band"]),
  counts: z
    .array(z.object({ name: z.string(), customers: z.int() }))
    .describe("Customers by the likeliest class, or by band"),
  quality: z.object({
    name: z.string(),
    measure: Card.Measure,
    plain: z
      .object({ name: z.string(), value: z.number() })
      .nullable()
      .describe("Of the plainest answers"),
  }),
});
export type Info = z.infer<typeof Info>;

/** Null where no such version serves. */
export async function read(
  dataset: string,
  period: string,
): Promise<Info | null> {
  const serving = await Registry.outcome(dataset);
  if (!serving) return null;
  const card = OutcomeCard.Info.parse(
    await Registry.described(dataset, serving.version),
  );
  const names = "names" in card.outcome ? card.outcome.names : null;
  const counts = new Map(
    (names ?? Card.Band.options).map((name) => [name as string, 0]),
  );
  for await (const { rows } of PeriodIndex.parts(dataset, period))
    for (const { answer, band } of rows) {
      const name = answer && (names ? answer.class : band);
      if (name != null) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  const { version, createdAt, label } = card;
  return {
    ...{ version, createdAt, label },
    by: names ? "class" : "band",
    counts: Array.from(counts, ([name, customers]) => ({ name, customers })),
    quality: OutcomeCard.headline(card),
  };
}

export * as ForetoldCounts from "./foretold-counts";
