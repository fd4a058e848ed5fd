// serving: which version of a model serves, and the buttons that change it
import type { Column } from "./table";
import { t } from "./words";

type History = { version: string }[];

export const Button = ({
  path,
  plain,
  version,
  children,
}: {
  path: string;
  plain?: boolean;
  version?: string;
  children: string;
}) => (
  <form method="post" action={path}>
    {version && <input type="hidden" name="version" value={version} />}
    <button class={plain ? "plain" : undefined}>{children}</button>
  </form>
);

export const Buttons = ({
  dataset,
  current,
  promotions,
}: {
  dataset: string;
  current: string | undefined;
  promotions: History;
}) => (
  <div class="actions">
    {promotions.some(({ version }) => version !== current) && (
      <a href={`/models/${dataset}/rollback`}>{t("word.rollBack")}</a>
    )}
    <Button path={`/models/${dataset}/train`}>{t("serving.train")}</Button>
  </div>
);

export const column = (
  dataset: string,
  current: string | undefined,
  mayPromote: boolean,
): Column<{ version: string }> => ({
  title: <span class="hidden">{t("serving.serves")}</span>,
  label: t("serving.serves"),
  cell: ({ version }) => {
    if (version === current)
      return <span class="chip on">{t("serving.serves2")}</span>;
    if (!mayPromote) return t("actionList.no");
    return (
      <Button path={`/models/${dataset}/promote`} version={version} plain>
        {t("serving.promote")}
      </Button>
    );
  },
});

export * as Serving from "./serving";
