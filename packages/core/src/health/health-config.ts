// health-config: the settings of health: components with their weights and cuts, and the bounds of red, amber and green
import * as z from "zod";
import { Bilingual } from "../text/bilingual";
import { ValueSource } from "./value-source";

export const Cuts = z
  .strictObject({
    poor: z.number().describe("worth 0 points here and beyond"),
    concerning: z.number().describe("worth 50 points"),
    healthy: z.number().describe("worth 100 points here and beyond"),
  })
  .refine(
    ({ poor, concerning, healthy }) =>
      (poor < concerning && concerning < healthy) ||
      (poor > concerning && concerning > healthy),
    "expected concerning between poor and healthy",
  );
export type Cuts = z.infer<typeof Cuts>;

const weight = z.number().min(0).max(100);
export const When = z.strictObject({
  column: z.string().describe("a text column, such as plan or segment.value"),
  is: z.string(),
  cuts: Cuts.optional(),
  weight: weight.optional(),
});
export type When = z.infer<typeof When>;

export const Component = z.strictObject({
  name: z.string().min(1),
  label: Bilingual.Text,
  weight,
  source: ValueSource.Info,
  cuts: Cuts,
  when: z
    .array(When)
    .default([])
    .describe("other cuts or weights for some customers; the first that fits"),
  missing: z
    .enum(["skip", "neutral", "poor"])
    .default("skip")
    .describe(
      "without a value: skip shares its weight among the rest, neutral counts 50 points, poor none",
    ),
  note: Bilingual.Text.optional().describe("why the cuts are where they are"),
});
export type Component = z.infer<typeof Component>;

export const Bounds = z
  .strictObject({ amber: z.number(), green: z.number() })
  .refine(
    ({ amber, green }) => 0 < amber && amber < green && green <= 100,
    "expected 0 < amber < green ≤ 100",
  )
  .describe("red below amber, green from green on");
export type Bounds = z.infer<typeof Bounds>;

export const Config = z
  .strictObject({
    components: z.array(Component).min(1),
    status: Bounds.default({ amber: 50, green: 75 }),
    minCoverage: z
      .number()
      .min(0)
      .max(1)
      .default(0.5)
      .describe("least share of the weight that must have a value"),
  })
  .superRefine(({ components }, context) => {
    const names = components.map(({ name }) => name);
    const twice = names.find((name, k) => names.indexOf(name) < k);
    if (twice !== undefined)
      context.addIssue({
        code: "custom",
        path: ["components"],
        message: `Expected each component once, got "${twice}" twice`,
      });
    for (const { of, sum } of sums(components))
      if (Math.abs(sum - 100) > 1e-9)
        context.addIssue({
          code: "custom",
          path: ["components"],
          message: `Expected weights that sum to 100${of}, got ${sum}`,
        });
  });
export type Config = z.infer<typeof Config>;

// The sum of weights of all customers, and of each group whose weights differ.
function sums(components: Component[]) {
  const groups = new Map<string, { column: string; is: string } | null>();
  groups.set("", null);
  for (const { when } of components)
    for (const { column, is } of when)
      groups.set(JSON.stringify([column, is]), { column, is });
  return [...groups.values()].map((group) => ({
    of: group ? ` where ${group.column} is "${group.is}"` : "",
    sum: components.reduce((sum, { weight, when }) => {
      const own = when.find(
        ({ column, is }) => column === group?.column && is === group.is,
      );
      return sum + (own?.weight ?? weight);
    }, 0),
  }));
}

export * as HealthConfig from "./health-config";
