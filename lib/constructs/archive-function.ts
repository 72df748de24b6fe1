import { type Duration, RemovalPolicy, type Size, Validations } from 'aws-cdk-lib';
import { type IGrantable, type IPrincipal, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  type Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Settings } from '../../lambdas/settings.ts';

export interface ArchiveFunctionProps<SettingName extends string> {
  /** A bundle with `index.mjs`, which exports `handler`. */
  readonly code: Code;

  /** What the function is for, shown in the console. */
  readonly description: string;

  /** One value for each setting the function reads; a missing or misspelt one does not compile. */
  readonly settings: Settings<SettingName>;

  /** How long one call may take. */
  readonly timeout: Duration;

  /**
   * Memory in MiB. Lambda gives processor time in proportion: 1769 MiB are one core.
   *
   * @default 512
   */
  readonly memorySize?: number;

  /**
   * How much room there is in `/tmp`.
   *
   * @default - 512 MiB, which is what Lambda gives anyway
   */
  readonly diskSize?: Size;

  /**
   * How many calls may run at the same time.
   *
   * @default - as many as the account allows
   */
  readonly reservedConcurrency?: number;
}

/**
 * A function with a role of its own that may do nothing but write its log and its traces. Everything else is
 * granted to it by the stack that uses it.
 */
export class ArchiveFunction<SettingName extends string> extends Construct implements IGrantable {
  readonly lambda: LambdaFunction;
  readonly grantPrincipal: IPrincipal;

  constructor(scope: Construct, id: string, props: ArchiveFunctionProps<SettingName>) {
    super(scope, id);
    const { code, description, settings, timeout, memorySize = 512, diskSize, reservedConcurrency } = props;

    const logs = new LogGroup(this, 'Logs', {
      retention: RetentionDays.SIX_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // A given role keeps CDK from attaching AWSLambdaBasicExecutionRole, which may write to every log group.
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logs.grantWrite(role);

    this.lambda = new LambdaFunction(this, 'Function', {
      code,
      description,
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      timeout,
      memorySize,
      ...(diskSize === undefined ? {} : { ephemeralStorageSize: diskSize }),
      ...(reservedConcurrency === undefined ? {} : { reservedConcurrentExecutions: reservedConcurrency }),
      environment: { ...settings },
      role,
      logGroup: logs,
      loggingFormat: LoggingFormat.JSON,
      tracing: Tracing.ACTIVE,
    });
    this.grantPrincipal = role;

    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'X-Ray has no resources to name: PutTraceSegments and PutTelemetryRecords take only *.',
    });
  }
}
