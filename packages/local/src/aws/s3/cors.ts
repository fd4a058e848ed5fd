// cors: Mainstay's own pages may use a presigned URL; no page may sign by itself
import type { IncomingMessage } from "node:http";
import { S3Error } from "./s3-error";
import type { Reply } from "./operation";

const methods = ["GET", "HEAD", "PUT"];
const presigned = ({ url = "" }: IncomingMessage) =>
  /[?&]x-amz-signature=/i.test(url);

export function headers(
  message: IncomingMessage,
  origins: string[],
): Record<string, string> {
  const { origin = "" } = message.headers;
  if (!origins.includes(origin) || !presigned(message)) return {};
  return {
    "access-control-allow-origin": origin,
    "access-control-expose-headers":
      "ETag, Content-Range, x-amz-request-id, x-amz-checksum-crc32",
    vary: "origin",
  };
}

export function preflight(message: IncomingMessage): Reply {
  const { headers } = message;
  const method = headers["access-control-request-method"] ?? "";
  if (!headers.origin || !methods.includes(method) || !presigned(message))
    throw new S3Error(
      "AccessForbidden",
      `CORSResponse: Expected an origin, a presigned URL and one of ${methods.join(", ")} but got ${method || "no method"}`,
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
