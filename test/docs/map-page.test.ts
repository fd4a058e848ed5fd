import { expect, test } from "vitest";
import { files, mapPage, sentence, stored } from "./map-page";

test("every file begins with its name and what is there", () => {
  expect(files.filter((file) => !sentence(file))).toEqual([]);
});

test("the map says what each file says of itself (npm run map writes it anew)", async () => {
  expect(stored()).toBe(await mapPage());
});
