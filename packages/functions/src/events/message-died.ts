// message-died: a queue gave a message up, so that it is listed among the problems
import { Problems } from "@mainstay/core/jobs/problems";
import type { SQSEvent } from "aws-lambda";

export async function handler({ Records }: SQSEvent) {
  for (const { body } of Records) await Problems.died(body, new Date());
}
