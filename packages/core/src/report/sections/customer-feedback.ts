// customer-feedback: what customers answer when asked, and what they write of their own accord
import type { Info } from "../report";
import type { PeriodSummary } from "../../periods/period-summary";
import { measures, trend } from "./metric-table";
import {
  clipped,
  count as counted,
  grid,
  html,
  percent,
  whole,
  type Html,
} from "../print-layout";
import type { Section } from "./section";
import { moved, range, written } from "../figure-text";

export const names = [
  ...["satisfaction", "loyalty", "successRate", "nps"],
  ...["csat", "csatMean", "ces", "cesHigh"],
];

export function voice(info: Info): Section | null {
  const answers = measures(info, names);
  const comments = info.said && said(info.said);
  if (!answers && !comments) return null;
  return {
    id: "voice",
    title: "What customers say",
    body: html`${answers} ${comments}`,
  };
}

function said({
  comments,
  customers,
  sentiment,
  positive,
  negative,
  topics,
}: PeriodSummary.Info["said"] & {}): Html {
  const neutral = Math.max(0, comments - positive - negative);
  const between = range(sentiment, "points");
  return html`<h3>Comments of the last 90 days</h3>
    <p>
      ${counted(customers, "customer")} wrote ${counted(comments, "comment")}:
      ${whole(positive)} content (${percent(positive / comments, 0)}),
      ${whole(negative)} discontented (${percent(negative / comments, 0)}),
      ${whole(neutral)} neither.
      ${
        sentiment.value === null
          ? ""
          : `Their mean sentiment is ${written(sentiment.value, "points")} on a scale from −1 to 1${between ? ` (95 % interval ${between})` : ""}.`
      }
    </p>
    ${topics.length > 0 ? about(topics) : null}`;
}

const longest = 240;

const about = (topics: NonNullable<PeriodSummary.Info["said"]>["topics"]) =>
  html`<h3>What the discontented write about</h3>
    ${grid(
      ["Topic, and an example", "#Comments", "#Share", "#Change"],
      topics.map(({ label, phrases, count, share, change, example }) => [
        html`<b>${label}</b>
          <span class="id">${phrases.slice(1, 4).join(", ")}</span><br />
          “${clipped(example.text, longest)}”`,
        whole(count),
        share.value === null ? "—" : percent(share.value, 0),
        trend(moved(change, "share")),
      ]),
      "measures",
    )}
    <p class="note">
      Shares are of the newest month's discontented comments, changes against
      the month before. A comment may be of several topics.
    </p>`;
