/** What is under way beside the one whose turn it is: what keeps a store or an index that is far away busy. */
const AHEAD = 16;

/** What each item becomes, in the order of the items, the next {@link AHEAD} of them under way. */
export async function* inOrder<Item, Made>(
  items: readonly Item[],
  make: (item: Item) => Promise<Made>,
): AsyncGenerator<Made> {
  const underWay: Promise<Made>[] = [];
  try {
    for (const item of items) {
      const made = make(item);
      // Whoever stops early or fails waits for nobody; a failure is told when its turn comes.
      made.catch(() => undefined);
      underWay.push(made);
      if (underWay.length > AHEAD) yield await takeFirst(underWay);
    }
    while (underWay.length > 0) yield await takeFirst(underWay);
  } finally {
    await Promise.allSettled(underWay);
  }
}

async function takeFirst<T>(queue: Promise<T>[]): Promise<T> {
  const [first] = queue.splice(0, 1);
  if (first === undefined) throw new RangeError('nothing is under way');
  return first;
}
