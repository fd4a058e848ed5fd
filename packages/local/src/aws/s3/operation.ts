// operation: what every S3 operation is given and what it answers
import type { Created } from "./notification";
import type { Request } from "./request";
import type { Signed } from "./signature";
import type { Store } from "./object-store";
import { Xml, type Content } from "./xml";

export interface Call extends Request {
  signed: Signed;
  store: Store;
  region: string;
  // Resolves once whoever listens holds the event.
  announce(created: Created): Promise<void>;
}

export interface Reply {
  status: number;
  headers?: Record<string, string>;
  body?: string | AsyncIterable<Buffer>;
  // Called once, however the sending of the body ends.
  release?(): void;
}

export const xml = (
  root: string,
  content: { [tag: string]: Content },
): Reply => ({
  status: 200,
  headers: { "content-type": "application/xml" },
  body: Xml.write(root, content),
});

export const owner = { ID: "local", DisplayName: "local" };
