// pager: links to the other pages of a list
type Target = { href: string; text: string };
import { t } from "./words";

export const Pager = ({ links }: { links: (Target | false | null)[] }) => {
  const shown = links.filter((link) => !!link);
  if (!shown.length) return null;
  return (
    <nav class="pages" aria-label={t("pager.pagesOfTheList")}>
      {shown.map(({ href, text }) => (
        <a href={href}>{text}</a>
      ))}
    </nav>
  );
};
