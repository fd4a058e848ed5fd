import { expect, test } from "vitest";
import { metricsPage, stored } from "./metrics-page";

test("the page of metrics says what is computed (node --import tsx test/docs/metrics-page.ts writes it anew)", async () => {
  expect(stored()).toBe(await metricsPage());
});
