// page: a month's report as people read it, from its JSON alone
import type { Info } from "../report";
import { absent } from "./absent";
import { ahead } from "./ahead";
import { definitions } from "./definitions";
import { headline } from "./headline";
import { health } from "./health";
import { history } from "./history";
import { offers } from "./offers";
import { count, html, monthName, paper, whole } from "./paper";
import { questions } from "./questions";
import * as Revenue from "./revenue";
import { first, risk } from "./risk";
import { contents, shown } from "./section";
import { segments } from "./segments";
import { todo } from "./todo";
import { trust } from "./trust";
import { usage } from "./usage";
import * as Voice from "./voice";

export function page(info: Info): string {
  const sections = [
    Revenue.revenue(info),
    risk(info),
    first(info),
    health(info),
    segments(info),
    usage(info, [...Revenue.names, ...Voice.names]),
    Voice.voice(info),
    todo(info),
    questions(info),
    offers(info),
    ahead(info),
    history(info),
    trust(info),
    absent(info),
    definitions(info),
  ].filter((section) => section !== null);
  return paper({
    title: `Customer report, ${monthName(info.month)}`,
    body: html`
      <header>
        <h1>Customer report, ${monthName(info.month)}</h1>
        <p class="lead">
          ${count(info.counts.customers, "customer")} of
          <code>${info.dataset}</code>${came(info)}
        </p>
      </header>
      ${headline(info)} ${contents(sections)} ${sections.map(shown)}
    `,
  });
}

function came({ counts }: Info): string {
  const parts = [
    counts.joined === undefined ? null : `${whole(counts.joined)} joined`,
    counts.left === undefined ? null : `${whole(counts.left)} left`,
    counts.rejected
      ? `${whole(counts.rejected)} rows were refused and are not counted`
      : null,
  ].filter((part) => part !== null);
  return parts.length > 0 ? `; ${parts.join(", ")}.` : ".";
}
