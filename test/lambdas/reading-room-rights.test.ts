import { expect, it } from 'vitest';
import { RightsUnknown, readRights } from '../../lambdas/reading-room/settings.ts';

it('takes both rights by their names', () => {
  expect([readRights('reading-room'), readRights('public')]).toEqual(['reading-room', 'public']);
});

it.each(['Public', 'public ', 'true', ''])('refuses %j rather than guess who may read', (text) => {
  expect(() => readRights(text)).toThrow(RightsUnknown);
});
