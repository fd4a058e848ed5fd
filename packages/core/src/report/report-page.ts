// report-page: a month's report as people read it, from its JSON alone
import type { Info } from "./report";
import { absent } from "./sections/not-measured";
import { ahead } from "./sections/forecasts";
import { definitions } from "./sections/definitions";
import { headline } from "./sections/headline";
import { health } from "./sections/health";
import { history } from "./sections/history";
import { offers } from "./sections/recommendations";
import { count, html, monthName, paper, whole } from "./print-layout";
import { questions } from "./sections/unanswered-questions";
import * as Revenue from "./sections/revenue";
import { first, risk } from "./sections/customers-at-risk";
import { contents, shown } from "./sections/section";
import { segments } from "./sections/segments";
import { todo } from "./sections/actions";
import { trust } from "./sections/trust";
import { usage } from "./sections/usage";
import * as Voice from "./sections/customer-feedback";

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
