// interaction-weight: what an interaction counts by its value, from a floor at the least value there was to 1 at the greatest
import * as z from "zod";

export const Worth = z.object({
  floor: z.number(),
  low: z.number(),
  high: z.number(),
});
export type Worth = z.infer<typeof Worth>;

export function worth({ floor, low, high }: Worth, value: number): number {
  if (high === low) return 1;
  const place = Math.min(1, Math.max(0, (value - low) / (high - low)));
  return floor + (1 - floor) * place;
}
