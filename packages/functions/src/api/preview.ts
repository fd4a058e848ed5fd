// preview: POST /v1/preview, what ingest would decide of a file's first bytes
import { Preview } from "@mainstay/core/intake/preview";
import { Definition } from "@mainstay/core/tabular/definition";
import * as z from "zod";
import { Route } from "./route";

export const preview = Route.router();

Route.post(preview, "/", {
  name: "previewFile",
  scope: "read",
  summary: "What would be decided of a file, told from its first bytes",
  description:
    "The body is the file itself or its first bytes; of more than 1 MiB the first are looked at, and all of a workbook. Nothing is stored; `whole` says whether all rows were looked at.",
  query: z.object({
    dataset: Definition.Name,
    name: z.string().min(1).max(400).describe("The file's name"),
    period: z.string().max(20).optional().describe("As it would be stated"),
    size: z.coerce
      .number()
      .int()
      .min(0)
      .optional()
      .describe("Bytes of the whole file, where more follow"),
    tail: z.coerce
      .number()
      .int()
      .min(0)
      .max(Preview.tailBytes)
      .optional()
      .describe("How many of the body's bytes are the file's last ones"),
  }),
  bytes: true,
  answers: { 200: Route.json(Preview.Info, "Preview") },
  run: async ({ query: { size, tail, ...file }, c }) => {
    const body = new Uint8Array(await c.req.raw.arrayBuffer());
    const isCut = size === undefined ? undefined : body.length < size;
    const parts = Preview.parted(body, tail);
    return Preview.preview({ ...file, ...parts, isCut }, new Date());
  },
});
