// upload: a file into the inbox, followed to its end
import { openAsBlob } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import type { Warning } from "@mainstay/core/reading/warning";
import type { Call } from "./client";
import { bar, pause } from "./progress";

type Upload = {
  id: string;
  key: string;
  state: string;
  rows: number;
  accepted: number;
  rejected: number;
  scored: number;
  drops: number;
  warnings: Warning.Info[];
  rejectsUrl: string | null;
  predictionsUrl: string | null;
  error?: { code: string; message: string };
};

const find = async (call: Call, dataset: string, key: string) => {
  const { items } = await call<{ items: Upload[] }>(
    "GET",
    `/v1/uploads?dataset=${encodeURIComponent(dataset)}&limit=1000`,
  );
  return items.find((upload) => upload.key === key);
};

const over = (upload: Upload) =>
  upload.state === "done" || upload.state === "failed";

export async function upload(
  call: Call,
  file: string,
  dataset: string,
  period?: string,
) {
  const { size } = await stat(file);
  const type = file.endsWith(".gz") ? "application/gzip" : "text/csv";
  const { url, key } = await call<{ url: string; key: string }>(
    "POST",
    "/v1/uploads",
    {
      dataset,
      name: basename(file),
      size,
      type,
      period,
    },
  );
  const before = await find(call, dataset, key);
  const progress = bar(basename(file));
  progress.set(0, "sending");
  const sent = await fetch(url, {
    method: "PUT",
    body: await openAsBlob(file),
    headers: { "content-type": type },
  });
  if (!sent.ok)
    throw new Error(`The bucket answered ${sent.status}: ${await sent.text()}`);
  try {
    for (;;) {
      const now = await find(call, dataset, key);
      const counted =
        now && (now.id !== before?.id || now.drops > before.drops);
      if (counted && over(now)) return now;
      progress.set(counted ? 0.6 : 0.3, now?.state ?? "waiting");
      await pause(300);
    }
  } finally {
    progress.stop();
  }
}
