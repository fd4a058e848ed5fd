// cors: any page may use a presigned URL; the signature is what guards the bucket
import type { IncomingMessage } from "node:http";
import { S3Error } from "./s3-error";
import type { Reply } from "./operation";

const methods = ["GET", "HEAD", "PUT"];

export const open = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers":
    "ETag, Content-Range, x-amz-request-id, x-amz-checksum-crc32",
};

export function preflight({ headers }: IncomingMessage): Reply {
  const method = headers["access-control-request-method"] ?? "";
  if (!headers.origin || !methods.includes(method))
    throw new S3Error(
      "AccessForbidden",
      `CORSResponse: Expected an origin and one of ${methods.join(", ")} but got ${method || "no method"}`,
    );
  return {
    status: 200,
    headers: {
      "access-control-allow-methods": methods.join(", "),
      "access-control-allow-headers":
        headers["access-control-request-headers"] ?? "*",
      "access-control-max-age": "3000",
    },
  };
}

export * as Cors from "./cors";
