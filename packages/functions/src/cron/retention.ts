// retention: every morning, what is older than its owner keeps goes
import { Retention } from "@mainstay/core/ingest/retention";

export const handler = () => Retention.run(new Date());
