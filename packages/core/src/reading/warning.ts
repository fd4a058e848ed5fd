// warning: one thing that was decided while reading, said in plain words
import * as z from "zod";

export const Info = z.object({
  code: z.string(),
  column: z.string().optional(),
  count: z.int().optional(),
  example: z.string().optional(),
  message: z.string(),
});
export type Info = z.infer<typeof Info>;

/** One for each code and column: counts are added, the first example and message stand. */
export function merge(warnings: Info[]): Info[] {
  const found = new Map<string, Info>();
  for (const warning of warnings) {
    const key = JSON.stringify([warning.code, warning.column]);
    const known = found.get(key);
    found.set(key, known ? added(known, warning) : warning);
  }
  return [...found.values()];
}

function added(known: Info, { count, example }: Info): Info {
  const sum =
    known.count === undefined && count === undefined
      ? undefined
      : (known.count ?? 0) + (count ?? 0);
  return {
    ...known,
    ...(sum !== undefined && { count: sum }),
    ...(known.example === undefined && example !== undefined && { example }),
  };
}

/** The message with the count and the example it does not name itself. */
export function sentence({ message, count, example }: Info): string {
  const rest = [
    count !== undefined &&
      count > 1 &&
      !message.includes(String(count)) &&
      `${count} times`,
    example !== undefined &&
      !message.includes(example) &&
      `such as ${JSON.stringify(example)}`,
  ].filter((part) => part !== false);
  return rest.length ? `${message} (${rest.join(", ")})` : message;
}

export * as Warning from "./warning";
