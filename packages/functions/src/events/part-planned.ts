import { Flow } from "@mainstay/core/flow";
import { Queue } from "@mainstay/core/queue";
import type { SQSEvent } from "aws-lambda";

export const handler = (event: SQSEvent) => Queue.drain(event, Flow.part);
