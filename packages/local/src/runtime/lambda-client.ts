// lambda-client: the far side of a Lambda function; loads one handler and answers its invocations
import type { Context } from "aws-lambda";
import type { Fault, FromClient, ToClient } from "./sandbox";

// Lambda's limit for the answer of a synchronous invocation.
const maxAnswerBytes = 6_291_556;
// A UTF-16 unit of a body takes at most six bytes of JSON; what is far from the limit is not written twice to measure it.
const surelySmall = maxAnswerBytes / 8;
const isTooLarge = (result: any) =>
  !(typeof result?.body === "string" && result.body.length < surelySmall) &&
  Buffer.byteLength(JSON.stringify(result ?? null)) > maxAnswerBytes;
const [file, name] = process.argv.slice(2);
const send = (message: FromClient) => process.send!(message);

const fault = (error: unknown): Fault =>
  error instanceof Error
    ? { name: error.name, message: error.message, stack: error.stack }
    : { name: "Error", message: String(error) };

const { AWS_LAMBDA_FUNCTION_NAME = "", AWS_REGION = "us-east-1" } = process.env;
const context = ({ id, deadline }: ToClient) =>
  ({
    awsRequestId: id,
    functionName: AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: "$LATEST",
    invokedFunctionArn: `arn:aws:lambda:${AWS_REGION}:000000000000:function:${AWS_LAMBDA_FUNCTION_NAME}`,
    memoryLimitInMB: "1024",
    logGroupName: `/aws/lambda/${AWS_LAMBDA_FUNCTION_NAME}`,
    logStreamName: String(process.pid),
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  }) as Context;

try {
  const { [name]: handler } = await import(file);
  if (typeof handler !== "function")
    throw new TypeError(`${file} exports no function named ${name}`);
  process.channel!.ref();
  process.on("message", async (call: ToClient) => {
    try {
      const result = await handler(call.event, context(call));
      if (isTooLarge(result))
        throw Object.assign(
          new Error(`The answer is over ${maxAnswerBytes} bytes`),
          { name: "Function.ResponseSizeTooLarge" },
        );
      send({ id: call.id, result: result ?? null });
    } catch (error) {
      send({ id: call.id, fault: fault(error) });
    }
  });
  send({ ready: true });
} catch (error) {
  process.send!({ broken: fault(error) } satisfies FromClient, () =>
    process.exit(1),
  );
}
