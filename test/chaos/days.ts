// days: what people ask of Mainstay in a day, each day another kind of work
import { Bucket } from "@mainstay/core/aws/bucket";
import { Table } from "@mainstay/core/aws/table";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { DropDataset } from "@mainstay/core/ingest/drop-dataset";
import { Erasure } from "@mainstay/core/ingest/erasure";
import { Redefine } from "@mainstay/core/ingest/redefine";
import { Retention } from "@mainstay/core/ingest/retention";
import { TakeBack } from "@mainstay/core/ingest/take-back";
import { Upload } from "@mainstay/core/ingest/upload";
import { Registry } from "@mainstay/core/model/registry";
import { ReportJob } from "@mainstay/core/reporting/report-job";
import { Definition } from "@mainstay/core/tabular/definition";
import { train } from "@mainstay/training/job/train";
import type { Day } from "./stage";

const dataset = "customers";
const definition = {
  ...{ id: "customer_id", time: "month", columns: { mrr: "number" } },
  roles: { revenue: "mrr", name: "name" },
  label: { column: "left", positive: "yes" },
  learner: "logistic",
};
const head = "customer_id,month,name,plan,mrr,left\n";
const file = (rows: string[]) => head + rows.map((row) => `${row}\n`).join("");
const named = async (name: string) => {
  const { items } = await Upload.page(dataset, { limit: 20 });
  return items.find(({ key }) => key.endsWith(`/${name}`))!;
};

const september = file([
  "a,2026-09,Anna,pro,1,no",
  "b,2026-09,Bert,max,2,no",
  "c,2026-09,Carl,pro,3,no",
]);
const october = file([
  "a,2026-10,Anna,pro,1,no",
  "b,2026-10,Bert,pro,2,yes",
  "c,2026-10,Carl,pro,x,no",
]);
const other = file(["b,2026-10,Bert,max,3,yes", "d,2026-11,Dora,max,4,no"]);
const newer = file(["a,2026-10,Anna,pro,5,no", "e,2026-10,Emil,pro,6,no"]);
const refused = file(["f,2026-10,Fritz,pro,much,no"]);

export type Model = { version: string; files: Map<string, Uint8Array> };

const define = () =>
  Dataset.write(dataset, Definition.Info.parse(definition), 0);

const rows = (n: number, isLeaving: (k: number) => boolean) =>
  file(
    Array.from(
      { length: n },
      (_, k) =>
        `c${k},2026-10,N${k},${k % 3 ? "pro" : "max"},${(k * 7) % 50},${isLeaving(k) ? "yes" : "no"}`,
    ),
  );

/** A version of a model, learned once, and the same under another name, as scores say which version gave them. */
export async function models(day: Day): Promise<Model[]> {
  await define();
  const leaves = (k: number) => (k * 7) % 50 > 30 || k % 11 === 0;
  await day.drop(dataset, "learn.csv", rows(200, leaves));
  await day.drain();
  const asked = { dataset, seed: 1, now: new Date(), progress: () => {} };
  const { version } = await train(asked);
  const other = [...version].reverse().join("");
  const [files, same] = [new Map(), new Map<string, Uint8Array>()];
  const folder = `${Bucket.keys.models(dataset)}${version}/`;
  for await (const { key } of Bucket.list(folder)) {
    const bytes = await Bucket.existingBytes(key);
    const isText = /\.(json|html)$/.test(key);
    const text = () => Buffer.from(bytes).toString("utf8");
    const named = () => Buffer.from(text().replaceAll(version, other));
    files.set(key, bytes);
    same.set(key.replace(version, other), isText ? named() : bytes);
  }
  return [
    { version, files },
    { version: other, files: same },
  ];
}

const publish = async ({ files }: Model) => {
  for (const [key, bytes] of files) await Bucket.put(key, bytes);
};

