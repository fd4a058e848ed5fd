// topics: what negative comments are about, compared with the month before
import type { MonthDigest } from "@mainstay/core/feedback/month-digest";
import type { OwnerTopics } from "@mainstay/core/feedback/topic/owner-topics";
import type { Topic } from "@mainstay/core/feedback/topic/topic";
import { clipped } from "@mainstay/core/document/block";
import { FigureFormat } from "./figure-format";
import { Absent, Panel } from "./panel";
import { Table } from "./table";

// More topics do not fit beside the chart.
const maxTopicsOpen = 3;
const maxExampleLetters = 160;

type Shown = Topic.Info & {
  /** Monthly revenue of the customers who wrote of it; null where it is not known. */
  revenue: number | null;
};

type Telling = { month: string; owner: OwnerTopics.Config; may: boolean };

const names = "topic-names";

export const Section = ({
  topics,
  ...telling
}: { topics: Shown[] } & Telling) => (
  <Panel title="Topics of negative comments">
    <datalist id={names}>
      {[
        ...new Set([
          ...telling.owner.named.map(({ name }) => name),
          ...topics.map(({ label }) => label),
        ]),
      ].map((name) => (
        <option value={name} />
      ))}
    </datalist>
    {topics.length ? (
      <List topics={topics.slice(0, maxTopicsOpen)} {...telling} />
    ) : (
      <Absent>No phrase recurs in three or more negative comments.</Absent>
    )}
    {topics.length > maxTopicsOpen && (
      <details>
        <summary>
          {FigureFormat.count(topics.length - maxTopicsOpen, "more topic")}
        </summary>
        <List topics={topics.slice(maxTopicsOpen)} {...telling} />
      </details>
    )}
    {telling.owner.muted.length > 0 && (
      <p class="note">
        {FigureFormat.count(telling.owner.muted.length, "phrase")} of topics
        left out:{" "}
        <a href="/settings?dataset=customers&noun=topics">show them again</a>.
      </p>
    )}
  </Panel>
);

/** The owner's word on a topic; the name of another one merges the two. */
const Tell = ({
  topic: { label, phrases },
  month,
}: {
  topic: Shown;
  month: string;
}) => (
  <details>
    <summary class="small">Name, merge or leave out</summary>
    <form class="row" method="post" action="/voice/topics">
      <input type="hidden" name="month" value={month} />
      {phrases.map((phrase) => (
        <input type="hidden" name="phrase" value={phrase} />
      ))}
      <label>
        Name; that of another topic merges them
        <input
          type="text"
          name="name"
          list={names}
          value={label}
          maxlength={80}
          required
        />
      </label>
      <button name="do" value="name">
        Save
      </button>
      <button class="plain" name="do" value="mute" formnovalidate>
        Leave out
      </button>
    </form>
  </details>
);

const List = ({ topics, month, may }: { topics: Shown[] } & Telling) => (
  <ul class="said">
    {topics.map((topic) => {
      const { label, phrases, count, share, change, revenue, example } = topic;
      return (
        <li>
          <p>
            <b>{label}</b> <span class="chip">{FigureFormat.whole(count)}</span>
          </p>
          <p class="small">
            {share.value !== null &&
              `${FigureFormat.percent(share.value, 0)} of them; `}
            {change
              ? FigureFormat.movement(change, "the month before", "share")
              : "none to compare with the month before"}
          </p>
          {revenue !== null && (
            <p class="small">
              {FigureFormat.figure(revenue, "money")} a month from those who
              wrote of it
            </p>
          )}
          {phrases.length > 1 && (
            <p class="small">Also: {phrases.slice(1, 5).join(", ")}</p>
          )}
          <p class="small">“{clipped(example.text, maxExampleLetters)}”</p>
          {may && <Tell topic={topic} month={month} />}
        </li>
      );
    })}
  </ul>
);

/** The four sides of the experience, of all comments and by channel. */
export const Experience = ({
  rows,
}: {
  rows: MonthDigest.Info["experience"];
}) => (
  <Panel title="What comments are about">
    {rows.length ? (
      <Table
        rows={rows}
        columns={[
          {
            title: "Side",
            cell: ({ dimension, channel }) =>
              channel === null ? (
                <b>{dimension}</b>
              ) : (
                `${dimension}, ${channel}`
              ),
          },
          {
            title: "Comments",
            number: true,
            cell: ({ comments }) => FigureFormat.whole(comments),
          },
          {
            title: "Negative",
            number: true,
            cell: ({ negative, comments }) =>
              FigureFormat.percent(negative / comments, 0),
          },
          {
            title: "Positive",
            number: true,
            cell: ({ positive, comments }) =>
              FigureFormat.percent(positive / comments, 0),
          },
        ]}
      />
    ) : (
      <Absent>No comment names a side of the experience.</Absent>
    )}
  </Panel>
);

export * as Topics from "./topics";
