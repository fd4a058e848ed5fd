// uploads: the page that sends files and lists those that came in, with what can be downloaded of each
import { Hono } from "hono";
import { Bucket } from "@mainstay/core/aws/bucket";
import { Presigned } from "@mainstay/core/ingest/presigned";
import type { Upload } from "@mainstay/core/ingest/upload";
import * as z from "zod";
import { BrowserScript } from "../parts/browser-script";
import { FigureFormat } from "../parts/figure-format";
import { Page } from "../parts/page";
import { Pager } from "../parts/pager";
import { Absent } from "../parts/panel";
import { Refusal } from "../parts/refusal";
import { Session, type Env } from "../parts/session";
import { Table } from "../parts/table";
import { UploadColumns } from "../parts/upload-columns";
import { Warnings } from "../parts/warnings";
import { T, t } from "../parts/words";

export const uploads = new Hono<Env>();

const uploadsPerPage = 50;

type Shown = z.infer<typeof Upload.Shown>;

uploads.get("/uploads", Session.needs("read"), async (c) => {
  const dataset = c.req.query("dataset") || undefined;
  const cursor = c.req.query("cursor");
  const [{ items, cursor: next }, bucket] = await Promise.all([
    Presigned.uploads({ dataset, limit: uploadsPerPage, cursor }),
    Bucket.signedGet(Bucket.keys.inbox("")),
  ]);
  const may = Session.may(c, "write");
  return Page.show(
    c,
    {
      ...{ title: t("tab.uploads"), tab: "uploads", dataset },
      lead: dataset ? (
        <>
          <T
            k="uploads.filesOfNewestFirst"
            dataset={dataset}
            a={(inside) => <a href="/uploads">{inside}</a>}
            more={
              Session.may(c, "write") && (
                <>
                  {" · "}
                  <a href={`/datasets/${encodeURIComponent(dataset)}/remove`}>
                    {t("uploads.removeThisDataset")}
                  </a>
                </>
              )
            }
          />
        </>
      ) : (
        t("uploads.filesOfEveryDataset")
      ),
      ...(may && {
        script: BrowserScript.drop,
        connect: [new URL(bucket).origin],
      }),
    },
    <>
      {may ? (
        <Form dataset={dataset} />
      ) : (
        <p class="note">{t("uploads.uploadingAFileNeeds")}</p>
      )}
      <section class="card" id="list">
        {items.length ? (
          <List uploads={items} may={may} />
        ) : (
          <Absent>{t("uploads.noFileYetChoose")}</Absent>
        )}
        <Pager
          links={[
            !!next && {
              href: `/uploads?${new URLSearchParams({ ...(dataset && { dataset }), cursor: next })}`,
              text: t("word.older"),
            },
          ]}
        />
      </section>
    </>,
  );
});

const Form = ({ dataset = "customers" }: { dataset?: string }) => (
  <section class="card">
    <h2>{t("uploads.uploadAFile")}</h2>
    <form class="row" id="drop" data-words={BrowserScript.words()}>
      <label>
        {t("word.dataset")}
        <input
          name="dataset"
          required
          value={dataset}
          pattern="[a-z0-9][a-z0-9_\-]{0,62}"
          title={t("word.nameRule")}
        />
      </label>
      <label>
        {t("uploads.csvAlsoTsvTxt")}
        <input
          type="file"
          name="file"
          required
          accept=".csv,.tsv,.txt,.gz,.xlsx,text/csv"
        />
      </label>
      <button>{t("uploads.upload")}</button>
    </form>
    <progress
      id="sent"
      max={1}
      value={0}
      hidden
      aria-label={t("uploads.uploaded")}
    />
    <p id="said" role="status" aria-live="polite"></p>
    <noscript>
      <p>
        <T k="uploads.thisFormNeedsJavascript" dataset={dataset} />
      </p>
    </noscript>
    <p class="note">{t("uploads.aFileOfThe")}</p>
  </section>
);

const List = ({ uploads, may }: { uploads: Shown[]; may: boolean }) => (
  <Table
    rows={uploads}
    id={({ id }) => id}
    columns={[
      { title: t("word.file"), cell: (upload) => <File upload={upload} /> },
      UploadColumns.state(),
      ...UploadColumns.counts(
        ...(["rows", "accepted", "rejected", "scored", "drops"] as const),
      ),
      {
        title: t("word.downloads"),
        cell: ({ rejectsUrl, predictionsUrl }) => (
          <>
            {rejectsUrl && <a href={rejectsUrl}>{t("uploads.rejectedRows")}</a>}
            {rejectsUrl && predictionsUrl && ", "}
            {predictionsUrl && (
              <a href={predictionsUrl}>{t("uploads.predictions")}</a>
            )}
            {!rejectsUrl && !predictionsUrl && "—"}
          </>
        ),
      },
      may && {
        title: "",
        cell: ({ id, state }) =>
          state !== "removed" && (
            <a href={`/uploads/${encodeURIComponent(id)}/take-back`}>
              {t("uploads.takeBack")}
            </a>
          ),
      },
    ]}
  />
);

const File = ({
  upload: { key, dataset, droppedAt, error, warnings },
}: {
  upload: Shown;
}) => (
  <>
    {key.split("/").slice(2).join("/")}
    <div class="id">
      <a href={`/uploads?dataset=${encodeURIComponent(dataset)}`}>{dataset}</a>{" "}
      · {FigureFormat.moment(droppedAt)}
    </div>
    {error && (
      <div class="bad">
        <Refusal failure={error} /> <code>{error.code}</code>
      </div>
    )}
    <Warnings warnings={warnings} />
  </>
);
