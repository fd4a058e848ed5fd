// document-page: a document as one self-contained page that is read on screen and printed
import { html, raw } from "hono/html";
import { Block } from "./block";
import { grid, PrintLayout, type Html } from "../page/print-layout";

export const page = (document: Block.Document): string =>
  PrintLayout.paper({
    ...{ lang: document.lang, title: named(document) },
    body: html`<header>
        ${document.company && html`<p class="company">${document.company}</p>`}
        <h1>${document.title}</h1>
        <p class="lead">${line(document.lead)}</p>
      </header>
      ${
        document.notice &&
        html`<section id="basis" aria-label="${document.notice.label}">
          ${document.notice.blocks.map(block)}
        </section>`
      }
      <section id="letter" class="letter">
        ${document.letter.map(
          ({ label, text }) =>
            html`<h2>${label}</h2>
              <p>${line(text)}</p>`,
        )}
      </section>
      ${document.tiles.map(block)}
      <nav aria-label="${document.contents}">
        ${[...document.front, ...document.appendix].map(({ id, title }) => html`<a href="#${id}">${title}</a> `)}
      </nav>
      <div class="front">${document.front.map(section)}</div>
      ${
        document.appendix.length > 0
          ? html`<div class="appendix">
              <h1>${document.appendixTitle}</h1>
              ${document.appendix.map(section)}
            </div>`
          : null
      }`,
  });

export const named = ({ company, title }: Block.Document) =>
  company ? `${company}: ${title}` : title;

const section = ({ id, title, blocks }: Block.Section): Html =>
  html`<section id="${id}">
    <h2>${title}</h2>
    ${blocks.map(block)}
  </section>`;

function block(given: Block.Block): Html {
  switch (given.kind) {
    case "text": {
      const kind = given.absent ? "absent" : given.note ? "note" : "";
      return html`<p class="${kind}">${line(given.text)}</p>`;
    }
    case "heading":
      return html`<h3>${given.text}</h3>`;
    case "list":
      return html`<ul>
        ${given.items.map((item) => html`<li>${line(item)}</li>`)}
      </ul>`;
    case "tiles":
      return html`<section class="tiles" aria-label="${given.label}">
        ${given.tiles.map(PrintLayout.tile)}
      </section>`;
    case "table":
      return grid(
        given.columns.map(({ title, number }) =>
          number ? `#${title}` : title,
        ),
        given.rows.map((row) => row.map(line)),
        given.look,
      );
    case "chart":
      return html`<figure>
        ${raw(given.svg)}
        <figcaption>${line(given.caption)}</figcaption>
      </figure>`;
    case "beside":
      return html`<div class="figures">
        ${given.parts.map((part) => html`<div>${part.map(block)}</div>`)}
      </div>`;
    case "split":
      return html`<div class="split" role="img" aria-label="${given.label}">
        ${given.parts.map(
          ({ tone, share }) =>
            html`<span class="${tone}" style="flex-grow:${share}"></span>`,
        )}
      </div>`;
  }
}

export const line = (text: Block.Text): Html | string =>
  typeof text === "string" ? text : html`${text.map(span)}`;

function span(given: Block.Span): Html | string {
  if (typeof given === "string") return given;
  if ("line" in given) return html`<br />`;
  if ("strong" in given) return html`<b>${given.strong}</b>`;
  if ("code" in given) return html`<code>${given.code}</code>`;
  if ("quiet" in given) return html`<span class="id">${given.quiet}</span>`;
  if ("rises" in given) return html`<span class="up">${given.rises}</span>`;
  if ("falls" in given) return html`<span class="down">${given.falls}</span>`;
  if ("solid" in given) return html`<span class="day">${given.solid}</span>`;
  if ("stayed" in given)
    return html`<span class="stayed">${given.stayed}</span>`;
  if ("heat" in given)
    return html`<span class="heat" style="--depth:${given.percent}%"
      >${given.heat}</span
    >`;
  return html`<span class="band ${given.tone}">${given.chip}</span>`;
}

export * as DocumentPage from "./document-page";
