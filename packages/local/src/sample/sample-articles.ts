// sample-articles: what the support desk of the sample company has written down; synthetic like the rest of it
import { readFileSync } from "node:fs";

/** CSV of the columns id, title, text, lang. */
export const knowledge = readFileSync(
  new URL("./articles.csv", import.meta.url),
  "utf8",
);
