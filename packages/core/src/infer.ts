// infer: a definition from a file's header and first rows; what the owner said stands
import type { Definition } from "./definition";
import type { Dialect } from "./dialect";

export function infer(_source: {
  dataset: string;
  sample: Uint8Array; // UTF-8, cut anywhere when whole is false
  whole: boolean;
  dialect: Dialect;
  known?: Definition.Input;
}): Definition.Info {
  throw new Error("unwritten");
}

export * as Infer from "./infer";
