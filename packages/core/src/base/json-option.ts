// json-option: an option that a person writes as JSON, read by its schema
import * as z from "zod";
import { Failure } from "./error";

/** Fails under the code with what was expected where. */
export function read<S extends z.ZodType>(
  schema: S,
  text: string,
  code: string,
): z.infer<S> {
  const found = schema.safeParse(valueOf(text, code));
  if (found.success) return found.data;
  throw new Failure(code, z.prettifyError(found.error));
}

function valueOf(text: string, code: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure(code, `Expected JSON, got ${text}`);
  }
}

export * as JsonOption from "./json-option";
