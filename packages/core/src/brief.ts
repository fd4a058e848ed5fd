// brief: one page about one customer from its own numbers, in English and Chinese
import { Input, type Page } from "./brief/input";

export { Both, Input, Page, Section } from "./brief/input";

export * as Brief from "./brief";
