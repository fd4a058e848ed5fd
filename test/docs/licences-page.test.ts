import { expect, test } from "vitest";
import { licencesPage, running, stored } from "./licences-page";

test("nothing runs with Mainstay whose licence binds what is built with it", () => {
  // The licence of fonts lets them be embedded in any document.
  const free =
    /^\(?(MIT|MIT-0|Apache-2\.0|ISC|0BSD|BSD-[23]-Clause|BlueOak-1\.0\.0|CC0-1\.0|Unlicense|Python-2\.0|OFL-1\.1)( (OR|AND) [\w.-]+)*\)?$/;
  expect(running.filter(({ licence }) => !free.test(licence))).toEqual([]);
});

test("the page of licences says what the lockfile pins (npm run map writes it anew)", async () => {
  expect(stored()).toBe(await licencesPage());
});
