// record-of: a schema of records whose keys are an owner's names
import * as z from "zod";

// z.record leaves "__proto__" out, which is a name like any other.
const name = "__proto__";
const hidden = "\0__proto__";

const renamed = (record: object, from: string, to: string) =>
  Object.hasOwn(record, from)
    ? Object.fromEntries(
        Object.entries(record).map(([key, value]) => [
          key === from ? to : key,
          value,
        ]),
      )
    : record;

export const recordOf = <V extends z.ZodType>(value: V) =>
  z.preprocess(
    (given) =>
      given && typeof given === "object" ? renamed(given, name, hidden) : given,
    z
      .record(z.string(), value)
      .overwrite((record) => renamed(record, hidden, name) as typeof record),
  );
