// sweep: every morning, uploads whose event was lost are looked for in the inbox
import { Bucket } from "@mainstay/core/aws/bucket";
import { Dispatch } from "@mainstay/core/ingest/dispatch";

export const handler = () => Dispatch.sweep(Bucket.folders("inbox/"));
