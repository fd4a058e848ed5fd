// comment: answers and comments of customers with their sentiment and the words behind it
import { Feedback } from "@mainstay/core/feedback/feedback";
import { Link } from "./link";
import { FigureFormat } from "./figure-format";
import { t } from "./words";

export const List = ({
  comments,
  names,
}: {
  comments: Feedback.Info[];
  // Given where comments of several customers stand together.
  names?: Map<string, string | null>;
}) => (
  <ul class="said">
    {comments.map((comment) => (
      <li>
        <p class="small">
          {FigureFormat.day(comment.time)}
          {comment.channel && ` · ${comment.channel}`}
          {names && (
            <>
              {" · "}
              <a href={Link.customer("customers", comment.customer)}>
                {names.get(comment.customer) ?? comment.customer}
              </a>
            </>
          )}
          {comment.rating !== null && (
            <>
              {" · "}
              <b>
                {comment.scale === null
                  ? FigureFormat.cell(comment.rating)
                  : t("comment.rating", {
                      rating: FigureFormat.cell(comment.rating),
                      scale: FigureFormat.cell(comment.scale),
                    })}
              </b>
            </>
          )}{" "}
          <Tone mood={comment.sentiment} />
        </p>
        {comment.text && <p>{comment.text}</p>}
        <Words mood={comment.sentiment} />
      </li>
    ))}
  </ul>
);

export const Tone = ({ mood }: { mood: Feedback.Info["sentiment"] }) => {
  if (!mood) return null;
  const { score, label, probability } = mood;
  const side = Feedback.side(mood);
  if (score === null || side === null)
    return (
      <span class="chip">
        {label} {FigureFormat.percent(probability, 0)}
      </span>
    );
  return (
    <span class={`chip ${side}`}>
      {t(`sentiment.${side}`)} {FigureFormat.signed(score)}
    </span>
  );
};

const Words = ({ mood }: { mood: Feedback.Info["sentiment"] }) =>
  mood?.words.length ? (
    <ul class="why" aria-label={t("comment.words")}>
      {mood.words.map(({ text, contribution }) => (
        <li>
          <span class={contribution > 0 ? "down" : "up"} aria-hidden="true">
            {contribution > 0 ? "+" : "−"}
          </span>
          <span class="hidden">
            {t(contribution > 0 ? "comment.forIt" : "comment.againstIt")}
          </span>
          {text}
        </li>
      ))}
    </ul>
  ) : null;

export * as Comment from "./comment";
