// sqs-error: an error as SQS words it; the second name is what clients of the older protocol know
const legacy = {
  QueueDoesNotExist: "AWS.SimpleQueueService.NonExistentQueue",
  QueueNameExists: "QueueAlreadyExists",
  ReceiptHandleIsInvalid: "ReceiptHandleIsInvalid",
  MessageNotInflight: "AWS.SimpleQueueService.MessageNotInflight",
  EmptyBatchRequest: "AWS.SimpleQueueService.EmptyBatchRequest",
  TooManyEntriesInBatchRequest:
    "AWS.SimpleQueueService.TooManyEntriesInBatchRequest",
  BatchEntryIdsNotDistinct: "AWS.SimpleQueueService.BatchEntryIdsNotDistinct",
  BatchRequestTooLong: "AWS.SimpleQueueService.BatchRequestTooLong",
  InvalidAttributeName: "InvalidAttributeName",
  InvalidAttributeValue: "InvalidAttributeValue",
  InvalidMessageContents: "InvalidMessageContents",
  InvalidParameterValueException: "InvalidParameterValue",
  UnsupportedOperation: "AWS.SimpleQueueService.UnsupportedOperation",
  AccessDeniedException: "AccessDenied",
  MissingAuthenticationTokenException: "MissingAuthenticationToken",
  IncompleteSignatureException: "IncompleteSignature",
  UnrecognizedClientException: "InvalidClientTokenId",
  InvalidSignatureException: "SignatureDoesNotMatch",
} as const;
export type Type = keyof typeof legacy;

export class Refusal extends Error {
  readonly type: Type;
  constructor(type: Type, message: string) {
    super(message);
    this.name = type;
    this.type = type;
  }
  get legacy() {
    return `${legacy[this.type]};Sender`;
  }
}
