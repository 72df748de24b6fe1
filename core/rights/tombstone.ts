import * as z from 'zod';
import {
  CaptureRecord,
  ExpectedRecord,
  IssueRecord,
  ReadingRecord,
  SnapshotRecord,
  StateRecord,
} from '../catalog/records.ts';
import { RemovalRecord } from '../catalog/rights-records.ts';

/**
 * What stays of a resource whose objects were taken out of the store: which they were, and what the index said of them,
 * so that an index that is made anew knows of them too. No word of the page is in it.
 */
export const Tombstone = z.strictObject({
  removal: RemovalRecord,
  issue: IssueRecord.nullable(),
  expected: ExpectedRecord.nullable(),
  state: StateRecord.nullable(),
  snapshots: z.array(SnapshotRecord),
  captures: z.array(CaptureRecord),
  readings: z.array(ReadingRecord),
});
export type Tombstone = Readonly<z.infer<typeof Tombstone>>;
