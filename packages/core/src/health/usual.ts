import type { Card } from "../model/card";
import type { Sheet } from "../sheet";
import type { Config } from "./config";

/** Null when the sheet has none of the standard columns. Bands are the serving model's; without, they follow the mean probability. */
export function usual(sheet: Sheet, bands?: Card.Bands): Config | null {
  throw new Error("todo");
}
