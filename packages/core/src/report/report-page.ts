// report-page: a month's report as a page, made from its JSON alone
import type { Info } from "./report";
import { actions } from "./sections/actions";
import { basis } from "./sections/basis";
import { definitions } from "./sections/definitions";
import { forecasts } from "./sections/forecasts";
import { headline } from "./sections/headline";
import { health } from "./sections/health";
import { history } from "./sections/history";
import { notMeasured } from "./sections/not-measured";
import { recommendations } from "./sections/recommendations";
import { renewals } from "./sections/renewals";
import { html, paper } from "./print-layout";
import { count, monthName, whole } from "../text/format";
import { questions } from "./sections/unanswered-questions";
import * as Revenue from "./sections/revenue";
import { customersAtRisk, risk } from "./sections/customers-at-risk";
import { contents, shown } from "./sections/section";
import { segments } from "./sections/segments";
import { trust } from "./sections/trust";
import { usage } from "./sections/usage";
import * as CustomerFeedback from "./sections/customer-feedback";

export function page(info: Info): string {
  const sections = [
    Revenue.revenue(info),
    risk(info),
    customersAtRisk(info),
    renewals(info),
    health(info),
    segments(info),
    usage(info, [...Revenue.names, ...CustomerFeedback.names]),
    CustomerFeedback.feedback(info),
    actions(info),
    questions(info),
    recommendations(info),
    forecasts(info),
    history(info),
    trust(info),
    notMeasured(info),
    definitions(info),
  ].filter((section) => section !== null);
  return paper({
    title: `Customer report, ${monthName(info.month)}`,
    body: html`
      <header>
        <h1>Customer report, ${monthName(info.month)}</h1>
        <p class="lead">
          ${count(info.counts.customers, "customer")} of
          <code>${info.dataset}</code>${movement(info)}
        </p>
      </header>
      ${basis(info)} ${headline(info)} ${contents(sections)}
      ${sections.map(shown)}
    `,
  });
}

function movement({ counts }: Info): string {
  const parts = [
    counts.joined === undefined ? null : `${whole(counts.joined)} joined`,
    counts.left === undefined ? null : `${whole(counts.left)} left`,
    counts.rejected
      ? `${whole(counts.rejected)} rows were rejected and are not counted`
      : null,
  ].filter((part) => part !== null);
  return parts.length > 0 ? `; ${parts.join(", ")}.` : ".";
}
