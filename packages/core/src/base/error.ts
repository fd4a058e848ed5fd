// error: the one failure people see; everything else is a bug and answers 500 with no detail
export class Failure extends Error {
  readonly code: string;
  readonly status: number;
  readonly next?: string; // what to do about it
  constructor(code: string, message: string, status = 400, next?: string) {
    super(message);
    this.name = "Failure";
    this.code = code;
    this.status = status;
    this.next = next;
  }
}
