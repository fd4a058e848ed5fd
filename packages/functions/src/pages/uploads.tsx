// uploads: the page of uploads and their refused rows
import { Hono } from "hono";
import { Bucket } from "@mainstay/core/aws/bucket";
import { Presigned } from "@mainstay/core/ingest/presigned";
import type { Upload } from "@mainstay/core/ingest/upload";
import * as z from "zod";
import { Page } from "../parts/page";
import { Absent } from "../parts/components";
import { BrowserScript } from "../parts/browser-script";
import { Session, type Env } from "../parts/session";
import { FigureFormat } from "../parts/figure-format";

export const uploads = new Hono<Env>();

type Shown = z.infer<typeof Upload.Shown>;

uploads.get("/uploads", Session.needs("read"), async (c) => {
  const dataset = c.req.query("dataset") || undefined;
  const cursor = c.req.query("cursor");
  const [{ items, cursor: next }, bucket] = await Promise.all([
    Presigned.uploads({ dataset, limit: 50, cursor }),
    Bucket.signedGet(Bucket.keys.inbox("")),
  ]);
  const drops = Session.may(c, "write");
  return Page.show(
    c,
    {
      title: "Uploads",
      tab: "Uploads",
      dataset,
      ...(drops && {
        script: BrowserScript.drop,
        connect: [new URL(bucket).origin],
      }),
    },
    <>
      <h1>Uploads</h1>
      <p class="lead">
        {dataset ? (
          <>
            Of <code>{dataset}</code>, newest first.{" "}
            <a href="/uploads">Show those of every dataset</a>
          </>
        ) : (
          "Every file that came in, newest first"
        )}
      </p>
      {drops ? (
        <Drop dataset={dataset} />
      ) : (
        <p class="note">Sending files needs a key with the scope write.</p>
      )}
      <section class="card" id="list">
        {items.length ? (
          <Table items={items} />
        ) : (
          <Absent>
            No file yet. Choose a CSV above: one row for each customer and
            month, with a header. Its columns are understood by themselves.
          </Absent>
        )}
        {next && (
          <nav class="pages" aria-label="Pages of the list">
            <a
              href={`/uploads?${new URLSearchParams({ ...(dataset && { dataset }), cursor: next })}`}
            >
              Older ›
            </a>
          </nav>
        )}
      </section>
    </>,
  );
});

const Drop = ({ dataset = "customers" }: { dataset?: string }) => (
  <section class="card">
    <h2>Send a file</h2>
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
        CSV, also .csv.gz
        <input type="file" name="file" required accept=".csv,.gz,text/csv" />
      </label>
      <button>Send</button>
    </form>
    <progress id="sent" max={1} value={0} hidden aria-label="Sent" />
    <p id="said" role="status" aria-live="polite"></p>
    <noscript>
      <p>
        This form needs JavaScript. Any S3 client works too: copy the file to{" "}
        <code>inbox/{dataset}/</code> of the bucket.
      </p>
    </noscript>
    <p class="note">
      A file of the same name takes the place of the one before; the same bytes
      again change nothing. Rows that do not read come back as a file to mend
      and send again.
    </p>
  </section>
);

const counts = ["rows", "accepted", "rejected", "scored", "drops"] as const;

const Table = ({ items }: { items: Shown[] }) => (
  <table class="stack">
    <thead>
      <tr>
        <th scope="col">File</th>
        <th scope="col">State</th>
        {counts.map((name) => (
          <th scope="col" class="number">
            {FigureFormat.title(name)}
          </th>
        ))}
        <th scope="col">Files to take</th>
      </tr>
    </thead>
    <tbody>
      {items.map((upload) => (
        <tr id={upload.id}>
          <td>
            {upload.key.split("/").slice(2).join("/")}
            <div class="id">
              <a
                href={`/uploads?dataset=${encodeURIComponent(upload.dataset)}`}
              >
                {upload.dataset}
              </a>{" "}
              · {FigureFormat.moment(upload.droppedAt)}
            </div>
            {upload.error && (
              <div class="bad">
                {upload.error.message} <code>{upload.error.code}</code>
              </div>
            )}
            {upload.warnings.map((warning) => (
              <div class="id">{warning}</div>
            ))}
          </td>
          <td data-label="State">
            <span class={`chip ${upload.state}`}>{upload.state}</span>
          </td>
          {counts.map((name) => (
            <td class="number" data-label={FigureFormat.title(name)}>
              {FigureFormat.whole(upload[name])}
            </td>
          ))}
          <td data-label="Files to take">
            {upload.rejectsUrl && <a href={upload.rejectsUrl}>rejects</a>}
            {upload.rejectsUrl && upload.predictionsUrl && ", "}
            {upload.predictionsUrl && (
              <a href={upload.predictionsUrl}>predictions</a>
            )}
            {!upload.rejectsUrl && !upload.predictionsUrl && "—"}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);
