import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { file, folder, lacking, table, within } from "./shop";

test.skipIf(!folder)(
  `a log of single orders is read whole without a word of definition${lacking}`,
  async () =>
    within(async ({ drop, done, call }) => {
      await drop("cdnow_master.csv");
      const upload = await done("events");
      const { rows, cell } = table(await readFile(file("cdnow_master.csv")));
      expect(upload).toMatchObject({ rows, accepted: rows, rejected: 0 });
      const definition = await call("GET", "/v1/datasets/events");
      expect(definition).toMatchObject({
        id: "customer_id",
        time: "date",
        roles: { quantity: "number_of_cds", amount: "dollar_value" },
      });
      expect(cell(0, "customer_id")).toBe("1");
    }),
  120_000,
);
