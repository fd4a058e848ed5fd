// command-error: what went wrong with a command, in one sentence that names the file and what to do
import { ZodError } from "zod";

const ofFiles: Record<string, (path: string) => string> = {
  ENOENT: (path) => `There is no file ${path}; check the path`,
  EACCES: (path) => `The file ${path} may not be read or written by you`,
  EISDIR: (path) => `${path} is a folder; give one file`,
  ENOTDIR: (path) => `${path} lies under a file, not under a folder`,
  ENOSPC: (path) => `The disk is full; ${path} could not be written`,
};

/** The sentence for any error that a command ends with. */
export function sentence(error: unknown): string {
  if (error instanceof ZodError)
    return error.issues
      .map(({ path, message }) =>
        path.length ? `${path.join(".")}: ${message}` : message,
      )
      .join("; ");
  if (!(error instanceof Error)) return String(error);
  const { code, path } = error as NodeJS.ErrnoException;
  const told = code && path && Object.hasOwn(ofFiles, code) && ofFiles[code];
  return told ? `${told(path)} (${code})` : error.message;
}

export * as CommandError from "./command-error";
