// Exports after the formats of many tools, each read as its reading.json says: whole, by the file alone, without a store.
import { readdirSync, readFileSync } from "node:fs";
import { test } from "vitest";
import { check, type Reading } from "./reading";

const home = new URL("../../fixtures/readings/", import.meta.url);

test.each(readdirSync(home).sort())("%s", async (name) => {
  const folder = new URL(`${name}/`, home);
  const reading: Reading = JSON.parse(
    readFileSync(new URL("reading.json", folder), "utf8"),
  );
  const file = new URL(encodeURIComponent(reading.file), folder);
  await check(readFileSync(file), reading);
});
