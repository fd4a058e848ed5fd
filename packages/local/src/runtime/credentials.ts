// credentials: the AWS key of this machine's servers, in a file that every AWS client reads
import { randomBytes } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "@mainstay/core/base/error";
import type { Sigv4 } from "../aws/sigv4";
import { Environment } from "./environment";

const fileOf = (directory: string) => join(directory, "credentials");
const lines = {
  accessKeyId: "aws_access_key_id",
  secretAccessKey: "aws_secret_access_key",
} as const;

/** The key in a data folder; `local` where it holds none. */
export async function read(directory: string): Promise<Sigv4.Credentials> {
  const file = fileOf(directory);
  const text = await readFile(file, "utf8").catch((error) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (text === null) return Environment.credentials;
  const valueOf = (name: keyof typeof lines) => {
    const value = new RegExp(`^${lines[name]} *= *(\\S+)$`, "m").exec(text);
    if (value) return value[1];
    throw new Failure(
      "machine.credentials",
      `Expected the line "${lines[name]} = …" in ${file}; delete the file to go on with the key "local"`,
    );
  };
  return {
    accessKeyId: valueOf("accessKeyId"),
    secretAccessKey: valueOf("secretAccessKey"),
  };
}

/** The key in a data folder, made by chance where there is none. */
export async function make(directory: string) {
  const found = await read(directory);
  if (found !== Environment.credentials) return found;
  const file = fileOf(directory);
  const made = {
    // The shape of AWS's own, which some clients insist on.
    accessKeyId: `AKIA${Array.from(randomBytes(16), (byte) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[byte % 32]).join("")}`,
    secretAccessKey: randomBytes(30).toString("base64url"),
  };
  const text = `[default]\n${lines.accessKeyId} = ${made.accessKeyId}\n${lines.secretAccessKey} = ${made.secretAccessKey}\n`;
  await writeFile(`${file}.new`, text, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return made;
}

export * as Credentials from "./credentials";
