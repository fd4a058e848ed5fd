// error: the one failure people see; everything else is a bug and answers 500 with no detail
export class Failure extends Error {
  readonly code: string;
  readonly status: number;
  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = "Failure";
    this.code = code;
    this.status = status;
  }
}
