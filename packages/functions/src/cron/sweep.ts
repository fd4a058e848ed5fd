// sweep: the schedule that looks for files of the inbox that no event announced
import { Bucket } from "@mainstay/core/aws/bucket";
import { Dispatch } from "@mainstay/core/ingest/dispatch";

export const handler = () => Dispatch.sweep(Bucket.folders("inbox/"));
