import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { app } from "@mainstay/functions/api/index";
import { start, type Cloud } from "../cloud";

let cloud: Cloud;
beforeAll(async () => void (cloud = await start()));
afterAll(() => cloud.stop());

async function preview(name: string, body: Uint8Array | string, more = "") {
  const answer = await app.request(
    `/v1/preview?dataset=shops&name=${encodeURIComponent(name)}${more}`,
    {
      method: "POST",
      headers: {
        authorization: `Bearer ${cloud.key}`,
        "content-type": "text/csv",
      },
      body: Buffer.from(body),
    },
  );
  return { status: answer.status, body: (await answer.json()) as any };
}

const text = [
  "Accounts of April",
  "Account ID;Month;MRR;Churned",
  ...Array.from(
    { length: 12 },
    (_, k) => `A-${100 + k};2026-04;${900 + k},50 €;${k % 3 ? "no" : "yes"}`,
  ),
].join("\n");

test("a file's first bytes tell what ingest would decide, and nothing is stored", async () => {
  const { status, body } = await preview("accounts.csv", text);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    ...{ dataset: "shops", kind: "customers", separator: ";", skipped: 1 },
    ...{ header: true, line: 2, period: "month", periods: ["2026-04"] },
    ...{ id: "Account ID", time: "Month", label: { column: "Churned" } },
    ...{ rows: 12, encoding: "utf-8" },
  });
  expect(body.warnings.map(({ code }: any) => code)).toContain(
    "header.skipped",
  );
  const mrr = body.columns.find(({ name }: any) => name === "MRR");
  expect(mrr).toMatchObject({
    ...{ type: "number", role: "revenue", decimal: ",", filled: 12 },
    examples: expect.arrayContaining(["900,50 €"]),
  });
  expect(body.first[0]).toEqual(["A-100", "2026-04", "900,50 €", "yes"]);
  const known = await cloud.call("GET", "/v1/datasets/shops");
  expect(known.status).toBe(404);
  const uploads = await cloud.call("GET", "/v1/uploads?dataset=shops");
  expect(uploads.body.items).toEqual([]);
});

test("a file cut within a row, a character or a gzip stream reads up to its last whole line", async () => {
  const long = `name,n\n${Array.from({ length: 4000 }, (_, k) => `é${k},${k}`).join("\n")}\n`;
  const bytes = Buffer.from(long);
  const at = bytes.lastIndexOf("é3000") + 1;
  const cut = await preview("a.csv", bytes.subarray(0, at), "&size=99999");
  expect([cut.status, cut.body.rows]).toEqual([200, 3000]);
  const packed = gzipSync(bytes);
  const part = packed.subarray(0, packed.length >> 1);
  const zipped = await preview("a.csv.gz", part, `&size=${packed.length}`);
  expect(zipped.status).toBe(200);
  expect(zipped.body.rows).toBeGreaterThan(500);
  const wide = Buffer.from(long, "utf16le");
  const half = await preview("a.csv", wide.subarray(0, 20_001), "&size=99999");
  expect(half.body).toMatchObject({ encoding: "utf-16le" });
  expect(half.body.columns[1].type).toBe("number");
});

test("a stated period counts, and without one the period of the drop is said to be assumed", async () => {
  const plain = "id,n\na,1\nb,2\n";
  const stated = await preview("x.csv", plain, "&period=2025-04");
  expect(stated.body).toMatchObject({ periods: ["2025-04"], warnings: [] });
  const assumed = await preview("x.csv", plain);
  expect(assumed.body.warnings).toMatchObject([{ code: "period.assumed" }]);
});

test("what cannot be read is refused as ingest would", async () => {
  const refused = async (...given: Parameters<typeof preview>) => {
    const { status, body } = await preview(...given);
    return [status, body.code];
  };
  expect(await refused("a.pdf", text)).toEqual([400, "upload.type"]);
  expect((await refused("a.csv", ""))[0]).toBe(400);
});

test("of more than a mebibyte the first rows are looked at, and it says so", async () => {
  const rows = Array.from({ length: 200_000 }, (_, k) => `C${k},${k}\n`);
  const { status, body } = await preview(
    "a_2025-01.csv",
    `customer_id,mrr\n${rows.join("")}`,
  );
  expect(status).toBe(200);
  expect(body.whole).toBe(false);
  expect(body.accepted).toBe(body.rows);
  expect(body.rows).toBeGreaterThan(50_000);
  expect(body.rows).toBeLessThan(rows.length);
});
