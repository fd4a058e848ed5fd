// paging: a stretch of a list, and the cursor that says where the next one starts
import * as z from "zod";
import { Failure } from "./error";

export const Query = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  cursor: z.string().optional(),
});
export type Query = z.infer<typeof Query>;

export const schema = <S extends z.ZodType>(item: S) =>
  z.object({ items: z.array(item), cursor: z.string().nullable() });
export type Info<T> = { items: T[]; cursor: string | null };

export const cursor = (position: unknown) =>
  Buffer.from(JSON.stringify(position)).toString("base64url");

// What a cursor says, which only the list that gave it understands.
export function position<S extends z.ZodType>(
  schema: S,
  cursor: string | undefined,
): z.output<S> | undefined {
  if (cursor === undefined) return undefined;
  try {
    const text = Buffer.from(cursor, "base64url").toString("utf8");
    return schema.parse(JSON.parse(text));
  } catch {
    throw new Failure(
      "request.cursor",
      `Expected a cursor that this list answered, got "${cursor.slice(0, 60)}"`,
    );
  }
}

// The list is already in order; `key` says the same of an item on every call.
export function slice<T>(
  list: T[],
  key: (item: T) => string,
  { limit, cursor: from }: Query,
): Info<T> {
  const last = position(z.tuple([z.string()]), from)?.[0];
  const at = last === undefined ? -1 : list.findIndex((i) => key(i) === last);
  if (last !== undefined && at < 0) position(z.never(), from);
  const items = list.slice(at + 1, at + 1 + limit);
  const more = at + 1 + limit < list.length;
  return { items, cursor: more ? cursor([key(items.at(-1)!)]) : null };
}

export * as Paging from "./paging";
