// digest: names made from content, so that a repeat makes the same name
import { createHash } from "node:crypto";

export const sha256 = (...parts: (string | Uint8Array)[]) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
};

/** A number in [0, 1) that stays the same for the same parts: a draw that no redelivery turns round. */
export const drawn = (...parts: (string | number)[]) =>
  parseInt(sha256(parts.join("\0")).slice(0, 12), 16) / 2 ** 48;
