// digest: names made from content, so that a repeat makes the same name
import { createHash } from "node:crypto";

export const sha256 = (...parts: (string | Uint8Array)[]) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
};
