import { Aws, type CfnElement, Duration, Stack, TimeZone, Validations } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Schedule, ScheduleExpression, ScheduleTargetInput, TimeWindow } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import type { ArchiveFunction } from './archive-function.ts';
import { DeadLetters } from './dead-letters.ts';

/** The papers' days are days in China, wherever the archive runs. */
const ZONE = TimeZone.ASIA_SHANGHAI;

/** When to call, every day in Asia/Shanghai: the fields of a cron expression. */
export interface DailyTimes {
  readonly hour: string;
  readonly minute: string;
}

export interface Call {
  /** What is called. */
  readonly callee: ArchiveFunction<string>;

  /** What for, shown in the console. */
  readonly description: string;

  readonly times: DailyTimes;

  /**
   * The event that the function gets.
   *
   * @default - an empty object
   */
  readonly event?: Readonly<Record<string, string>>;
}

/**
 * Calls functions by the clock of Asia/Shanghai. A call that Lambda does not take is tried again for half an hour
 * and then set aside in {@link deadLetters}.
 */
export class Timetable extends Construct {
  readonly deadLetters: DeadLetters;
  readonly #role: Role;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.deadLetters = new DeadLetters(this, 'DeadLetters');
    this.#role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    });
  }

  /** Calls within five minutes after each of the times, so that several archives do not all knock on the minute. */
  add(id: string, { callee, description, times, event = {} }: Call): void {
    new Schedule(this, id, {
      description,
      schedule: ScheduleExpression.cron({ ...times, timeZone: ZONE }),
      timeWindow: TimeWindow.flexible(Duration.minutes(5)),
      target: new LambdaInvoke(callee.lambda, {
        role: this.#role,
        deadLetterQueue: this.deadLetters,
        input: ScheduleTargetInput.fromObject(event),
        retryAttempts: 3,
        maxEventAge: Duration.minutes(30),
      }),
    });
    const calleeId = Stack.of(this).getLogicalId(callee.lambda.node.defaultChild as CfnElement);
    Validations.of(this.#role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${calleeId}.Arn>:*]`,
      reason:
        'Versions and aliases of the function that is called, which the target grants together with it.',
    });
  }
}
