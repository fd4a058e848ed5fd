import { Bucket } from "@mainstay/core/bucket";
import { Flow } from "@mainstay/core/flow";

export const handler = () => Flow.sweep(Bucket.folders("inbox/"));
