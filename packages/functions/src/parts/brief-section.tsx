// brief-section: the account brief of one customer in both languages
import type { Brief } from "@mainstay/core/accounts/brief/brief";
import type { Lang } from "@mainstay/core/text/wording";
import { Fold } from "./panel";
import { t } from "./words";

export const Section = ({
  pages,
  lang,
}: {
  pages: Record<Lang, Brief.Page>;
  lang: Lang;
}) => (
  <Fold title={t("briefSection.accountBrief")}>
    {(["en", "zh"] as const).map((one) => (
      <details open={one === lang} lang={one}>
        <summary>
          {one === "zh" ? t("word.chinese") : t("word.english")}
        </summary>
        <article class="flow">
          <h3 class="whole">{pages[one].title}</h3>
          {pages[one].sections.map(({ heading, paragraphs, items }) => (
            <div>
              <h4>{heading}</h4>
              {paragraphs.map((paragraph) => (
                <p>{paragraph}</p>
              ))}
              {items.length > 0 && (
                <ul>
                  {items.map((item) => (
                    <li>{item}</li>
                  ))}
                </ul>
              )}
            </div>
          ))}
        </article>
      </details>
    ))}
  </Fold>
);

export * as BriefSection from "./brief-section";
