// reset-rows: rows stored under ids and periods that a changed definition no longer gives them
import { Bucket } from "../aws/bucket";
import { Dataset } from "../dataset/dataset";
import { LogRows } from "./log-rows";
import { Table } from "../aws/table";

// May be run again after a crash at any of its steps; the uploads that follow write everything anew.
export async function dataset(name: string) {
  for (const period of await Dataset.periods(name)) {
    const stays = await LogRows.forget(name, period);
    await Promise.all(
      Array.from({ length: Table.shards }, (_, n) =>
        Table.empty(Table.keys.shard(name, period, n)),
      ),
    );
    await Bucket.empty(Bucket.keys.lake(name, period));
    await Bucket.remove(Bucket.keys.view(name, period));
    if (!stays) await Table.remove(Table.keys.period(name, period));
  }
}

export * as ResetRows from "./reset-rows";
