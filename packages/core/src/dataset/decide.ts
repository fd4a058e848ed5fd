// decide: one of two ways to read a column, from what is kept of earlier files and what this file shows

export type Evidence<T> = {
  kept?: T; // of the dataset
  open: boolean; // what is kept was never shown by a cell
  told?: T; // what the file's cells show
  either: boolean; // cells of the file read both ways
  fallback: T;
};
export type Decision<T> = {
  here: T; // of this file
  kept?: T; // of the dataset from now on
  open: boolean;
  rereads: boolean; // earlier files were read the other way
  said?: "changed" | "undecided";
};

export function decide<T>(evidence: Evidence<T>): Decision<T> {
  const { kept, open, told, either, fallback } = evidence;
  if (kept !== undefined && !open) {
    const here = told ?? kept;
    const said = here === kept ? undefined : "changed";
    return { here, kept, said, open: false, rereads: false };
  }
  if (told !== undefined) {
    const rereads = kept !== undefined && kept !== told;
    const said = rereads ? "changed" : undefined;
    return { here: told, kept: told, said, open: false, rereads };
  }
  const here = kept ?? fallback;
  return either
    ? { here, kept: here, said: "undecided", open: true, rereads: false }
    : { here, kept, open, rereads: false };
}
