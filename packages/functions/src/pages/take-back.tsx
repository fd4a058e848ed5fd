// take-back: the pages that say what goes with an upload or a dataset, and take it away once that is confirmed
import { Hono } from "hono";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Manifest } from "@mainstay/core/dataset/manifest";
import { DropDataset } from "@mainstay/core/ingest/drop-dataset";
import { TakeBack } from "@mainstay/core/ingest/take-back";
import { Upload } from "@mainstay/core/ingest/upload";
import { Page } from "../parts/page";
import { Session, type Env } from "../parts/session";
import { t } from "../parts/words";

export const takeBack = new Hono<Env>();

const Confirm = ({ items, button }: { items: string[]; button: string }) => (
  <section class="card">
    <p>{t("takeBack.thisTakesAwayFor")}</p>
    <ul>
      {items.map((item) => (
        <li>{item}</li>
      ))}
    </ul>
    <form method="post" class="row">
      <button>{button}</button>
      <a href="/uploads">{t("word.cancel")}</a>
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
      ...{ title: t("takeBack.takeBack", { name }), tab: "uploads" },
      lead: t("takeBack.whatTheOtherFiles", { dataset }),
    },
    <Confirm
      items={[
        t("takeBack.theFile", { key }),
        t("takeBack.itsFromTableLists", {
          accepted: t("count.acceptedRow", { n: accepted }),
          value: periods.length
            ? t("takeBack.of", { join: periods.join(", ") })
            : "",
        }),
        ...(rejected
          ? [
              t("takeBack.its", {
                rejected: t("count.rejectedRow", { n: rejected }),
              }),
            ]
          : []),
        t("takeBack.itsPredictionsIfIt"),
      ]}
      button={t("takeBack.takeItBack")}
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
      ...{ title: t("takeBack.remove", { dataset }), tab: "uploads" },
      lead: t("takeBack.onlyALineOf"),
    },
    <Confirm
      items={[
        t("takeBack.withTheOriginalsIn", {
          n: t("count.file", { n: uploads.length }),
          rows: t("count.row", { n: rows }),
        }),
        periods.length
          ? t("takeBack.everyFigureOfTo", {
              value: periods[0],
              at: periods.at(-1)!,
            })
          : t("takeBack.itsFigures"),
        t("takeBack.itsDefinitionSettingsActions"),
        t("takeBack.itsModelsPredictionsAnd"),
      ]}
      button={t("takeBack.remove", { dataset })}
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
