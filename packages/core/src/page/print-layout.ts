// print-layout: one self-contained printable page without scripts, fonts or requests
import { html, raw } from "hono/html";
import { Layout } from "./layout";
import { Stylesheet } from "./stylesheet";

export { html, raw };
export type Html = ReturnType<typeof html>;

// It holds wherever the file is opened: on a page, from the bucket, from a disk.
export const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

export const paper = ({
  title,
  body,
  lang,
}: {
  title: string;
  body: Html;
  lang?: string;
}) =>
  String(
    Layout.page({
      ...{ title, lang },
      style: Stylesheet.paper,
      head: html`<meta
        http-equiv="content-security-policy"
        content="${policy}"
      />`,
      body: html`<main>${body}</main>`,
    }),
  );

export function figure(drawing: string, caption: Html | string): Html {
  return html`<figure>
    ${raw(drawing)}
    <figcaption>${caption}</figcaption>
  </figure>`;
}

export function tile({
  name,
  value,
  notes,
}: {
  name: string;
  value: string;
  notes: (string | null)[];
}): Html {
  return html`<div class="tile">
    <h3>${name}</h3>
    <p class="value">${value}</p>
    ${notes.map((note) => note && html`<p class="note">${note}</p>`)}
  </div>`;
}

/** A column whose name starts with # holds numbers and is aligned right. */
export function grid(
  columns: string[],
  rows: unknown[][],
  kind: "" | "cohorts" | "measures" | "wordy" = "",
): Html {
  const side = columns.map((column) =>
    column.startsWith("#") ? "number" : "",
  );
  return html`<div class="wide">
    <table class="${kind}">
      <thead>
        <tr>
          ${columns.map((column, k) => html`<th scope="col" class="${side[k]}">${column.replace("#", "")}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell, k) => html`<td class="${side[k]}">${cell}</td>`)}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}

export * as PrintLayout from "./print-layout";
