// refusal: what went wrong, in the reader's language; values stand in the English sentence, which others may fold open
import { FailureWords } from "@mainstay/core/text/failure-words";
import { Words, t } from "./words";

type Refused = { code: string; message: string };

export const Refusal = ({
  failure: { code, message },
}: {
  failure: Refused;
}) => {
  if (Words.lang() === "en") return <>{message}</>;
  return (
    <>
      {FailureWords.chinese(code)}
      <details>
        <summary>{t("word.details")}</summary>
        <span lang="en">{message}</span>
      </details>
    </>
  );
};
