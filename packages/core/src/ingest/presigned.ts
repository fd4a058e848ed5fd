// presigned: an address to put a file at, and the uploads that came of all files
import * as z from "zod";
import { Bucket } from "../aws/bucket";
import { Dataset } from "../dataset/dataset";
import { Definition } from "../tabular/definition";
import { FileKind } from "../intake/file-kind";
import { fn } from "../base/fn";
import { Paging } from "../base/paging";
import { Announced } from "../intake/announced";
import { Upload } from "./upload";

const largestBytes = 5 * 1024 ** 3; // of one PUT to S3

export const File = z
  .object({
    dataset: Definition.Name,
    name: z
      .string()
      .max(200)
      .regex(/^[^/\\\p{Cc}]+$/u, "a plain file name"),
    size: z.int().min(1).max(largestBytes),
    type: z
      .string()
      .regex(/^[\w.+-]+\/[\w.+-]+(;[ -~]*)?$/, "a media type such as text/csv"),
    period: z
      .string()
      .max(20)
      .optional()
      .describe("The period of its rows, where no column of the file tells it"),
  })
  .refine(({ dataset, name }) => FileKind.of(dataset, name), {
    path: ["name"],
    message: FileKind.expected,
  });
export const Address = z.object({ url: z.string(), key: z.string() });

export const address = fn(
  File,
  async ({ dataset, name, size, type, period }) => {
    const key = Bucket.keys.inbox(dataset, name);
    await Announced.put(dataset, key, { period });
    return { url: await Bucket.signedPut(key, size, type), key };
  },
);

const Position = z.tuple([z.string(), z.string()]);
type Position = z.infer<typeof Position>;

// An upload's id without its dataset: it begins with the time of the drop.
const rest = ({ id, dataset }: Upload.Item) => id.slice(dataset.length + 1);
const position = (upload: Upload.Item): Position => [
  rest(upload),
  upload.dataset,
];

// Newest first, of one dataset or of all.
export async function uploads(
  { dataset, limit, cursor }: Paging.Query & { dataset?: string },
  isReadable = (_: string) => true,
) {
  const last = Paging.position(Position, cursor);
  const all = dataset === undefined ? await datasets() : [dataset];
  const names = all.filter(isReadable);
  const lists = await Promise.all(
    names.map((name) =>
      Upload.page(name, {
        after: last && `${name}-${last[0]}`,
        limit: limit + 1,
      }),
    ),
  );
  const found = lists
    .flatMap(({ items }) => items)
    .sort((a, b) => (rest(a) < rest(b) ? 1 : -1));
  const items = found.slice(0, limit);
  return {
    items: await Promise.all(items.map(Upload.show)),
    cursor:
      found.length > limit ? Paging.cursor(position(items.at(-1)!)) : null,
  };
}

// A file that failed before it had a definition still lies in the inbox.
export async function datasets() {
  const found = new Set(await Dataset.names());
  for await (const name of Bucket.folders("inbox/")) found.add(name);
  return [...found].filter((name) => Definition.Name.safeParse(name).success);
}

export * as Presigned from "./presigned";
