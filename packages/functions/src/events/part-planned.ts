// part-planned: one part of an upload is ready to be ingested
import { Dispatch } from "@mainstay/core/ingest/dispatch";
import { Queue } from "@mainstay/core/aws/queue";
import type { Context, SQSEvent } from "aws-lambda";

export const handler = (event: SQSEvent, context?: Context) =>
  Queue.drain("Parts", { event, context }, Dispatch.part);
