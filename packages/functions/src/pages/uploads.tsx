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
import { Session, type Env } from "../parts/session";
import { Table } from "../parts/table";
import { UploadColumns } from "../parts/upload-columns";
import { Warnings } from "../parts/warnings";

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
      ...{ title: "Uploads", tab: "Uploads", dataset },
      lead: dataset ? (
        <>
          Files of <code>{dataset}</code>, newest first.{" "}
          <a href="/uploads">Show all datasets</a>
          {Session.may(c, "write") && (
            <>
              {" · "}
              <a href={`/datasets/${encodeURIComponent(dataset)}/remove`}>
                Remove this dataset…
              </a>
            </>
          )}
        </>
      ) : (
        "Files of every dataset, newest first"
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
        <p class="note">Uploading a file needs a key with the scope write.</p>
      )}
      <section class="card" id="list">
        {items.length ? (
          <List uploads={items} may={may} />
        ) : (
          <Absent>
            No file yet. Choose a CSV above: one row for each customer and
            month, with a header. The meaning of its columns is inferred.
          </Absent>
        )}
        <Pager
          links={[
            !!next && {
              href: `/uploads?${new URLSearchParams({ ...(dataset && { dataset }), cursor: next })}`,
              text: "Older ›",
            },
          ]}
        />
      </section>
    </>,
  );
});

const Form = ({ dataset = "customers" }: { dataset?: string }) => (
  <section class="card">
    <h2>Upload a file</h2>
    <form class="row" id="drop">
      <label>
        Dataset
        <input
          name="dataset"
          required
          value={dataset}
          pattern="[a-z0-9][a-z0-9_\-]{0,62}"
          title="Lower-case letters, digits, - and _"
        />
      </label>
      <label>
        CSV, also .tsv, .txt, .gz and .xlsx
        <input
          type="file"
          name="file"
          required
          accept=".csv,.tsv,.txt,.gz,.xlsx,text/csv"
        />
      </label>
      <button>Upload</button>
    </form>
    <progress id="sent" max={1} value={0} hidden aria-label="Uploaded" />
    <p id="said" role="status" aria-live="polite"></p>
    <noscript>
      <p>
        This form needs JavaScript. Any S3 client works too: copy the file to{" "}
        <code>inbox/{dataset}/</code> of the bucket.
      </p>
    </noscript>
    <p class="note">
      A file of the same name replaces the one before; the same bytes again
      change nothing. Rejected rows come back as a file to correct and upload
      again.
    </p>
  </section>
);

const List = ({ uploads, may }: { uploads: Shown[]; may: boolean }) => (
  <Table
    rows={uploads}
    id={({ id }) => id}
    columns={[
      { title: "File", cell: (upload) => <File upload={upload} /> },
      UploadColumns.state,
      ...UploadColumns.counts(
        ...(["rows", "accepted", "rejected", "scored", "drops"] as const),
      ),
      {
        title: "Downloads",
        cell: ({ rejectsUrl, predictionsUrl }) => (
          <>
            {rejectsUrl && <a href={rejectsUrl}>Rejected rows</a>}
            {rejectsUrl && predictionsUrl && ", "}
            {predictionsUrl && <a href={predictionsUrl}>Predictions</a>}
            {!rejectsUrl && !predictionsUrl && "—"}
          </>
        ),
      },
      may && {
        title: "",
        cell: ({ id, state }) =>
          state !== "removed" && (
            <a href={`/uploads/${encodeURIComponent(id)}/take-back`}>
              Take back…
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
        {error.message} <code>{error.code}</code>
      </div>
    )}
    <Warnings warnings={warnings} />
  </>
);
