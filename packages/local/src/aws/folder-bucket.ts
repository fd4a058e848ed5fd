// folder-bucket: a folder that holds a copy of a bucket, read by the wire protocol of S3; nothing is ever written
import { createServer, type ServerResponse } from "node:http";
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import { close, listen } from "./listener";
import { Xml } from "./s3/xml";

type Found = { key: string; size: number; at: Date; etag: string };

async function look(root: string, key: string): Promise<Found | null> {
  const path = resolve(root, key);
  if (!path.startsWith(root + sep)) return null;
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) return null;
  const etag = `"${found.size.toString(16)}-${Math.round(found.mtimeMs).toString(16)}"`;
  return { key, size: found.size, at: found.mtime, etag };
}

async function list(root: string, query: URLSearchParams) {
  const prefix = query.get("prefix") ?? "";
  const delimiter = query.get("delimiter");
  const folder = prefix.slice(0, prefix.lastIndexOf("/") + 1);
  const entries = await readdir(join(root, folder), {
    recursive: !delimiter,
    withFileTypes: true,
  }).catch(() => []);
  const keys: string[] = [];
  const folders: string[] = [];
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const key = path.slice(root.length + 1).replaceAll(sep, "/");
    if (!key.startsWith(prefix)) continue;
    if (entry.isFile()) keys.push(key);
    else if (delimiter && entry.isDirectory()) folders.push(`${key}/`);
  }
  const found = await Promise.all(keys.sort().map((key) => look(root, key)));
  return Xml.write("ListBucketResult", {
    Prefix: prefix,
    IsTruncated: "false",
    KeyCount: String(keys.length + folders.length),
    Contents: found
      .filter((one) => one !== null)
      .map(({ key, size, at, etag }) => ({
        Key: key,
        LastModified: at.toISOString(),
        ETag: etag,
        Size: String(size),
      })),
    CommonPrefixes: folders.sort().map((one) => ({ Prefix: one })),
  });
}

const end = (response: ServerResponse, status: number, body = "") =>
  response.writeHead(status, { "content-type": "application/xml" }).end(body);

/** Serves the folder as a bucket of any name to this process. */
export async function serve(folder: string) {
  const root = resolve(folder);
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url!, "http://bucket");
    const key = decodeURIComponent(pathname.split("/").slice(2).join("/"));
    if (!["GET", "HEAD"].includes(request.method!)) return end(response, 405);
    if (!key) return end(response, 200, await list(root, searchParams));
    const found = await look(root, key);
    if (!found) return end(response, 404);
    if (request.headers["if-none-match"] === found.etag)
      return end(response, 304);
    response.writeHead(200, {
      etag: found.etag,
      "content-length": found.size,
      "last-modified": found.at.toUTCString(),
    });
    if (request.method === "HEAD") return response.end();
    return createReadStream(join(root, key)).pipe(response);
  });
  const port = await listen(server, 0, "127.0.0.1");
  return {
    endpoint: `http://127.0.0.1:${port}`,
    stop: () => close(server, 0),
  };
}

export * as FolderBucket from "./folder-bucket";
