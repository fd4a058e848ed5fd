// infer: a definition from a file's header and first rows; what the owner said stands
import { boolean, date, number } from "./cell";
import { scan as scanOf, text, type Scan } from "./csv";
import { Definition } from "./definition";
import type { Dialect } from "./dialect";
import { Failure } from "./error";
import { of as headerOf, type Header } from "./header";
import { kindOf, look, maxDistinct, type Seen } from "./kind";
import { plain, roleOf, rolesOf, type Table } from "./naming";

type Source = {
  dataset: string;
  sample: Uint8Array; // UTF-8, cut anywhere when whole is false
  whole: boolean;
  dialect: Dialect;
  known?: Definition.Input;
};
