// training-ended: a training container failed, so its job is marked as failed
import { Job } from "@mainstay/core/aws/job";
import type { EventBridgeEvent } from "aws-lambda";

type Ended = {
  status: "FAILED";
  statusReason?: string;
  container: { environment: { name: string; value: string }[] };
};

export const handler = ({
  detail,
}: EventBridgeEvent<"Batch Job State Change", Ended>) => {
  const id = detail.container.environment.find((e) => e.name === "JOB_ID");
  return id && Job.died(id.value, detail.statusReason);
};
