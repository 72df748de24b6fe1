import { describe } from 'vitest';
import { keepsItems, mendsItems } from '../contracts/catalog-table.contract.ts';
import { keepsObjects } from '../contracts/object-store.contract.ts';
import { MemoryObjects, MemoryTable } from './memory-ports.ts';

describe('MemoryObjects', () => {
  keepsObjects(() => Promise.resolve(new MemoryObjects()));
});

describe('MemoryTable', () => {
  mendsItems(() => Promise.resolve(new MemoryTable()));
  keepsItems(() => Promise.resolve(new MemoryTable()));
});
