// basis: what was decided while the month's files were read, before any figure
import { Group } from "../../base/group";
import { Warning } from "../../reading/warning";
import type { Info } from "../report";
import { html, type Html } from "../print-layout";

export function basis({ basis, tables }: Info): Html | null {
  const { incomplete = null, unsummed = null } = tables ?? {};
  const withheld = [incomplete, unsummed].filter((why) => why !== null);
  if (!basis.length && !withheld.length) return null;
  const files = Group.by(basis, ({ file }) => file);
  return html`<section id="basis" aria-label="What the figures rest on">
    ${withheld.map((why) => html`<p><b>${why}</b></p>`)}
    ${
      basis.length > 0 &&
      html`<p>
        Figures of this month rest on files that were read with warnings:
      </p>`
    }
    <ul>
      ${[...files].map(
        ([file, warnings]) =>
          html`<li>
            <code>${file}</code>:
            ${warnings
              .map((warning) => Warning.sentence(warning).replace(/\.$/, ""))
              .join("; ")}.
          </li>`,
      )}
    </ul>
  </section>`;
}
