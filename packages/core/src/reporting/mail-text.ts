// mail-text: a report's letter and its first figures as a mail that common clients show, with a plain alternative
import { html } from "hono/html";
import { Block } from "../document/block";
import { DocumentPage } from "../document/document-page";

export type MailText = { subject: string; html: string; text: string };

// Clients drop style sheets, so that every element bears its own style, and tables hold the layout.
const font =
  "font-family:-apple-system,'Segoe UI',Roboto,'Noto Sans','PingFang SC','Microsoft YaHei',sans-serif;color:#22303b";
const small = `${font};font-size:13px;line-height:1.4;color:#566573`;
const maxTiles = 6;
const tilesPerRow = 3;

export function of(document: Block.Document): MailText {
  const subject = DocumentPage.named(document);
  const tiles = document.tiles
    .flatMap((block) => (block.kind === "tiles" ? block.tiles : []))
    .slice(0, maxTiles);
  return {
    subject,
    html: String(
      html`<!doctype html>
        <html lang="${document.lang}">
          <head>
            <meta charset="utf-8" />
            <title>${subject}</title>
          </head>
          <body style="margin:0;padding:0;background:#f4f6f8">
            <table
              role="presentation"
              width="100%"
              cellpadding="0"
              cellspacing="0"
            >
              <tr>
                <td align="center" style="padding:24px 12px">
                  <table
                    role="presentation"
                    width="600"
                    cellpadding="0"
                    cellspacing="0"
                    style="width:100%;max-width:600px;background:#ffffff;border-radius:8px"
                  >
                    <tr>
                      <td style="padding:28px 32px">
                        ${document.company && html`<p style="${small};margin:0 0 4px;font-weight:600">${document.company}</p>`}
                        <h1
                          style="${font};font-size:24px;line-height:1.25;margin:0 0 18px"
                        >
                          ${document.title}
                        </h1>
                        ${document.letter.map(
                          ({ label, text }) =>
                            html`<h2
                                style="${small};font-weight:600;margin:0 0 2px"
                              >
                                ${label}
                              </h2>
                              <p
                                style="${font};font-size:16px;line-height:1.5;margin:0 0 16px"
                              >
                                ${DocumentPage.line(text)}
                              </p>`,
                        )}
                        ${figures(tiles)}
                        <p style="${small};margin:18px 0 0">
                          ${document.attached}
                        </p>
                      </td>
                    </tr>
                  </table>
                </td>
              </tr>
            </table>
          </body>
        </html>`,
    ),
    text: [
      subject,
      ...document.letter.map(
        ({ label, text }) => `${label}\n${Block.plain(text)}`,
      ),
      tiles
        .map(({ name, value, notes }) =>
          [`${name}: ${value}`, ...notes.slice(0, 1)].join(" · "),
        )
        .join("\n"),
      document.attached,
    ].join("\n\n"),
  };
}

function figures(tiles: Block.Tile[]) {
  const rows = Array.from(
    { length: Math.ceil(tiles.length / tilesPerRow) },
    (_, k) => tiles.slice(k * tilesPerRow, (k + 1) * tilesPerRow),
  );
  return html`<table
    role="presentation"
    width="100%"
    cellpadding="0"
    cellspacing="0"
  >
    ${rows.map(
      (row) =>
        html`<tr>
          ${row.map(
            ({ name, value, notes }) =>
              html`<td
                width="33%"
                valign="top"
                style="${font};padding:10px 8px 10px 0;border-top:1px solid #dde3e8"
              >
                <div style="${small}">${name}</div>
                <div style="${font};font-size:20px;font-weight:600">
                  ${value}
                </div>
                <div style="${small};font-size:12px">${notes[0] ?? ""}</div>
              </td>`,
          )}
        </tr>`,
    )}
  </table>`;
}

export * as MailText from "./mail-text";
