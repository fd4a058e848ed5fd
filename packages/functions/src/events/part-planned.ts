// part-planned: one part of an upload is ready to be ingested
import { Dispatch } from "@mainstay/core/ingest/dispatch";
import { Queue } from "@mainstay/core/aws/queue";
import type { SQSEvent } from "aws-lambda";

export const handler = (event: SQSEvent) => Queue.drain(event, Dispatch.part);
