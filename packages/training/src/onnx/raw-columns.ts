// raw-columns: a table as it enters a model's graph, before any preparation
import type { Value } from "./graph";

export type RawColumns = { numbers: Value; categories: Value; at: Value };
