// follow-job: slow work, followed to its end
import type { Call } from "./client";
import { bar, pause } from "./progress";

type Job = {
  state: string;
  progress: number;
  stage?: string;
  version?: string;
  result?: unknown;
  error?: { code: string; message: string; next?: string };
};

export async function follow(call: Call, id: string, what: string) {
  const progress = bar(what);
  try {
    for (;;) {
      const job = await call<Job>("GET", `/v1/jobs/${id}`);
      if (job.state === "done" || job.state === "failed") return job;
      progress.set(job.progress, job.stage ?? job.state);
      await pause(300);
    }
  } finally {
    progress.stop();
  }
}
