// tabs: a row of links of which one is chosen
type Tab = { name: string; href: string; text?: string };

export const Tabs = ({
  label,
  chosen,
  tabs,
}: {
  label: string;
  chosen: string;
  tabs: Tab[];
}) => (
  <nav class="tabs" aria-label={label}>
    {tabs.map(({ name, href, text = name }) => (
      <a href={href} aria-current={name === chosen ? "true" : undefined}>
        {text}
      </a>
    ))}
  </nav>
);
