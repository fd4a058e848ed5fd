// uri: percent encoding the way AWS signs and lists
import { encode } from "../sigv4";
import { S3Error } from "./s3-error";

export { encode };

export const encodePath = (path: string) =>
  path.split("/").map(encode).join("/");

export function decode(text: string) {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error(
      "InvalidURI",
      `Expected percent-encoded UTF-8 but got ${text}`,
    );
  }
}
