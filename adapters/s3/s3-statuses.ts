import { S3ServiceException } from '@aws-sdk/client-s3';

export const FORBIDDEN = 403;
export const NOT_FOUND = 404;
export const CONFLICT = 409;
export const PRECONDITION_FAILED = 412;
export const RANGE_NOT_SATISFIABLE = 416;

/** The HTTP status of an answer that S3 gave for a failure; `undefined` for any other failure. */
export function statusOf(cause: unknown): number | undefined {
  return cause instanceof S3ServiceException ? cause.$metadata.httpStatusCode : undefined;
}
