// Some thousand rows that break dialects in every way: none is lost, none counted twice, each refused one named by its line.
import { afterAll, beforeAll, expect, test } from "vitest";
import { Bucket } from "@mainstay/core/aws/bucket";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Upload } from "@mainstay/core/ingest/upload";
import { Csv } from "@mainstay/core/tabular/csv";
import { Definition } from "@mainstay/core/tabular/definition";
import { Dialect } from "@mainstay/core/tabular/dialect";
import { start, type Cloud } from "../cloud";
import * as FuzzedRows from "./rows";

let cloud: Cloud;
beforeAll(async () => void (cloud = await start()));
afterAll(() => cloud.stop());

async function refusedLines(id: string) {
  const bytes = await Bucket.existingBytes(Bucket.keys.rejects(id));
  const scan = Csv.scan(bytes, Dialect.detect(bytes, { separator: "," }));
  return Array.from({ length: scan.rows - 1 }, (_, row) =>
    Number(Csv.text(scan, scan.first[row + 1])),
  );
}

test.for([1, 2])(
  "of 1,000 fuzzed rows none is lost and each refused one is named by its line (seed %i)",
  async (seed) => {
    const dataset = `fuzz-${seed}`;
    const { bytes, told } = FuzzedRows.make(1_000, seed);
    const definition = Definition.Info.parse(FuzzedRows.definition);
    await Dataset.write(dataset, definition, 0);
    await Bucket.put(Bucket.keys.inbox(dataset, "f.csv"), bytes);
    await cloud.drain();
    const [upload] = (await Upload.page(dataset, { limit: 1 })).items;
    expect(upload.error).toBeUndefined();
    const lines = await refusedLines(upload.id);
    expect(FuzzedRows.judge(told, upload, lines)).toEqual([]);
  },
);
