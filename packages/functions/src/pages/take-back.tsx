// take-back: the pages that say what goes with an upload or a dataset, and take it away once that is confirmed
import { Hono } from "hono";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Manifest } from "@mainstay/core/dataset/manifest";
import { DropDataset } from "@mainstay/core/ingest/drop-dataset";
import { TakeBack } from "@mainstay/core/ingest/take-back";
import { Upload } from "@mainstay/core/ingest/upload";
import { FigureFormat } from "../parts/figure-format";
import { Page } from "../parts/page";
import { Session, type Env } from "../parts/session";

export const takeBack = new Hono<Env>();

const Confirm = ({ items, button }: { items: string[]; button: string }) => (
  <section class="card">
    <p>This takes away, for good:</p>
    <ul>
      {items.map((item) => (
        <li>{item}</li>
      ))}
    </ul>
    <form method="post" class="row">
      <button>{button}</button>
      <a href="/uploads">Cancel</a>
    </form>
  </section>
);

takeBack.get("/uploads/:id/take-back", Session.needs("write"), async (c) => {
  const { key, dataset, accepted, rejected, periods } = await Upload.get(
    c.req.param("id"),
  );
  const name = key.split("/").slice(2).join("/");
  return Page.show(
    c,
    {
      ...{ title: `Take back ${name}`, tab: "Uploads" },
      lead: `What the other files of ${dataset} say of these customers stands again.`,
    },
    <Confirm
      items={[
        `the file ${key}`,
        `its ${FigureFormat.count(accepted, "accepted row")}${periods.length ? ` of ${periods.join(", ")}` : ""}, from table, lists, metrics and training`,
        ...(rejected
          ? [`its ${FigureFormat.count(rejected, "rejected row")}`]
          : []),
        "its predictions, if it has any",
      ]}
      button="Take it back"
    />,
  );
});

takeBack.post("/uploads/:id/take-back", Session.needs("write"), async (c) => {
  const { jobId } = await TakeBack.start(c.req.param("id"), new Date());
  return c.redirect(`/jobs/${encodeURIComponent(jobId)}`, 303);
});

takeBack.get("/datasets/:dataset/remove", Session.needs("write"), async (c) => {
  const dataset = Dataset.name(c.req.param("dataset"));
  const [{ uploads }, periods] = await Promise.all([
    Manifest.read(dataset),
    Dataset.periods(dataset),
  ]);
  const rows = uploads.reduce((sum, entry) => sum + entry.rows, 0);
  return Page.show(
    c,
    {
      ...{ title: `Remove ${dataset}`, tab: "Uploads" },
      lead: "Only a line of history stays: the job, and the uploads by name.",
    },
    <Confirm
      items={[
        `${FigureFormat.count(uploads.length, "file")} with ${FigureFormat.count(rows, "row")}, the originals in the inbox among them`,
        periods.length
          ? `every figure of ${periods[0]} to ${periods.at(-1)}`
          : "its figures",
        "its definition, settings, actions and alerts",
        "its models, predictions and reports",
      ]}
      button={`Remove ${dataset}`}
    />,
  );
});

takeBack.post(
  "/datasets/:dataset/remove",
  Session.needs("write"),
  async (c) => {
    const dataset = Dataset.name(c.req.param("dataset"));
    const { jobId } = await DropDataset.start(dataset, new Date());
    return c.redirect(`/jobs/${encodeURIComponent(jobId)}`, 303);
  },
);
