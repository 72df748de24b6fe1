import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Item } from '../../core/catalog/catalog-table.ts';
import { ItemBody, ItemKeys } from './item-schema.ts';

const StreamItem = ItemKeys.extend({ body: ItemBody });

/** The catalog's item out of a stream record's new image. Fails with a ZodError for an image of anything else. */
export function itemOfImage(image: Record<string, AttributeValue>): Item {
  const { pk, sk, body } = StreamItem.parse(unmarshall(image));
  return { pk, sk, body };
}
