// section: a part of the report under its own heading
import { html, type Html } from "../print-layout";

export type Section = { id: string; title: string; body: Html };

export const shown = ({ id, title, body }: Section): Html =>
  html`<section id="${id}">
    <h2>${title}</h2>
    ${body}
  </section>`;

export const contents = (sections: Section[]): Html =>
  html`<nav aria-label="Contents">
    ${sections.map(({ id, title }) => html`<a href="#${id}">${title}</a> `)}
  </nav>`;
