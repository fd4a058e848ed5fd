// uploads: POST and GET /v1/uploads, addresses to put files at and how far each upload is
import { createRoute } from "@hono/zod-openapi";
import { Definition } from "@mainstay/core/tabular/definition";
import { Presigned } from "@mainstay/core/ingest/presigned";
import { Paging } from "@mainstay/core/base/paging";
import { Upload } from "@mainstay/core/ingest/upload";
import * as z from "zod";
import * as Route from "./route";

export const uploads = Route.router();

uploads.openapi(
  createRoute({
    ...Route.needs("write"),
    method: "post",
    path: "/",
    summary: "An address to put a file at",
    description:
      "PUT the file to `url` within an hour, with exactly the size and type announced here.",
    request: { body: Route.takes(Presigned.File) },
    responses: { 200: Route.json(Presigned.Address, "Presigned PUT") },
  }),
  async (c) => c.json(await Presigned.address(c.req.valid("json")), 200),
);

uploads.openapi(
  createRoute({
    ...Route.needs("read"),
    method: "get",
    path: "/",
    summary: "Uploads, newest first; of every dataset unless told",
    request: {
      query: Paging.Query.extend({ dataset: Definition.Name.optional() }),
    },
    responses: { 200: Route.json(Paging.schema(Upload.Shown), "Uploads") },
  }),
  async (c) => c.json(await Presigned.uploads(c.req.valid("query")), 200),
);

uploads.openapi(
  createRoute({
    ...Route.needs("read"),
    method: "get",
    path: "/{id}",
    summary: "How far an upload is, and where its rejects and predictions lie",
    request: { params: z.object({ id: z.string() }) },
    responses: { 200: Route.json(Upload.Shown, "Upload") },
  }),
  async (c) =>
    c.json(await Upload.show(await Upload.get(c.req.valid("param").id)), 200),
);

uploads.openapi(
  createRoute({
    ...Route.needs("write"),
    method: "post",
    path: "/{id}/redrive",
    summary: "Ingest an upload anew, as if it were dropped now",
    request: { params: z.object({ id: z.string() }) },
    responses: { 200: Route.json(Upload.Shown, "Upload") },
  }),
  async (c) => {
    const { id } = c.req.valid("param");
    await Upload.redrive(id, new Date());
    return c.json(await Upload.show(await Upload.get(id)), 200);
  },
);
