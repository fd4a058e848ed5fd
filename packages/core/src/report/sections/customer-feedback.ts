// customer-feedback: survey scores, the sentiment of comments, and the topics of the negative ones
import type { Info } from "../report";
import type { PeriodSummary } from "../../periods/period-summary";
import { measures, trend } from "./metric-table";
import { clipped, grid, html, type Html } from "../print-layout";
import { count as counted, percent, whole } from "../../text/format";
import type { Section } from "./section";
import { moved, range, written } from "../figure-text";

type Said = NonNullable<PeriodSummary.Info["said"]>;

export const names = [
  ...["satisfaction", "loyalty", "successRate", "nps"],
  ...["csat", "csatMean", "ces", "cesHigh"],
];

export function feedback(info: Info): Section | null {
  const answers = measures(info, names);
  const comments = info.said && sentiment(info.said);
  if (!answers && !comments) return null;
  return {
    id: "voice",
    title: "Customer feedback",
    body: html`${answers} ${comments}`,
  };
}

function sentiment({
  comments,
  customers,
  sentiment,
  positive,
  negative,
  topics,
}: Said): Html {
  const mixed = Math.max(0, comments - positive - negative);
  const between = range(sentiment, "points");
  return html`<h3>Comments of the last 90 days</h3>
    <p>
      ${counted(customers, "customer")} wrote ${counted(comments, "comment")}:
      ${whole(positive)} positive (${percent(positive / comments, 0)}),
      ${whole(negative)} negative (${percent(negative / comments, 0)}),
      ${whole(mixed)} mixed.
      ${
        sentiment.value === null
          ? ""
          : `Their mean sentiment is ${written(sentiment.value, "points")} on a scale from −1 to 1${between ? ` (95 % interval ${between})` : ""}.`
      }
    </p>
    ${topics.length > 0 ? negativeTopics(topics) : null}`;
}

const maxExampleLetters = 240;

const negativeTopics = (topics: Said["topics"]) =>
  html`<h3>Topics of negative comments</h3>
    ${grid(
      ["Topic, and an example", "#Comments", "#Share", "#Change"],
      topics.map(({ label, phrases, count, share, change, example }) => [
        html`<b>${label}</b>
          <span class="id">${phrases.slice(1, 4).join(", ")}</span><br />
          “${clipped(example.text, maxExampleLetters)}”`,
        whole(count),
        share.value === null ? "—" : percent(share.value, 0),
        trend(moved(change, "share")),
      ]),
      "measures",
    )}
    <p class="note">
      Shares are of the newest month's negative comments, changes against the
      month before. A comment may be of several topics.
    </p>`;
