// outbox: the folder where mails lie on one machine, which has no SES
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256 } from "../base/digest";

/** Null where mails are sent. */
export const folder = () => process.env.MAINSTAY_OUTBOX ?? null;

const begin = (dataset: string, month: string) => `${month}-${dataset}-`;

export async function keep(
  { dataset, month }: { dataset: string; month: string },
  to: string,
  raw: Buffer,
) {
  const outbox = folder();
  if (outbox === null) return;
  await mkdir(outbox, { recursive: true });
  const name = `${begin(dataset, month)}${sha256(to).slice(0, 12)}.eml`;
  await writeFile(join(outbox, name), raw);
}

/** Removes the mails with a month's report of a dataset that lie here. */
export async function forget(dataset: string, month: string) {
  const outbox = folder();
  if (outbox === null) return;
  const names = await readdir(outbox).catch(() => []);
  const theirs = names.filter(
    (name) =>
      name.startsWith(begin(dataset, month)) &&
      /^[0-9a-f]+\.eml$/.test(name.slice(begin(dataset, month).length)),
  );
  for (const name of theirs) await rm(join(outbox, name), { force: true });
}

export * as Outbox from "./outbox";
