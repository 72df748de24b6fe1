import { Aws, CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { type AlarmRule, alarmRules, type Watched } from '../alarm-rules.ts';
import type { Deployment } from '../deployment.ts';

export interface AlarmsStackProps extends StackProps, Watched {
  readonly deployment: Deployment;
}

/** Tells the operator when something is wrong, and where in the runbook to go on. */
export class AlarmsStack extends Stack {
  /** Alarms go here, never news of the newspaper. */
  readonly operations: Topic;

  constructor(scope: Construct, id: string, props: AlarmsStackProps) {
    super(scope, id, props);
    this.operations = this.#operationsTopic();

    const { alarmEmail } = props.deployment;
    if (alarmEmail !== null) this.operations.addSubscription(new EmailSubscription(alarmEmail));

    for (const rule of alarmRules(props)) this.#add(rule);
    new CfnOutput(this, 'OperationsTopicArn', { value: this.operations.topicArn });
  }

  #operationsTopic(): Topic {
    const cloudWatch = new ServicePrincipal('cloudwatch.amazonaws.com');
    // CloudWatch cannot use AWS's own key for SNS: an alarm would go off and nobody would hear.
    const key = new Key(this, 'OperationsKey', {
      description: 'Encrypts alarms on their way to the operator',
      enableKeyRotation: true,
    });
    key.grant(cloudWatch, 'kms:Decrypt', 'kms:GenerateDataKey*');

    const topic = new Topic(this, 'Operations', {
      displayName: 'JMNews archive: alarms',
      enforceSSL: true,
      masterKey: key,
    });
    // Demanding TLS gives the topic a policy of its own, which replaces the one that lets the account's alarms in.
    topic.addToResourcePolicy(
      new PolicyStatement({
        actions: ['sns:Publish'],
        principals: [cloudWatch],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    return topic;
  }

  #add({ name, severity, says, metric, periods = 1, when }: AlarmRule): void {
    const comparison =
      'above' in when
        ? {
            threshold: when.above,
            comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
            treatMissingData: TreatMissingData.NOT_BREACHING,
          }
        : {
            threshold: when.belowOrSilent,
            comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
            treatMissingData: TreatMissingData.BREACHING,
          };
    const alarm = new Alarm(this, name, {
      alarmName: `jmnews-${name}`,
      alarmDescription: `[${severity}] ${says}. What to do: docs/runbook.md#${name}`,
      metric,
      evaluationPeriods: periods,
      ...comparison,
    });
    const tell = new SnsAction(this.operations);
    alarm.addAlarmAction(tell);
    alarm.addOkAction(tell);
  }
}
