// data-fault: what is wrong with the data folder or its disk, in one sentence that says what to do
import { Failure } from "@mainstay/core/base/error";

type Told = { code?: string; message: string };

// Of the error and of what it was caused by.
function chain(error: unknown): Told[] {
  const found: Told[] = [];
  for (let at = error; at instanceof Error; at = at.cause)
    found.push(at as Told);
  return found;
}

const kept = "nothing that was accepted is lost";

const faults: [RegExp, string, (data: string, told: string) => string][] = [
  [
    /ENOSPC|EDQUOT|no space left|quota exceeded/i,
    "data.full",
    (data) =>
      `The disk that holds ${data} is full. Make room on it and start Mainstay again; ${kept}`,
  ],
  [
    /EROFS|EACCES|EPERM|read-only file system|permission denied/i,
    "data.readonly",
    (data, told) =>
      `Expected to be able to write to ${data}, got: ${told}. Give its owner the right to write, or name another folder with --data; ${kept}`,
  ],
  [
    /LEVEL_CORRUPTION|corruption|checksum mismatch|bad record|missing files/i,
    "data.damaged",
    (data, told) =>
      `The data folder ${data} is damaged: ${told}. Put a copy of it from before in its place, or start on an empty folder with --data and drop the files again; nothing in it was changed`,
  ],
];

/** Null where the error is of another kind. */
export function of(error: unknown, data: string): Failure | null {
  const told = chain(error);
  for (const [sign, code, sentence] of faults) {
    const found = told.findLast(({ code: name = "", message }) =>
      sign.test(`${name} ${message}`),
    );
    if (found) return new Failure(code, sentence(data, found.message), 503);
  }
  return null;
}

export * as DataFault from "./data-fault";
