// find-operation: which operation a request asks for; what none of them knows is refused, never ignored
import { BucketOperations } from "./bucket-operations";
import { CompleteMultipart } from "./complete-multipart";
import { CopyObject } from "./copy-object";
import { DeleteObjects } from "./delete-objects";
import { S3Error, unsupported } from "./s3-error";
import { ListObjects } from "./list-objects";
import { Multipart } from "./multipart";
import { ObjectOperations } from "./object-operations";
import type { Call, Reply } from "./operation";
import type { Request } from "./request";
import { MultipartList } from "./multipart-list";

type Scope = "service" | "bucket" | "object";

interface Route {
  scope: Scope;
  method: string;
  // Parameters that must be there, and those that may be.
  with?: string[];
  may?: string[];
  header?: string;
  run(call: Call): Promise<Reply>;
}

const paging = ["prefix", "encoding-type"];
const overrides = [
  "response-content-type",
  "response-content-language",
  "response-expires",
  "response-cache-control",
  "response-content-disposition",
  "response-content-encoding",
];

// The first that fits is taken, so the narrower stand first.
const routes: Route[] = [
  {
    scope: "service",
    method: "GET",
    may: ["prefix", "max-buckets", "continuation-token"],
    run: BucketOperations.list,
  },
  { scope: "bucket", method: "PUT", run: BucketOperations.create },
  { scope: "bucket", method: "HEAD", run: BucketOperations.head },
  {
    scope: "bucket",
    method: "GET",
    with: ["location"],
    run: BucketOperations.location,
  },
  {
    scope: "bucket",
    method: "GET",
    with: ["uploads"],
    may: [...paging, "max-uploads", "key-marker", "upload-id-marker"],
    run: MultipartList.all,
  },
  {
    scope: "bucket",
    method: "GET",
    with: ["list-type"],
    may: [
      ...paging,
      "delimiter",
      "max-keys",
      "start-after",
      "continuation-token",
      "fetch-owner",
    ],
    run: ListObjects.objects,
  },
  {
    scope: "bucket",
    method: "POST",
    with: ["delete"],
    run: DeleteObjects.many,
  },
  {
    scope: "object",
    method: "POST",
    with: ["uploads"],
    run: Multipart.create,
  },
  {
    scope: "object",
    method: "POST",
    with: ["uploadId"],
    run: CompleteMultipart.complete,
  },
  {
    scope: "object",
    method: "PUT",
    with: ["uploadId", "partNumber"],
    header: "x-amz-copy-source",
    run: CopyObject.part,
  },
  {
    scope: "object",
    method: "PUT",
    with: ["uploadId", "partNumber"],
    run: Multipart.put,
  },
  {
    scope: "object",
    method: "DELETE",
    with: ["uploadId"],
    run: Multipart.abort,
  },
  {
    scope: "object",
    method: "GET",
    with: ["uploadId"],
    may: ["max-parts", "part-number-marker", "encoding-type"],
    run: MultipartList.parts,
  },
  {
    scope: "object",
    method: "PUT",
    header: "x-amz-copy-source",
    run: CopyObject.make,
  },
  { scope: "object", method: "PUT", run: ObjectOperations.put },
  { scope: "object", method: "GET", may: overrides, run: ObjectOperations.get },
  {
    scope: "object",
    method: "HEAD",
    may: overrides,
    run: ObjectOperations.get,
  },
  { scope: "object", method: "DELETE", run: DeleteObjects.one },
];

export function find(request: Request) {
  const { bucket, key, method, query, headers } = request;
  const scope: Scope = key ? "object" : bucket ? "bucket" : "service";
  const route = routes.find(
    (one) =>
      one.scope === scope &&
      one.method === method &&
      (one.with ?? []).every((name) => query.has(name)) &&
      (!one.header || headers.has(one.header)),
  );
  // The SDK names the operation in x-id.
  const known = ["x-id", ...(route?.with ?? []), ...(route?.may ?? [])];
  const surplus = [...query.keys()].find((name) => !known.includes(name));
  if (surplus !== undefined) throw unsupported(`${method} with ${surplus}`);
  if (route) return route.run;
  if (scope === "bucket" && ["GET", "POST", "DELETE"].includes(method))
    throw unsupported(`${method} of a bucket`);
  throw new S3Error(
    "MethodNotAllowed",
    `The method ${method} is not allowed against a ${scope}.`,
  );
}

export * as FindOperation from "./find-operation";
