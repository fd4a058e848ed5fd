// layout: the HTML document that every page, report and model card is
import { html, raw } from "hono/html";

// A page's policy knows its style by a hash of these very bytes, so nothing may stand around them.
const styled = (style: string) => raw(`<style>${style}</style>`);

const rootAttributes = (lang: string, theme?: string) =>
  theme ? html`lang="${lang}" data-theme="${theme}"` : html`lang="${lang}"`;

export const page = ({
  title,
  style,
  lang = "en",
  theme,
  head,
  body,
}: {
  title: string;
  style: string;
  lang?: string;
  // "light" or "dark" where the reader has said so.
  theme?: string;
  head?: unknown;
  body: unknown;
}) =>
  html`<!doctype html>
    <html ${rootAttributes(lang, theme)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${head} ${styled(style)}
      </head>
      <body>
        ${body}
      </body>
    </html>`;

export * as Layout from "./layout";
