import * as z from 'zod';

/** An item's keys, as the table and its stream hold them beside `body`. */
export const ItemKeys = z.object({ pk: z.string(), sk: z.string() });

/** What an item holds besides its keys. */
export const ItemBody = z.record(z.string(), z.json());
