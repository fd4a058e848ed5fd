// uri: percent encoding the way AWS signs and lists
import { S3Error } from "./s3-error";

export const encode = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (mark) => "%" + mark.charCodeAt(0).toString(16).toUpperCase(),
  );

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
