// uploads: POST and GET /v1/uploads, addresses to put files at and how far each upload is
import { Definition } from "@mainstay/core/tabular/definition";
import { Presigned } from "@mainstay/core/ingest/presigned";
import { Paging } from "@mainstay/core/base/paging";
import { TakeBack } from "@mainstay/core/ingest/take-back";
import { Upload } from "@mainstay/core/ingest/upload";
import { Route } from "./route";

export const uploads = Route.router();

const ofUpload = async ({ params: { id } }: { params: { id: string } }) => [
  (await Upload.get(id)).dataset,
];
const shown = { 200: Route.json(Upload.Shown, "Upload") };

Route.post(uploads, "/", {
  name: "createUpload",
  scope: "write",
  summary: "An address to put a file at",
  description:
    "PUT the file to `url` within an hour, with exactly the size and type announced here.",
  body: Presigned.File,
  datasets: ({ body }) => [body.dataset],
  example: {
    dataset: "customers",
    name: "accounts.csv",
    size: 48_211,
    type: "text/csv",
    period: "2026-11",
  },
  answers: { 200: Route.json(Presigned.Address, "Presigned PUT") },
  run: ({ body }) => Presigned.address(body),
});

Route.get(uploads, "/", {
  name: "listUploads",
  scope: "read",
  summary: "Uploads, newest first; of every dataset unless told",
  query: Paging.Query.extend({ dataset: Definition.Name.optional() }),
  datasets: "reached",
  answers: { 200: Route.json(Paging.schema(Upload.Shown), "Uploads") },
  run: ({ query, reaches }) => Presigned.uploads(query, reaches),
});

Route.get(uploads, "/{id}", {
  name: "getUpload",
  scope: "read",
  summary: "How far an upload is, and where its rejects and predictions lie",
  params: Route.Id,
  datasets: ofUpload,
  answers: shown,
  run: async ({ params: { id } }) => Upload.show(await Upload.get(id)),
});

Route.delete(uploads, "/{id}", {
  name: "takeBackUpload",
  scope: "write",
  summary: "Take a file's rows back; what the other files say stands again",
  params: Route.Id,
  datasets: ofUpload,
  answers: { 202: Route.json(Route.JobId, "The job to follow") },
  run: ({ params: { id } }) => TakeBack.start(id, new Date()),
});

Route.post(uploads, "/{id}/redrive", {
  name: "redriveUpload",
  scope: "write",
  summary: "Ingest an upload anew, as if it were dropped now",
  params: Route.Id,
  datasets: ofUpload,
  answers: shown,
  run: async ({ params: { id } }) => {
    await Upload.redrive(id, new Date());
    return Upload.show(await Upload.get(id));
  },
});