export const days = {
  async "a day of uploads, replaced, refused and taken back,"(day: Day) {
    await define();
    await day.drop(dataset, "a.csv", october);
    await day.drop(dataset, "b.csv", other);
    await day.drain();
    await day.drop(dataset, "bad.csv", refused);
    await day.drop(dataset, "a.csv", newer);
    const { id } = await named("b.csv");
    await day.call(() => TakeBack.start(id, new Date()));
    await day.drain();
    await Bucket.remove(Bucket.keys.inbox(dataset, "bad.csv"));
  },

  async "a day of models, promoted and rolled back over uploads,"(
    day: Day,
    models: Model[],
  ) {
    await define();
    for (const model of models) await publish(model);
    await day.drop(dataset, "9.csv", september);
    await day.drop(dataset, "10.csv", october);
    await day.drain();
    const promote = ({ version }: Model) =>
      day.call(async () => {
        const { current } = await Registry.serving(dataset);
        if (current?.version === version) return;
        await Registry.promote(dataset, version, new Date());
      });
    await promote(models[0]);
    await day.drain();
    await promote(models[1]);
    await day.drop(dataset, "11.csv", other);
    await day.drain();
    await promote(models[0]);
    await day.drain();
  },

  async "a day on which a customer is erased, with a report on them,"(
    day: Day,
    models: Model[],
  ) {
    await define();
    await publish(models[0]);
    await Registry.promote(dataset, models[0].version, new Date());
    await day.drop(dataset, "9.csv", september);
    await day.drop(dataset, "10.csv", october);
    const events = [1, 2].map((n) => `b,p${n},view,2026-10-0${n}T00:00:00Z\n`);
    await day.drop(
      "events",
      "e.csv",
      `UserID,ProductID,Action,Time\n${events.join("")}a,p1,buy,2026-10-03T00:00:00Z\n`,
    );
    await day.drop(
      "feedback",
      "f.csv",
      "customer_id,time,channel,rating,scale,text\nb,2026-10-03T00:00:00Z,mail,2,5,bad\nc,2026-10-03T00:00:00Z,mail,5,5,good\n",
    );
    await day.drain();
    await day.call(() => ReportJob.start(dataset, "2026-10", new Date()));
    await day.drain();
    await day.call(() => Erasure.start(dataset, "b", new Date()));
    await day.drain();
  },

  async "a day on which a dataset is dropped and begun again"(day: Day) {
    await define();
    await day.drop(dataset, "9.csv", september);
    await day.drop(dataset, "10.csv", october);
    await day.drain();
    await day.call(() => DropDataset.start(dataset, new Date()));
    await day.drain();
    await day.drop(dataset, "11.csv", other);
    await day.drain();
  },

  async "a day on which a definition is changed and all files are read again"(
    day: Day,
  ) {
    await define();
    await day.drop(dataset, "9.csv", september);
    await day.drop(dataset, "10.csv", october);
    await day.drop(dataset, "11.csv", other);
    await day.drain();
    const columns = { mrr: "text" as const };
    await day.call(() => Redefine.put(dataset, { columns }, new Date()));
    await day.drop(dataset, "12.csv", newer);
    await day.drain();
    const roles = { revenue: "mrr", name: "plan" };
    await day.call(() => Redefine.put(dataset, { roles }, new Date()));
    await day.drain();
  },

  async "a day on which ids are hidden and what is too old goes,"(day: Day) {
    const kept = { pseudonymise: true, retention: { months: 1 } } as const;
    const whole = Definition.Info.parse({ ...definition, ...kept });
    // Drawn by whoever comes first, and the same on every day that is played.
    const secret = { value: "the same" };
    await Table.put({ ...Table.keys.secret("pseudonyms"), ...secret });
    await Dataset.write(dataset, whole, 0);
    await day.drop(dataset, "9.csv", september);
    await day.drop(dataset, "10.csv", october);
    await day.drop(dataset, "11.csv", other);
    await day.drain();
    await day.call(() => Retention.start(dataset, new Date()));
    await day.drain();
  },

  async "a day of a training and of what follows from it"(day: Day) {
    await define();
    const leaves = (k: number) => (k * 7) % 50 > 30 || k % 11 === 0;
    await day.drop(dataset, "learn.csv", rows(200, leaves));
    await day.drain();
    const asked = { dataset, seed: 1, progress: () => {} };
    await day.call(() => train({ ...asked, now: new Date() }));
    await day.drain();
  },
};
