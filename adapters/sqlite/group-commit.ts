import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

interface Waiting {
  readonly statement: StatementSync;
  readonly values: readonly SQLInputValue[];
  readonly settle: (outcome: Outcome) => void;
}

type Outcome = { readonly written: boolean } | { readonly failure: unknown };

/**
 * Writes of one connection, those that wait together in one transaction: the disk is asked once for all of them, and
 * none has happened before it says so. A write never waits for another to come; the group is what came while the
 * commit before ran. In it they are done in the order in which they came, each seeing those before it.
 *
 * A write that fails fails alone: the others of its group are done again, each by itself.
 */
export class GroupCommit {
  readonly #db: DatabaseSync;
  #waiting: Waiting[] = [];

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** Whether a row was written; it survives a power cut then. Fails with SQLite's own error. */
  async run(statement: StatementSync, values: readonly SQLInputValue[]): Promise<boolean> {
    const outcome = await new Promise<Outcome>((settle) => {
      this.#waiting.push({ statement, values, settle });
      if (this.#waiting.length === 1) setImmediate(() => this.flush());
    });
    if ('failure' in outcome) throw outcome.failure;
    return outcome.written;
  }

  /** Does what waits now and not later. */
  flush(): void {
    const group = this.#waiting;
    this.#waiting = [];
    if (group.length === 0) return;
    const outcomes = this.#commit(group);
    for (const [at, one] of group.entries())
      one.settle(outcomes[at] ?? { failure: new TypeError('no outcome') });
  }

  #commit(group: readonly Waiting[]): Outcome[] {
    try {
      this.#db.exec('BEGIN IMMEDIATE');
    } catch (failure) {
      return group.map(() => ({ failure }));
    }
    try {
      const outcomes = group.map(({ statement, values }) => {
        return { written: Number(statement.run(...values).changes) > 0 };
      });
      this.#db.exec('COMMIT');
      return outcomes;
    } catch (failure) {
      try {
        // Of some failures SQLite has done so itself.
        if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      } catch (stuck) {
        return group.map(() => ({ failure: stuck }));
      }
      if (group.length === 1) return [{ failure }];
      // Whose failure it was is found out by trying each by itself.
      return group.flatMap((one) => this.#commit([one]));
    }
  }
}
