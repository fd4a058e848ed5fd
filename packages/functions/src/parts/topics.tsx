// topics: what negative comments are about, compared with the month before
import type { MonthDigest } from "@mainstay/core/feedback/month-digest";
import type { OwnerTopics } from "@mainstay/core/feedback/topic/owner-topics";
import type { Topic } from "@mainstay/core/feedback/topic/topic";
import { clipped } from "@mainstay/core/document/block";
import { FigureFormat } from "./figure-format";
import { Absent, Panel } from "./panel";
import { Table } from "./table";
import { T, t } from "./words";

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
  <Panel title={t("topics.title")}>
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
      <Absent>{t("topics.none")}</Absent>
    )}
    {topics.length > maxTopicsOpen && (
      <details>
        <summary>
          {t("topics.more", { n: topics.length - maxTopicsOpen })}
        </summary>
        <List topics={topics.slice(maxTopicsOpen)} {...telling} />
      </details>
    )}
    {telling.owner.muted.length > 0 && (
      <p class="note">
        <T
          k="topics.leftOut"
          n={telling.owner.muted.length}
          a={(inside) => (
            <a href="/settings?dataset=customers&noun=topics">{inside}</a>
          )}
        />
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
    <summary class="small">{t("topics.tell")}</summary>
    <form class="row" method="post" action="/voice/topics">
      <input type="hidden" name="month" value={month} />
      {phrases.map((phrase) => (
        <input type="hidden" name="phrase" value={phrase} />
      ))}
      <label>
        {t("topics.name")}
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
        {t("word.save")}
      </button>
      <button class="plain" name="do" value="mute" formnovalidate>
        {t("topics.leaveOut")}
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
              t("topics.share", {
                share: FigureFormat.percent(share.value, 0),
              })}
            {change
              ? FigureFormat.movement(change, t("topics.monthBefore"), "share")
              : t("topics.noComparison")}
          </p>
          {revenue !== null && (
            <p class="small">
              {t("topics.revenue", {
                revenue: FigureFormat.figure(revenue, "money"),
              })}
            </p>
          )}
          {phrases.length > 1 && (
            <p class="small">
              {t("topics.also", {
                phrases: phrases.slice(1, 5).join(t("list.comma")),
              })}
            </p>
          )}
          <p class="small">
            {t("topics.quoted", {
              text: clipped(example.text, maxExampleLetters),
            })}
          </p>
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
  <Panel title={t("topics.experience")}>
    {rows.length ? (
      <Table
        rows={rows}
        columns={[
          {
            title: t("topics.side"),
            cell: ({ dimension, channel }) =>
              channel === null ? (
                <b>{t(`topics.${dimension}`)}</b>
              ) : (
                `${t(`topics.${dimension}`)} · ${channel}`
              ),
          },
          {
            title: t("topics.comments"),
            number: true,
            cell: ({ comments }) => FigureFormat.whole(comments),
          },
          {
            title: t("topics.negative"),
            number: true,
            cell: ({ negative, comments }) =>
              FigureFormat.percent(negative / comments, 0),
          },
          {
            title: t("topics.positive"),
            number: true,
            cell: ({ positive, comments }) =>
              FigureFormat.percent(positive / comments, 0),
          },
        ]}
      />
    ) : (
      <Absent>{t("topics.noSide")}</Absent>
    )}
  </Panel>
);

export * as Topics from "./topics";
