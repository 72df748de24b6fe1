import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { DeadLetters } from './dead-letters.ts';

export interface WorkQueueProps {
  /** How long its worker may take for a batch. Messages stay hidden six times as long, as AWS advises. */
  readonly workerTimeout: Duration;

  /** How many times a message is tried before it is set aside in the dead-letter queue. */
  readonly maxTries: number;
}

/** Messages for one stage, and a dead-letter queue for those that the stage cannot work off. */
export class WorkQueue extends Construct {
  /** Where other stages send to. */
  readonly queue: Queue;

  readonly deadLetters: DeadLetters;

  constructor(scope: Construct, id: string, props: WorkQueueProps) {
    super(scope, id);
    const { workerTimeout, maxTries } = props;
    if (maxTries < 1) {
      throw new Error(`'maxTries' of ${this.node.path} should be at least 1, got ${maxTries}`);
    }

    this.deadLetters = new DeadLetters(this, 'DeadLetters');
    this.queue = new Queue(this, 'Queue', {
      enforceSSL: true,
      encryption: QueueEncryption.SQS_MANAGED,
      visibilityTimeout: Duration.seconds(6 * workerTimeout.toSeconds()),
      // Shorter than the 14 days of the dead letters: a message's age is counted from its first sending.
      retentionPeriod: Duration.days(7),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: maxTries },
    });
  }
}
