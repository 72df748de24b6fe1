import { type LambdaEvent, handle } from 'hono/aws-lambda';
import type { ReadingRoomDeps } from '../../web/deps.ts';
import { createReadingRoom } from '../../web/reading-room.ts';

/** The reading room behind an HTTP API: the same application as on a desk. */
export function createHandler(deps: ReadingRoomDeps): (event: LambdaEvent) => Promise<unknown> {
  const serve = handle(createReadingRoom(deps));
  return async (event) => serve(event);
}
