// upload-work: what is done for an upload in each of its phases
import { Problem } from "../aws/problem";
import { FailureAlerts } from "../periods/failure-alerts";
import { Line } from "../work/line";
import type { RunWork } from "../work/run-work";
import { ApplyRows } from "../apply/apply-rows";
import { CommitUpload } from "./commit-upload";
import { HideIds } from "./hide-ids";
import { IngestPart } from "./ingest-part";
import { PlanUpload } from "./plan-upload";
import { Upload } from "./upload";

export function steps(work: Line.Info): RunWork.Steps {
  const { id } = work;
  const plan = () => PlanUpload.get(id);
  const staged = async () => {
    const { parts } = await plan();
    return Line.outcomes<IngestPart.Outcome>(work, "staging", parts.length);
  };
  return {
    planned: {
      run: async () => {
        const found = await Upload.find(id);
        if (found?.state === "planned" || found?.state === "ingesting")
          await PlanUpload.make(await HideIds.run(found));
      },
      close: async () => {
        const planned = await PlanUpload.read(id);
        if (!planned) return null;
        await Upload.begun(id);
        return { phase: "staging", parts: planned.parts.length };
      },
    },
    staging: {
      run: async (part) =>
        IngestPart.part(await plan(), await Upload.get(id), part),
      close: async () => {
        const planned = await plan();
        // Somebody changed the definition meanwhile.
        if (!(await CommitUpload.isCurrent(planned))) {
          await Line.forgetOutcomes(work, "staging");
          return { phase: "planned", parts: 1 };
        }
        const parts = await CommitUpload.commit(
          planned,
          await Upload.get(id),
          await staged(),
        );
        return parts
          ? { phase: "committed", parts }
          : { phase: "applied", parts: 1 };
      },
    },
    committed: {
      run: (task) => ApplyRows.run(work, task),
      close: async () => {
        await ApplyRows.close(work, (await plan()).model);
        return { phase: "applied", parts: 1 };
      },
    },
    applied: {
      run: async () => CommitUpload.finish(await plan(), await staged()),
    },
    failed: { run: () => failed(work) },
  };
}

async function failed({ id, error }: Line.Info) {
  const found = await Upload.find(id);
  if (!found || !error) return;
  await HideIds.dropUnhidden(found);
  const reason = said(found, error);
  await Upload.fail(found, reason);
  const { key, dataset } = found;
  const { message } = reason;
  if (error.code === "job.cancelled") return;
  await Problem.put({
    ...Upload.problemOf(found),
    ...reason,
    at: new Date().toISOString(),
    again: { upload: id },
  });
  const uploads = [{ id, key, message }];
  await FailureAlerts.tell(dataset, { uploads }, new Date());
}

const said = (
  { key }: Upload.Item,
  { code, message }: { code: string; message: string },
) =>
  code.startsWith("work.")
    ? {
        code: "upload.broken",
        message: `${key} could not be ingested. ${message}`,
      }
    : { code, message };

export * as UploadWork from "./upload-work";
