// stored: everything that the bucket and the table hold, as text that can be searched
import { ScanCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { gunzipSync } from "node:zlib";
import { Bucket } from "@mainstay/core/aws/bucket";
import { Table } from "@mainstay/core/aws/table";
import { parquetMetadata, parquetReadObjects } from "hyparquet";

// Everything that is stored, as readable text, by where it is.
export async function stored() {
  const found = new Map<string, string>();
  for await (const { key } of Bucket.list("")) {
    const bytes = (await Bucket.bytes(key))!;
    const text = key.endsWith(".parquet")
      ? JSON.stringify(await cells(bytes))
      : key.endsWith(".gz")
        ? gunzipSync(bytes).toString()
        : Buffer.from(bytes).toString("utf8").replaceAll("\0", "");
    found.set(key, `${key} ${text}`);
  }
  let ExclusiveStartKey: Record<string, any> | undefined;
  do {
    const page = await Table.client().send(
      new ScanCommand({ TableName: "mainstay", ExclusiveStartKey }),
    );
    for (const item of page.Items ?? []) {
      const plain = unmarshall(item);
      found.set(`${plain.pk} ${plain.sk}`, JSON.stringify(plain));
    }
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return found;
}
// All columns and all that is said of them, whoever wrote the file.
async function cells(bytes: Uint8Array) {
  const file = bytes.slice().buffer;
  const rows = await parquetReadObjects({ file });
  const { key_value_metadata } = parquetMetadata(file);
  const big = (row: Record<string, unknown>) =>
    Object.values(row).map((cell) =>
      typeof cell === "bigint" ? String(cell) : cell,
    );
  return [key_value_metadata, rows.map(big)];
}
