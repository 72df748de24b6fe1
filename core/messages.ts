import * as z from 'zod';
import { isIssueDate } from './paper/issue-date.ts';
import { RESOURCE_KINDS, isResourcePath } from './paper/resource.ts';
import { isSha256 } from './paper/sha256.ts';

const resource = {
  paper: z.string(),
  date: z.string().refine(isIssueDate),
  path: z.string().refine(isResourcePath),
  kind: z.enum(RESOURCE_KINDS),
};

/** An order: fetch this resource. */
export const CaptureDue = z.object({
  type: z.literal('capture-due'),
  ...resource,
  site: z.string(),
  /** Whether to ask without validators, so that a server which keeps its ETag over an edit has to send the page. */
  unconditional: z.boolean().optional(),
});
export type CaptureDue = Readonly<z.infer<typeof CaptureDue>>;

/** News: this version of a resource is in the store. Bytes stay in the store, messages carry addresses. */
export const SnapshotKept = z.object({
  type: z.literal('snapshot-kept'),
  ...resource,
  site: z.string(),
  version: z.number().int().positive(),
  sha256: z.string().refine(isSha256),
});
export type SnapshotKept = Readonly<z.infer<typeof SnapshotKept>>;

/** What the stages say to each other. `site` is the base URL that the issue is being captured from. */
export const Message = z.discriminatedUnion('type', [CaptureDue, SnapshotKept]);
export type Message = z.infer<typeof Message>;

/** Carries messages to the stage that they are for. */
export interface Outbox {
  /** When it returns, the messages outlive this process. They may come twice and in any order. */
  send(messages: readonly Message[]): Promise<void>;
}
