// fn: a function that parses its input once, at the border
import type * as z from "zod";

export function fn<S extends z.ZodType, R>(
  schema: S,
  run: (input: z.output<S>) => R,
) {
  return Object.assign((input: z.input<S>) => run(schema.parse(input)), {
    schema,
  });
}
