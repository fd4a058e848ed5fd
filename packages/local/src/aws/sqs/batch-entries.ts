// batch-entries: a batch of one to ten requests, each answered by itself
import * as z from "zod";
import { at } from "./request-schemas";
import { Refusal } from "./sqs-error";

export const entries = <S extends z.ZodRawShape>(shape: S) =>
  at.extend({ Entries: z.array(z.object({ Id: z.string(), ...shape })) });

export function check(list: { Id: string }[]) {
  if (!list.length)
    throw new Refusal(
      "EmptyBatchRequest",
      "Expected 1 to 10 entries; came none",
    );
  if (list.length > 10)
    throw new Refusal(
      "TooManyEntriesInBatchRequest",
      `Expected 1 to 10 entries; came ${list.length}`,
    );
  if (new Set(list.map((entry) => entry.Id)).size < list.length)
    throw new Refusal(
      "BatchEntryIdsNotDistinct",
      "Two entries have the same Id",
    );
}

// Runs every entry by itself; one that is refused does not stop the others.
export async function each<E extends { Id: string }>(
  list: E[],
  run: (entry: E) => Promise<object>,
) {
  check(list);
  const Successful: object[] = [];
  const Failed: object[] = [];
  await Promise.all(
    list.map(async (entry) => {
      try {
        Successful.push({ Id: entry.Id, ...(await run(entry)) });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        Failed.push({
          Id: entry.Id,
          SenderFault: true,
          Code: error.type,
          Message: error.message,
        });
      }
    }),
  );
  return { Successful, Failed };
}
