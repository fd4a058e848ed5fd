// path-id: an id as one part of a path, whatever signs it holds

// API Gateway decodes a path before anybody sees it and cuts it at a decoded question mark; these signs survive that.
const survives = /^(?!~)(?!\.{1,2}$)[\w.:@+,=~-]+$/;

/** The id as it stands where it survives, else `~` and its UTF-8 bytes in base64url. */
export const write = (id: string) =>
  survives.test(id) ? id : `~${Buffer.from(id).toString("base64url")}`;

/** The id that was written; what was not written here stands for itself. */
export function read(part: string): string {
  if (!part.startsWith("~")) return part;
  const id = Buffer.from(part.slice(1), "base64url").toString();
  return id && write(id) === part ? id : part;
}

export * as PathId from "./path-id";
