// build: a log of events out of the lake's files, or of any columns of cells
import type { Definition } from "../definition";
import type { Log } from "../event";
import type { Lake } from "../lake";

/** Which column says what; of a definition, or told of a file. */
export type Mapping = Pick<Definition.Info, "id" | "time" | "roles" | "dates">;

export type Built = {
  log: Log;
  skipped: number; // rows without a user or without a time that reads
  repeated: number; // rows of one upload that another one holds too
};

export type Builder = {
  add(rows: Lake.Rows): void;
  done(): Built;
};

export function builder(_mapping: Mapping): Builder {
  throw new Error("not yet");
}
