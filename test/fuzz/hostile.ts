// hostile: each file made to hurt, through the whole machine, with how long it and a neighbour's file beside it take
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Bucket } from "@mainstay/core/aws/bucket";
import { Upload } from "@mainstay/core/ingest/upload";
import { Environment } from "@mainstay/local/runtime/environment";
import { startMachine } from "@mainstay/local/runtime/machine";
import { HostileFiles } from "./hostile-files";

const maxSeconds = 30;
const pollMs = 50;
const data = await mkdtemp(join(tmpdir(), "hostile-"));
const machine = await startMachine({ data });
Environment.enter(machine.environment);
const neighbour = `customer_id,month,mrr\n${Array.from({ length: 2_000 }, (_, k) => `c${k},2026-10,${k}\n`).join("")}`;

async function ingested(
  dataset: string,
  name: string,
  body: Uint8Array | string,
) {
  const begun = performance.now();
  await Bucket.put(Bucket.keys.inbox(dataset, name), body);
  for (;;) {
    const [upload] = (await Upload.page(dataset, { limit: 1 })).items;
    const seconds = Number(((performance.now() - begun) / 1000).toFixed(1));
    if (upload?.state === "done" || upload?.state === "failed")
      return { ...upload, seconds };
    await new Promise((done) => setTimeout(done, pollMs));
  }
}

let isWrong = false;
try {
  await ingested("warm", "n.csv", neighbour);
  const alone = await ingested("alone", "n.csv", neighbour);
  console.log(`a neighbour's 2,000 rows alone: ${alone.seconds} s`);
  for (const [
    k,
    { what, name, make, expected },
  ] of HostileFiles.files.entries()) {
    const body = await make();
    const [it, beside] = await Promise.all([
      ingested(`hostile-${k}`, name, body),
      ingested(`beside-${k}`, "n.csv", neighbour),
    ]);
    const code = it.error?.code ?? null;
    const isRight =
      it.state === expected.state &&
      code === expected.code &&
      it.accepted === expected.accepted &&
      it.seconds < maxSeconds;
    isWrong ||= !isRight || beside.state !== "done";
    console.log(
      `${isRight ? "right" : "WRONG"} ${it.seconds} s, the neighbour ${beside.seconds} s: ${what} (${code ?? it.state})`,
    );
  }
} finally {
  await machine.stop();
  await rm(data, { recursive: true });
}
process.exit(isWrong ? 1 : 0);
